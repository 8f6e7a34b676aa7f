import type { PasskeyView } from '@rolecall/contract/api/passkeys'
import type { FastifyInstance } from 'fastify'
import type { AccountDeps } from '../../flows/parts/account-deps.ts'
import type { Passkey } from '../../flows/parts/passkeys.ts'
import { createOwnPasskeys, createProveSession } from '../../flows/passkeys/own-passkeys.ts'
import type { PasskeySignIn } from '../../flows/passkeys/sign-in-by-passkey.ts'
import { isRefusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { browserOf, keepBrowser } from '../passkey-cookie.ts'
import { signInAs } from './session-view.ts'

/** Signing in with a passkey, and the passkeys of whoever is signed in, as an employer or as staff. */
export const passkeyOperations = (app: FastifyInstance, deps: AppDeps & AccountDeps, signIn: PasskeySignIn): void => {
  const own = createOwnPasskeys(deps)
  const prove = createProveSession(deps)

  operation(app, deps, {
    name: 'beginPasskeySignIn',
    handle: async ({ body, request, reply }) => {
      const surface = body.as === 'staff' ? 'operator' : 'employer'
      return signIn.begin({ surface, browser: keepBrowser(deps, { request, reply }), address: request.ip })
    },
  })

  operation(app, deps, {
    name: 'signInByPasskey',
    handle: async ({ body, request, reply }) => {
      const asking = { surface: 'employer', browser: browserOf({ request }), address: request.ip } as const
      const passkey = await signIn.finish({ ...asking, ...body })
      if (isRefusal(passkey)) return passkey
      const user = await deps.store.get('users', passkey.subject)
      return user === undefined ? refuse('passkey-refused') : signInAs(deps, { request, reply }, user.doc)
    },
  })

  operation(app, deps, {
    name: 'proveSession',
    handle: ({ body, who }) => prove({ session: who.session, password: body.passwordAgain }),
  })

  operation(app, deps, {
    name: 'listPasskeys',
    handle: async ({ who, request }) => {
      const passkeys = await own.list({ session: who.session, browser: browserOf({ request }) })
      return { items: passkeys.map(viewOf) }
    },
  })

  operation(app, deps, {
    name: 'beginPasskey',
    handle: ({ who: { session, user }, request, reply }) => {
      const names = { name: user.email, displayName: user.name }
      return own.begin({ session, browser: keepBrowser(deps, { request, reply }) }, names)
    },
  })

  operation(app, deps, {
    name: 'addPasskey',
    handle: async ({ who, body, request }) => {
      const passkey = await own.add({ session: who.session, browser: browserOf({ request }) }, body)
      return isRefusal(passkey) ? passkey : viewOf(passkey)
    },
  })

  operation(app, deps, {
    name: 'removePasskey',
    handle: ({ who, params, request }) =>
      own.remove({ session: who.session, browser: browserOf({ request }) }, params.passkeyId),
  })
}

const viewOf = ({ id, name, createdAt, lastUsedAt, backedUp }: Passkey): PasskeyView => ({
  id,
  name,
  since: moment(createdAt),
  ...(lastUsedAt === undefined ? {} : { lastUsedAt: moment(lastUsedAt) }),
  synced: backedUp,
})
