import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { endings } from '../access/sessions.ts'
import { noted } from '../audit/note.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type AccountDeps, findUser } from './parts/account-deps.ts'
import { accountMail } from './parts/account-mail.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import { isEasyPassword } from './parts/easy-password.ts'
import { endLinks, newLink, readLink } from './parts/links.ts'
import { mailTask } from './parts/mail-task.ts'
import type { Once } from './parts/once.ts'

type Users = Stored<DocumentOf<'users'>>
const busy = refuse('rate-limited', { retryAfterSeconds: 5 })
const mostRuns = 5

/** Queues a mail with a link where the e-mail is known; the answer and its work are the same where it is not. */
export const createForgotPassword = (
  deps: AccountDeps,
): ((wish: { readonly email: string; readonly once?: Once | undefined }) => Promise<Refusal | undefined>) => {
  const perEmail = deps.limits.of('forgot-email', 5, 60)
  return async ({ email, once }) => {
    if (!deps.config.mail) return refuse('mail-off')
    let counted = false
    const decide = async (): Promise<Decided<undefined> | Refusal> => {
      const limited = counted ? undefined : await perEmail.take(email.toLowerCase())
      if (limited !== undefined) return limited
      counted = true
      const user = (await findUser(deps, email))?.doc
      const active = user?.state === 'active' ? user : undefined
      const subject = active?.id ?? deps.makeId('users')
      const { token, change } = newLink(deps, { subject, content: { purpose: 'password' } })
      const mail = accountMail(deps, {
        to: active?.email ?? email,
        language: active?.language ?? 'en',
        kind: 'password',
        path: `new-password#${token}`,
      })
      const told = active === undefined ? mailTask(undefined, deps.clock.now()) : mail
      return { changes: [change, told], result: undefined }
    }
    return decideAgain(deps.store, decide, once)
  }
}

/** Sets a new password by the token of a mail, and ends every session. */
export const createResetPassword =
  (
    deps: AccountDeps,
  ): ((proof: { readonly token: string; readonly password: string }) => Promise<Refusal | undefined>) =>
  async ({ token, password }) => {
    let passwordHash: string | undefined
    for (let run = 0; run < mostRuns; run += 1) {
      const link = await readLink(deps, token, 'password')
      const user = link && (await deps.store.get('users', link.subject))
      if (link === undefined || user === undefined || user.doc.state !== 'active') return refuse('link-over')
      if (await isEasy(user, password)) return easy
      if (passwordHash === undefined) {
        const made = await deps.passwords.hash(password)
        if (made === 'busy') return busy
        passwordHash = made
      }
      const changes = [link.used, ...(await withPassword(deps, user, { passwordHash, token }))]
      const { outcome } = await deps.store.commit(changes)
      if (outcome === 'committed') return undefined
    }
    return refuse('unavailable')
  }

/** Changes the password of whoever is signed in and knows the present one; the session that asks goes on. */
export const createChangePassword = (
  deps: AccountDeps,
): ((wish: {
  readonly userId: string
  readonly sessionId: string
  readonly presentPassword: string
  readonly password: string
}) => Promise<Refusal | undefined>) => {
  const perUser = deps.limits.of('change-password', 10, 15)
  return async ({ userId, sessionId, presentPassword, password }) => {
    const limited = await perUser.take(userId)
    if (limited !== undefined) return limited
    const user = await deps.store.get('users', userId)
    if (user === undefined) return refuse('not-found')
    const right = await deps.passwords.matches(user.doc.passwordHash, presentPassword)
    if (right === 'busy') return busy
    if (!right) return refuse('invalid-fields', { errors: [{ pointer: '/presentPassword', code: 'wrong-password' }] })
    if (await isEasy(user, password)) return easy
    const passwordHash = await deps.passwords.hash(password)
    if (passwordHash === 'busy') return busy
    const { outcome } = await deps.store.commit(await withPassword(deps, user, { passwordHash, keep: sessionId }))
    return outcome === 'committed' ? undefined : refuse('conflict')
  }
}

const easy = refuse('invalid-fields', { errors: [{ pointer: '/password', code: 'easy-password' }] })
const isEasy = ({ doc }: Users, password: string): Promise<boolean> => isEasyPassword(password, [doc.email, doc.name])

/** The new password, the end of what the old one opened, and the mail that tells of it. */
const withPassword = async (
  deps: AccountDeps,
  { doc, revision }: Users,
  how: { readonly passwordHash: string; readonly token?: string; readonly keep?: string },
): Promise<readonly Change[]> => {
  const now = deps.clock.now()
  const user = { ...doc, passwordHash: how.passwordHash }
  const { id, email, language } = doc
  return [
    { op: 'put', collection: 'users', doc: user, expected: revision },
    noted({
      at: now,
      actorKind: 'user',
      actorId: id,
      action: 'user.password',
      subjectId: id,
      detail: how.token === undefined ? 'changed' : 'reset',
    }),
    ...(deps.config.mail
      ? [accountMail(deps, { to: email, language, kind: 'password-changed', path: 'forgotten' })]
      : []),
    ...(await endLinks(deps, { subject: id, ...(how.token === undefined ? {} : { but: how.token }) })),
    ...(await endings(deps, {
      subject: id,
      reason: 'account-changed',
      ...(how.keep === undefined ? {} : { but: how.keep }),
    })),
  ]
}
