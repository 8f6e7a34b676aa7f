import type { FastifyInstance } from 'fastify'
import { createChangePassword, createForgotPassword, createResetPassword } from '../../flows/change-password.ts'
import type { AccountDeps } from '../../flows/parts/account-deps.ts'
import { createConfirmSignUp, createSignUp } from '../../flows/sign-up.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { operation } from '../operation.ts'
import { signInAs } from './session-view.ts'

export const accountOperations = (app: FastifyInstance, deps: AppDeps & AccountDeps): void => {
  const signUp = createSignUp(deps)
  const confirmSignUp = createConfirmSignUp(deps)
  const forgotPassword = createForgotPassword(deps)
  const resetPassword = createResetPassword(deps)
  const changePassword = createChangePassword(deps)

  operation(app, deps, {
    name: 'signUp',
    handle: async ({ body, once }) => signUp({ ...body, once }),
  })

  operation(app, deps, {
    name: 'confirmSignUp',
    handle: async ({ body, request, reply }) => {
      const user = await confirmSignUp(body)
      return isRefusal(user) ? user : signInAs(deps, { request, reply }, user)
    },
  })

  operation(app, deps, {
    name: 'forgotPassword',
    handle: async ({ body, once }) => forgotPassword({ ...body, once }),
  })

  operation(app, deps, {
    name: 'resetPassword',
    handle: async ({ body }) => resetPassword(body),
  })

  operation(app, deps, {
    name: 'changePassword',
    handle: async ({ body, who }) => changePassword({ ...body, userId: who.user.id, sessionId: who.session.id }),
  })
}
