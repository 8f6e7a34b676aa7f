import type { FastifyInstance } from 'fastify'
import { changeMember } from '../../flows/change-member.ts'
import { createInviteMember, createJoinOrganisation, readInvitation } from '../../flows/join-organisation.ts'
import { openInvitations, withdrawInvitation } from '../../flows/open-invitations.ts'
import type { AccountDeps } from '../../flows/parts/account-deps.ts'
import { isRefusal } from '../../refusal.ts'
import { signInAs } from '../api/session-view.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { actorOf } from '../viewer.ts'

export const memberOperations = (app: FastifyInstance, deps: AppDeps & AccountDeps): void => {
  const inviteMember = createInviteMember(deps)
  const joinOrganisation = createJoinOrganisation(deps)

  operation(app, deps, {
    name: 'listMembers',
    handle: async ({ who }) => {
      const where = [who.organisation.id]
      const { items } = await deps.store.find('memberships', { index: 'organisation', where, limit: 1000 })
      const users = await deps.store.getMany(
        'users',
        items.map(({ doc }) => doc.userId),
      )
      const userById = new Map(users.map(({ doc }) => [doc.id, doc]))
      return {
        items: items.flatMap(({ doc: { userId, role, createdAt } }) => {
          const user = userById.get(userId)
          return user === undefined
            ? []
            : { userId, name: user.name, email: user.email, role, since: moment(createdAt) }
        }),
      }
    },
  })

  operation(app, deps, {
    name: 'inviteMember',
    handle: async ({ who, body, once }) =>
      inviteMember({ ...body, actor: actorOf(who), language: who.user.language, once }),
  })

  operation(app, deps, {
    name: 'changeMemberRole',
    handle: async ({ who, params: { userId }, body: { role } }) =>
      changeMember(deps, { actor: actorOf(who), userId, role }),
  })

  operation(app, deps, {
    name: 'removeMember',
    handle: async ({ who, params: { userId } }) => changeMember(deps, { actor: actorOf(who), userId, role: undefined }),
  })

  operation(app, deps, {
    name: 'listOpenInvitations',
    handle: async ({ who }) => ({
      items: (await openInvitations(deps, who.organisation.id)).map(({ id, email, role, createdAt, endsAt }) => ({
        invitationId: id,
        email,
        role,
        since: moment(createdAt),
        until: moment(endsAt),
      })),
    }),
  })

  operation(app, deps, {
    name: 'withdrawInvitation',
    handle: async ({ who, params }) => withdrawInvitation(deps, actorOf(who), params.invitationId),
  })

  operation(app, deps, { name: 'readMemberInvitation', handle: async ({ body }) => readInvitation(deps, body.token) })

  operation(app, deps, {
    name: 'joinOrganisation',
    handle: async ({ body, request, reply }) => {
      const user = await joinOrganisation(body)
      return isRefusal(user) ? user : signInAs(deps, { request, reply }, user)
    },
  })
}
