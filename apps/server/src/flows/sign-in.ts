import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { noted } from '../audit/note.ts'
import { addressKey } from '../limits/address.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { FlowDeps } from './deps.ts'
import type { Passwords } from './parts/passwords.ts'

export type SignIn = (attempt: {
  readonly email: string
  readonly password: string
  /** IP address of the caller. */
  readonly address: string
}) => Promise<DocumentOf<'users'> | Refusal>

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'limits'> & { readonly passwords: Passwords }

/**
 * Checks an e-mail and a password. An unknown e-mail costs the same work and gets the same answer as a wrong password.
 * Ten failures from one address for one account are turned away for a quarter of an hour.
 */
export const createSignIn = ({ store, clock, limits, passwords }: Deps): SignIn => {
  const perAccount = limits.of('account', 10, 15)
  return async ({ email, password, address }) => {
    const emailKey = email.toLowerCase()
    const account = `${emailKey} ${addressKey(address)}`
    const limited = await perAccount.take(account)
    if (limited !== undefined) return limited
    const found = await store.find('users', { index: 'email', where: [emailKey], limit: 1 })
    const user = found.items[0]?.doc
    const right = await passwords.matches(user?.passwordHash, password)
    if (right === 'busy') return refuse('rate-limited', { retryAfterSeconds: 5 })
    if (!right || user?.state !== 'active') {
      await store.commit([refusalNote(clock.now(), user?.id)])
      return refuse('wrong-credentials')
    }
    await perAccount.forget(account)
    return user
  }
}

/** Written down for an unknown e-mail too, so that both take as long; whose it is not is never kept. */
const refusalNote = (at: number, userId = 'unknown'): Change =>
  noted({ at, actorKind: 'visitor', actorId: 'unknown', action: 'session.refuse', subjectId: userId })
