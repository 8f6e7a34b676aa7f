import type { NewCredential, PasskeyCreation } from '@rolecall/contract/api/passkeys'
import type { Change } from '@rolecall/core/ports/store'
import type { Session } from '../../access/sessions.ts'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import {
  creationFor,
  deletePasskeys,
  madePasskey,
  notedOfPasskey,
  type Passkey,
  type PasskeyDeps,
  passkeysOf,
  putPasskey,
} from '../parts/passkeys.ts'
import type { Passwords } from '../parts/passwords.ts'

/** Whoever is signed in, in which browser. */
export type Signed = { readonly session: Session['doc']; readonly browser: string }

/** So long after a sign-in, or after the password was said once more, passkeys are added and removed. Milliseconds. */
export const freshMs = 15 * 60_000

/** Whether a session's owner showed lately that it is them. */
export const isFresh = ({ createdAt, provenAt = 0 }: Session['doc'], now: number): boolean =>
  now - Math.max(createdAt, provenAt) < freshMs

export type OwnPasskeys = {
  list(signed: Signed): Promise<readonly Passkey[]>
  begin(
    signed: Signed,
    names: { readonly name: string; readonly displayName: string },
  ): Promise<PasskeyCreation | Refusal>
  add(signed: Signed, made: { readonly name: string; readonly credential: NewCredential }): Promise<Passkey | Refusal>
  remove(signed: Signed, passkeyId: string): Promise<Refusal | undefined>
}

const mostAdditions = 30

export const createOwnPasskeys = (deps: PasskeyDeps): OwnPasskeys => {
  const additions = deps.limits.of('passkey-add', mostAdditions, 60)
  return {
    list: async ({ session }) => {
      const own = await passkeysOf(deps, session)
      if (session.surface === 'operator')
        await deps.store.commit([notedOfPasskey({ ...session, id: session.subject }, 'passkey.list', deps.clock.now())])
      return own.map(({ doc }) => doc)
    },
    begin: async ({ session, browser }, names) => {
      const limited = await additions.take(session.subject)
      if (limited !== undefined) return limited
      if (!isFresh(session, deps.clock.now())) return refuse('sign-in-again')
      return creationFor(deps, { subject: session.subject, surface: session.surface, browser }, names)
    },
    add: async ({ session, browser }, wish) => {
      if (!isFresh(session, deps.clock.now())) return refuse('sign-in-again')
      const owner = { subject: session.subject, surface: session.surface, browser }
      const passkey = await madePasskey(deps, owner, wish)
      if (isRefusal(passkey)) return passkey
      const here = await stillHere(deps, session)
      if (here === undefined) return refuse('not-found')
      const note = notedOfPasskey(passkey, 'passkey.add', passkey.createdAt)
      const { outcome } = await deps.store.commit([putPasskey(passkey), note, ...here])
      if (outcome === 'committed') return passkey
      return refuse(outcome === 'duplicate' ? 'passkey-refused' : 'conflict')
    },
    remove: async ({ session }, passkeyId) => {
      const own = await passkeysOf(deps, session)
      const found = own.filter(({ doc }) => doc.id === passkeyId)
      const [passkey] = found
      if (passkey === undefined) return refuse('not-found')
      if (!isFresh(session, deps.clock.now())) return refuse('sign-in-again')
      const kept = await otherFactor(deps, session, own.length)
      if (kept === undefined) return refuse('last-factor')
      const note = notedOfPasskey(passkey.doc, 'passkey.remove', deps.clock.now())
      const { outcome } = await deps.store.commit([...deletePasskeys(found), note, ...kept])
      return outcome === 'committed' ? undefined : refuse('conflict')
    },
  }
}

/**
 * A person who is erased meanwhile gets no new data key by a passkey that comes late: the commit holds their profile as it
 * was read. Undefined where they are gone.
 */
const stillHere = async ({ store }: PasskeyDeps, session: Session['doc']): Promise<readonly Change[] | undefined> => {
  if (session.surface !== 'person') return []
  const person = await store.get('people', session.subject)
  return person && [{ op: 'put', collection: 'people', doc: person.doc, expected: person.revision }]
}

/**
 * Staff keep a second factor: the last passkey goes only where an authenticator app is set up. Undefined where it is not.
 * Two that are removed at once meet at the row of the staff, which the commit holds.
 */
const otherFactor = async (
  { store }: PasskeyDeps,
  { surface, subject }: Session['doc'],
  count: number,
): Promise<readonly Change[] | undefined> => {
  if (surface !== 'operator') return []
  const staff = await store.get('staff', subject)
  if (staff === undefined || (count < 2 && staff.doc.totpSecret === undefined)) return undefined
  return [{ op: 'put', collection: 'staff', doc: staff.doc, expected: staff.revision }]
}

type Prove = (signed: { readonly session: Session['doc']; readonly password: string }) => Promise<Refusal | undefined>

/** The password once more. Staff sign in anew instead: for them a password is half of a proof. */
export const createProveSession = (deps: PasskeyDeps & { readonly passwords: Passwords }): Prove => {
  const perUser = deps.limits.of('prove-session', 10, 15)
  return async ({ session, password }) => {
    if (session.surface !== 'employer') return refuse('not-allowed')
    const limited = await perUser.take(session.subject)
    if (limited !== undefined) return limited
    const user = await deps.store.get('users', session.subject)
    const right = await deps.passwords.matches(user?.doc.passwordHash, password)
    if (right === 'busy') return refuse('rate-limited', { retryAfterSeconds: 5 })
    if (!right) return refuse('invalid-fields', { errors: [{ pointer: '/passwordAgain', code: 'wrong-password' }] })
    const stored = await deps.store.get('sessions', session.id)
    if (stored === undefined || stored.doc.endedAt !== undefined) return refuse('not-signed-in')
    const doc = { ...stored.doc, provenAt: deps.clock.now() }
    const { outcome } = await deps.store.commit([{ op: 'put', collection: 'sessions', doc, expected: stored.revision }])
    return outcome === 'committed' ? undefined : refuse('conflict')
  }
}
