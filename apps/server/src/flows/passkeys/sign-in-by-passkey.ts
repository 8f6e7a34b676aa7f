import type { Assertion, PasskeyRequest } from '@rolecall/contract/api/passkeys'
import type { Stored } from '@rolecall/core/ports/store'
import type { Surface } from '../../access/access-token.ts'
import { challengeMs, newChallenge, useChallenge } from '../../access/passkey-challenge.ts'
import { challengeIn, checkAssertion, siteOf } from '../../access/passkey-check.ts'
import { noted } from '../../audit/note.ts'
import { addressKey } from '../../limits/address.ts'
import { type Refusal, refuse } from '../../refusal.ts'
import { notedOfPasskey, type Passkey, type PasskeyDeps } from '../parts/passkeys.ts'

type Asking = { readonly surface: Surface; readonly browser: string; readonly address: string }

export type PasskeySignIn = {
  begin(asking: Asking): Promise<PasskeyRequest | Refusal>
  /** The account that signed. Whatever is wrong gets the same answer: nothing tells which passkeys there are. */
  finish(asking: Asking & { readonly credential: Assertion }): Promise<Passkey | Refusal>
}

/** Challenges and answers of one address in a quarter of an hour. */
const mostBegun = 100
const mostAnswers = 50
const minutes = 15

export const createPasskeySignIn = (deps: PasskeyDeps): PasskeySignIn => {
  const begun = deps.limits.of('passkey-begin', mostBegun, minutes)
  const answers = deps.limits.of('passkey-answer', mostAnswers, minutes)
  return {
    begin: async ({ surface, browser, address }) => {
      const limited = await begun.take(addressKey(address))
      if (limited !== undefined) return limited
      const challenge = await newChallenge(deps, { ceremony: 'sign-in', surface, browser })
      if (challenge === undefined) return refuse('unavailable')
      const { rpId } = siteOf(deps.config.publicUrl())
      return { rpId, challenge, timeout: challengeMs, userVerification: 'required' }
    },
    finish: async ({ credential, address, ...asking }) => {
      const limited = await answers.take(addressKey(address))
      return limited ?? (await take(deps, asking, credential))
    },
  }
}

const take = async (
  deps: PasskeyDeps,
  { surface, browser }: Omit<Asking, 'address'>,
  credential: Assertion,
): Promise<Passkey | Refusal> => {
  const challenge = challengeIn(credential.clientDataJSON)
  const isOurs =
    challenge !== undefined && (await useChallenge(deps, challenge, { ceremony: 'sign-in', surface, browser }))
  const { items } = await deps.store.find('passkeys', { index: 'credential', where: [credential.id], limit: 1 })
  const [found] = items
  if (!isOurs || found?.doc.surface !== surface || !(await isOpen(deps, found.doc))) return turnAway(deps)
  const given = { challenge, passkey: found.doc }
  const signed = await checkAssertion(siteOf(deps.config.publicUrl()), given, credential)
  if (signed.result !== 'right') return turnAway(deps, signed.result === 'clone' ? found : undefined)
  const doc = { ...signed.passkey, lastUsedAt: deps.clock.now() }
  const { outcome } = await deps.store.commit([{ op: 'put', collection: 'passkeys', doc, expected: found.revision }])
  return outcome === 'committed' ? doc : turnAway(deps)
}

/** Whether the account may sign in on that surface at all. */
const isOpen = async ({ store }: PasskeyDeps, { subject, surface }: Passkey): Promise<boolean> => {
  if (surface === 'person') return (await store.get('people', subject)) !== undefined
  if ((await store.get('users', subject))?.doc.state !== 'active') return false
  return surface === 'employer' || (await store.get('staff', subject))?.doc.state === 'active'
}

/** `clone`: a passkey that counted backwards, which its owner should know of. */
const turnAway = async ({ store, clock, log }: PasskeyDeps, clone?: Stored<Passkey>): Promise<Refusal> => {
  const at = clock.now()
  if (clone === undefined) {
    const nobody = { actorKind: 'visitor', actorId: 'unknown', subjectId: 'unknown' } as const
    await store.commit([noted({ at, ...nobody, action: 'session.refuse', detail: 'passkey' })])
  } else {
    log.warn('passkey.counted-backwards', { passkey: clone.doc.id })
    await store.commit([notedOfPasskey(clone.doc, 'passkey.clone', at)])
  }
  return refuse('passkey-refused')
}
