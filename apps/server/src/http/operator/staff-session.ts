import type { StaffView } from '@rolecall/contract/api/operator'
import type { FastifyInstance } from 'fastify'
import type { AccountDeps } from '../../flows/parts/account-deps.ts'
import type { PasskeySignIn } from '../../flows/passkeys/sign-in-by-passkey.ts'
import { createSignIn } from '../../flows/sign-in.ts'
import {
  beginEnrolmentPasskey,
  finishEnrolment,
  finishEnrolmentByPasskey,
  readEnrolment,
} from '../../flows/staff/enrol.ts'
import { createStaffSignIn } from '../../flows/staff/staff-sign-in.ts'
import { isRefusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { operation } from '../operation.ts'
import { browserOf, keepBrowser } from '../passkey-cookie.ts'
import { startSession } from '../session-cookies.ts'
import { staffOf } from '../staff-viewer.ts'

/** How the operator's staff come in: by a one-time link at first, then with password and second factor, or with a passkey. */
export const staffSessionOperations = (
  app: FastifyInstance,
  deps: AppDeps & AccountDeps,
  passkeySignIn: PasskeySignIn,
): void => {
  const signIn = createStaffSignIn(deps, createSignIn(deps))

  operation(app, deps, { name: 'readEnrolment', handle: ({ body }) => readEnrolment(deps, body.token) })

  operation(app, deps, {
    name: 'finishEnrolment',
    handle: async ({ body, request, reply }) => {
      const done = await finishEnrolment(deps, body)
      if (isRefusal(done)) return done
      const whose = { subject: done.userId, surface: 'operator' } as const
      // Whoever cannot be signed in just now can sign in with what they have set up.
      await startSession(deps, { request, reply }, whose)
      return { recoveryCodes: [...done.recoveryCodes] }
    },
  })

  operation(app, deps, {
    name: 'beginEnrolmentPasskey',
    handle: ({ body, request, reply }) =>
      beginEnrolmentPasskey(deps, { ...body, browser: keepBrowser(deps, { request, reply }) }),
  })

  operation(app, deps, {
    name: 'finishEnrolmentByPasskey',
    handle: async ({ body, request, reply }) => {
      const done = await finishEnrolmentByPasskey(deps, { ...body, browser: browserOf({ request }) })
      if (isRefusal(done)) return done
      await startSession(deps, { request, reply }, { subject: done.userId, surface: 'operator' })
      return { recoveryCodes: [...done.recoveryCodes] }
    },
  })

  operation(app, deps, {
    name: 'staffSignInByPasskey',
    handle: async ({ body, request, reply }) => {
      const asking = { surface: 'operator', browser: browserOf({ request }), address: request.ip } as const
      const passkey = await passkeySignIn.finish({ ...asking, ...body })
      if (isRefusal(passkey)) return passkey
      const staff = await deps.store.get('staff', passkey.subject)
      if (staff === undefined) return refuse('passkey-refused')
      const whose = { subject: passkey.subject, surface: 'operator' } as const
      if (!(await startSession(deps, { request, reply }, whose))) return refuse('unavailable')
      return viewOf(deps, { userId: passkey.subject, role: staff.doc.role })
    },
  })

  operation(app, deps, {
    name: 'staffSignIn',
    handle: async ({ body, request, reply }) => {
      const actor = await signIn({ ...body, address: request.ip })
      if (isRefusal(actor)) return actor
      const whose = { subject: actor.userId, surface: 'operator' } as const
      if (!(await startSession(deps, { request, reply }, whose))) return refuse('unavailable')
      return viewOf(deps, actor)
    },
  })

  operation(app, deps, {
    name: 'whichStaff',
    handle: async ({ who }) => {
      const staff = who === undefined ? undefined : await staffOf(deps.rights.fresh, who)
      return staff === undefined ? { staff: null } : viewOf(deps, { userId: staff.user.id, role: staff.staff.role })
    },
  })
}

const viewOf = async (
  { store }: AppDeps,
  { userId, role }: Pick<NonNullable<StaffView['staff']>, 'userId' | 'role'>,
): Promise<StaffView> => {
  const user = await store.get('users', userId)
  return user === undefined ? { staff: null } : { staff: { userId, role, name: user.doc.name, email: user.doc.email } }
}
