import type { SignUp } from '@rolecall/contract/api/account'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { noted } from '../audit/note.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type AccountDeps, findUser } from './parts/account-deps.ts'
import { accountMail } from './parts/account-mail.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import { isEasyPassword } from './parts/easy-password.ts'
import { type ContentOf, newLink, readLink } from './parts/links.ts'
import type { Once } from './parts/once.ts'

type User = DocumentOf<'users'>

/**
 * Takes a wish for an account and queues a mail. A known and an unknown e-mail get the same answer after the same work: only
 * the mail tells, and whoever reads it.
 */
export const createSignUp = (
  deps: AccountDeps,
): ((wish: SignUp & { readonly once?: Once | undefined }) => Promise<Refusal | undefined>) => {
  const perEmail = deps.limits.of('sign-up-email', 5, 60)
  const hash = async (wish: SignUp): Promise<string | Refusal> => {
    const limited = await perEmail.take(keyOf(wish))
    if (limited !== undefined) return limited
    const made = await deps.passwords.hash(wish.password)
    return made === 'busy' ? refuse('rate-limited', { retryAfterSeconds: 5 }) : made
  }
  return async ({ once, ...wish }) => {
    const refused = await refusalOf(deps, wish)
    if (refused !== undefined) return refused
    const { email, name, organisationName, country, language } = wish
    let passwordHash: string | Refusal | undefined
    const decide = async (): Promise<Decided<undefined> | Refusal> => {
      passwordHash ??= await hash(wish)
      if (isRefusal(passwordHash)) return passwordHash
      const known = await findUser(deps, email)
      const content = { purpose: 'sign-up', email, name, passwordHash, organisationName, country, language } as const
      // For a known e-mail a link is kept too, to which nobody has the token.
      const { token, change } = newLink(deps, { subject: nobodyYet, content })
      const mail = { to: email, language } as const
      const told =
        known === undefined
          ? accountMail(deps, { ...mail, kind: 'sign-up', path: `confirm#${token}` })
          : accountMail(deps, { ...mail, kind: 'known', path: 'forgotten' })
      return { changes: [change, told], result: undefined }
    }
    return decideAgain(deps.store, decide, once)
  }
}

/**
 * Makes the account, the organisation and the membership of its owner. The password is asked once more: a mail that reached
 * someone else, or a stranger who signed somebody up, comes to nothing.
 */
export const createConfirmSignUp = (
  deps: AccountDeps,
): ((proof: { readonly token: string; readonly password: string }) => Promise<User | Refusal>) => {
  const perLink = deps.limits.of('confirm-link', 10, 24 * 60)
  return async ({ token, password }) => {
    const link = await readLink(deps, token, 'sign-up')
    if (link === undefined) return refuse('link-over')
    const guessed = await perLink.take(token)
    if (guessed !== undefined) return guessed
    const right = await deps.passwords.matches(link.content.passwordHash, password)
    if (right === 'busy') return refuse('rate-limited', { retryAfterSeconds: 5 })
    if (!right) return refuse('invalid-fields', { errors: [{ pointer: '/password', code: 'wrong-password' }] })
    const { user, changes } = newOwner(deps, link.content)
    const { outcome } = await deps.store.commit([link.used, ...changes])
    if (outcome === 'committed') return user
    // Someone used the link, or another one of the same e-mail, in between.
    return refuse(outcome === 'unknown' ? 'unavailable' : 'link-over')
  }
}

/** Nothing is known yet that the link could be about. */
const nobodyYet = 'nobody'
const keyOf = ({ email }: Pick<SignUp, 'email'>): string => email.toLowerCase()

const refusalOf = async ({ settings, config }: AccountDeps, wish: SignUp): Promise<Refusal | undefined> => {
  if (!config.mail) return refuse('mail-off')
  if (!settings.current().operator.countries.includes(wish.country))
    return refuse('invalid-fields', { errors: [{ pointer: '/country', code: 'invalid' }] })
  if (await isEasyPassword(wish.password, [wish.email, wish.name, wish.organisationName]))
    return refuse('invalid-fields', { errors: [{ pointer: '/password', code: 'easy-password' }] })
  return undefined
}

const newOwner = (
  { makeId, clock }: AccountDeps,
  { email, name, passwordHash, organisationName, country, language }: ContentOf<'sign-up'>,
): { readonly user: User; readonly changes: readonly Change[] } => {
  const createdAt = clock.now()
  const [userId, organisationId] = [makeId('users'), makeId('organisations')]
  const emailKey = email.toLowerCase()
  const user: User = {
    id: userId,
    email: emailKey,
    emailKey,
    emailConfirmedAt: createdAt,
    name,
    language,
    passwordHash,
    state: 'active',
    createdAt,
  }
  const by = { at: createdAt, actorKind: 'user', actorId: userId } as const
  const changes: readonly Change[] = [
    { op: 'put', collection: 'users', expected: 'absent', doc: user },
    {
      op: 'put',
      collection: 'organisations',
      expected: 'absent',
      doc: { id: organisationId, name: organisationName, country, state: 'pending', createdAt },
    },
    {
      op: 'put',
      collection: 'memberships',
      expected: 'absent',
      doc: { id: makeId('memberships'), userId, organisationId, role: 'owner', createdAt },
    },
    noted({ ...by, action: 'user.create', subjectId: userId }),
    noted({ ...by, action: 'organisation.create', subjectId: organisationId, organisationId }),
    noted({ ...by, action: 'member.add', subjectId: userId, organisationId, detail: 'owner' }),
  ]
  return { user, changes }
}
