import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Store } from '@rolecall/core/ports/store'
import type { Surface } from './access-token.ts'

/** How long a challenge waits for its answer. Milliseconds. */
export const challengeMs = 5 * 60_000

type Challenge = DocumentOf<'passkeyChallenges'>

/** What a challenge is good for: a new passkey of one account, or a sign-in on one surface, in one browser. */
export type ChallengeFor = {
  readonly ceremony: Challenge['ceremony']
  readonly surface: Surface
  /** Of a new passkey: whose it will be. */
  readonly subject?: string
  /** What the browser's cookie holds. */
  readonly browser: string
}

export type ChallengeDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly randomBytes: (count: number) => Buffer
  /** Key of the bindings. */
  readonly signInSecret: Buffer
}

/** A new challenge of 256 random bits, base64url. Undefined where it could not be stored. */
export const newChallenge = async (deps: ChallengeDeps, purpose: ChallengeFor): Promise<string | undefined> => {
  const challenge = deps.randomBytes(32).toString('base64url')
  const doc: Challenge = {
    id: idOf(challenge),
    ceremony: purpose.ceremony,
    binding: bindingOf(deps.signInSecret, purpose),
    endsAt: deps.clock.now() + challengeMs,
  }
  const { outcome } = await deps.store.commit([{ op: 'put', collection: 'passkeyChallenges', doc, expected: 'absent' }])
  return outcome === 'committed' ? challenge : undefined
}

/**
 * Whether the challenge was given out for this and has not ended. Asking uses it up, whatever the answer: of two that ask
 * at once, one is told yes.
 */
export const useChallenge = async (deps: ChallengeDeps, challenge: string, purpose: ChallengeFor): Promise<boolean> => {
  const found = await deps.store.get('passkeyChallenges', idOf(challenge))
  if (found === undefined || !equal(found.doc.binding, bindingOf(deps.signInSecret, purpose))) return false
  const { outcome } = await deps.store.commit([
    { op: 'delete', collection: 'passkeyChallenges', id: found.doc.id, expected: found.revision },
  ])
  return outcome === 'committed' && deps.clock.now() < found.doc.endsAt
}

const idOf = (challenge: string): string => createHash('sha256').update(challenge).digest('base64url')

const bindingOf = (secret: Buffer, { ceremony, surface, subject = '', browser }: ChallengeFor): string =>
  createHmac('sha256', secret).update(['passkey', ceremony, surface, subject, browser].join('\n')).digest('base64url')

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
