import type { OpenSession, SessionView } from '@rolecall/contract/api/session'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { FastifyInstance } from 'fastify'
import { endSession, type Session, sessionsOf } from '../../access/sessions.ts'
import { createSignIn } from '../../flows/sign-in.ts'
import { isRefusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { clearCookies, identify, startSession } from '../session-cookies.ts'
import { membershipsOf, type Viewer } from '../viewer.ts'

export const sessionOperations = async (app: FastifyInstance, deps: AppDeps): Promise<void> => {
  const signIn = await createSignIn(deps)

  operation(app, deps, {
    name: 'signIn',
    handle: async ({ body, request, reply }) => {
      const user = await signIn({ ...body, address: request.ip })
      if (isRefusal(user)) return user
      const whose = { subject: user.id, surface: 'employer' } as const
      if (!(await startSession(deps, { request, reply }, whose))) return refuse('unavailable')
      return present(deps, { user, memberships: await membershipsOf(deps, user.id) })
    },
  })

  operation(app, deps, { name: 'whoAmI', handle: async ({ who }) => present(deps, who) })

  operation(app, deps, {
    name: 'signOut',
    handle: async ({ request, reply }) => {
      const claims = await identify(deps, { request, reply })
      if (claims !== undefined) await endSession(deps, claims.sessionId, 'signed-out')
      clearCookies(reply)
      reply.header('clear-site-data', '"storage"')
      return undefined
    },
  })

  operation(app, deps, {
    name: 'listSessions',
    handle: async ({ who }) => {
      const sessions = await sessionsOf(deps, who.session.subject)
      return { items: sessions.map((session) => sessionViewOf(session, who.session.id)) }
    },
  })

  operation(app, deps, {
    name: 'endSession',
    handle: async ({ who, params: { sessionId } }) => {
      const own = (await sessionsOf(deps, who.session.subject)).some(({ id }) => id === sessionId)
      if (!own) return refuse('not-found')
      await endSession(deps, sessionId, 'ended-by-owner')
      return undefined
    },
  })
}

const sessionViewOf = (session: Session['doc'], currentId: string | undefined): OpenSession => ({
  id: session.id,
  ...(session.device === undefined ? {} : { device: session.device }),
  since: moment(session.createdAt),
  lastSeenAt: moment(session.lastSeenAt),
  endsAt: moment(session.endsAt),
  current: session.id === currentId,
})

const present = ({ config }: AppDeps, who: Pick<Viewer, 'user' | 'memberships'> | undefined): SessionView => ({
  user: who === undefined ? null : userOf(who.user),
  organisations: (who?.memberships ?? []).map(({ organisation, role }) => ({
    organisationId: organisation.id,
    name: organisation.name,
    role,
    state: organisation.state,
    country: organisation.country,
  })),
  ...(config.demo ? { demoAccounts: [...config.demoAccounts] } : {}),
})

const userOf = ({ id, name, email, language }: DocumentOf<'users'>) => ({ id, name, email, language })
