import type { OpenSession } from '@rolecall/contract/api/session'
import type { FastifyInstance } from 'fastify'
import { endSession, type Session, sessionsOf } from '../../access/sessions.ts'
import type { AccountDeps } from '../../flows/parts/account-deps.ts'
import { refuseAlone } from '../../flows/parts/password-alone.ts'
import { createSignIn } from '../../flows/sign-in.ts'
import { isRefusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { clearCookies, identify } from '../session-cookies.ts'
import { presentViewer, signInAs } from './session-view.ts'

export const sessionOperations = (app: FastifyInstance, deps: AppDeps & AccountDeps): void => {
  const signIn = createSignIn(deps)

  operation(app, deps, {
    name: 'signIn',
    handle: async ({ body, request, reply }) => {
      const user = await signIn({ ...body, address: request.ip })
      if (isRefusal(user)) return user
      return refuseAlone(body.password) ?? signInAs(deps, { request, reply }, user)
    },
  })

  operation(app, deps, { name: 'whoAmI', handle: async ({ who }) => presentViewer(deps, who) })

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
