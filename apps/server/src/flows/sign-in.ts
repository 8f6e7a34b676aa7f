import { createHash } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { noted } from '../audit/note.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { FlowDeps } from './deps.ts'
import { createTurns } from './parts/turns.ts'

/** argon2id with OWASP's least: 19 MiB, two passes, one lane. */
const argon2id = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const

/** A PHC string of argon2id with a fresh salt. */
export const hashPassword = (password: string): Promise<string> => hash(password, argon2id)

/** Passwords checked at one time: they share the thread pool with the rest of the process. */
const atOnce = 2
/** Checks that wait for their turn; what comes beyond is turned away. */
const mostWaiting = 40
const windowSeconds = 15 * 60

export type SignIn = (attempt: {
  readonly email: string
  readonly password: string
  /** IP address of the caller. */
  readonly address: string
}) => Promise<DocumentOf<'users'> | Refusal>

/**
 * Checks an e-mail and a password. An unknown e-mail costs the same work and gets the same answer as a wrong password.
 * Ten failures from one address for one account, or a hundred tries from one address, are turned away for a quarter of an
 * hour.
 */
export const createSignIn = async ({ store, clock }: Pick<FlowDeps, 'store' | 'clock'>): Promise<SignIn> => {
  const nobody = await hashPassword('the password of nobody')
  const perAccount = new RateLimiterMemory({ points: 10, duration: windowSeconds, keyPrefix: 'account' })
  const perAddress = new RateLimiterMemory({ points: 100, duration: windowSeconds, keyPrefix: 'address' })
  const turn = createTurns(atOnce, mostWaiting)
  return async ({ email, password, address }) => {
    const emailKey = email.toLowerCase()
    const account = keyOf(`${emailKey} ${address}`)
    const limited = (await consume(perAccount, account)) ?? (await consume(perAddress, keyOf(address)))
    if (limited !== undefined) return limited
    const found = await store.find('users', { index: 'email', where: [emailKey], limit: 1 })
    const user = found.items[0]?.doc
    const right = await turn(() => verify(user?.passwordHash ?? nobody, password))
    if (right === 'busy') return refuse('rate-limited', { retryAfterSeconds: 5 })
    if (!right || user?.passwordHash === undefined || user.state !== 'active') {
      await store.commit([refusalNote(clock.now(), user?.id)])
      return refuse('wrong-credentials')
    }
    await perAccount.delete(account)
    return user
  }
}

/** Written down for an unknown e-mail too, so that both take as long; whose it is not is never kept. */
const refusalNote = (at: number, userId = 'unknown'): Change =>
  noted({ at, actorKind: 'visitor', actorId: 'unknown', action: 'session.refuse', subjectId: userId })

/** No e-mail or address stands in the limiter's memory. */
const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

const consume = async (limiter: RateLimiterMemory, key: string): Promise<Refusal | undefined> => {
  try {
    await limiter.consume(key)
    return undefined
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return refuse('rate-limited', { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) })
  }
}
