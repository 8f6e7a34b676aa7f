import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Store } from '@rolecall/core/ports/store'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { MakeId } from '../make-id.ts'

export type SigningKey = { readonly kid: string; readonly privateKey: CryptoKey; readonly publicKey: CryptoKey }

/** The installation's ES256 keys. They stand in the store, sealed, so that each process signs and verifies with the same. */
export type SigningKeys = {
  /** The key that signs now. */
  signing(): Promise<SigningKey>
  /** The key with this id, if its tokens can still be valid. */
  verifying(kid: string): Promise<SigningKey | undefined>
  /** Makes a new key. It signs once the other processes had time to read it. */
  rotate(): Promise<string>
}

export type SigningKeyDeps = { readonly store: Store; readonly clock: Clock; readonly makeId: MakeId }

/** How long one key signs. Milliseconds. */
export const signsForMs = 30 * 86_400_000
/** A new key verifies for so long before it signs, unless it is the only one. Milliseconds. */
export const waitsForMs = 10 * 60_000
/** Keys are read anew after so long, and when an id is unknown, though not more often than `unknownEveryMs`. */
const readEveryMs = 60_000
const unknownEveryMs = 5_000

export const createSigningKeys = (deps: SigningKeyDeps): SigningKeys => {
  let known: readonly KeyAt[] = []
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined
  const read = async () => {
    known = await readKeys(deps, known)
    readAt = deps.clock.now()
  }
  /** One read at a time, whoever asks. */
  const fresh = async (afterMs: number) => {
    if (Math.abs(deps.clock.now() - readAt) < afterMs) return
    reading ??= read().finally(() => {
      reading = undefined
    })
    await reading
  }
  const rotate = async () => {
    const kid = await makeKey(deps)
    readAt = Number.NEGATIVE_INFINITY
    return kid
  }
  return {
    rotate,
    signing: async () => {
      await fresh(readEveryMs)
      if (newestAge(known, deps.clock.now()) > signsForMs) {
        await rotate()
        await fresh(0)
      }
      const waited = known.find(({ createdAt }) => deps.clock.now() - createdAt >= waitsForMs)
      const key = waited ?? known.at(-1)
      if (key === undefined) throw new Error('no signing key stands in the store')
      return key
    },
    verifying: async (kid) => {
      await fresh(known.some((key) => key.kid === kid) ? readEveryMs : unknownEveryMs)
      return known.find((key) => key.kid === kid)
    },
  }
}

type KeyAt = SigningKey & { readonly createdAt: number }

const newestAge = ([newest]: readonly KeyAt[], now: number): number =>
  newest === undefined ? Number.POSITIVE_INFINITY : now - newest.createdAt

/** Newest first; a key that nothing valid can be signed with any more is left out. */
const readKeys = async ({ store, clock }: SigningKeyDeps, known: readonly KeyAt[]): Promise<readonly KeyAt[]> => {
  const after = clock.now() - 2 * signsForMs
  const { items } = await store.find('signingKeys', {
    index: 'use',
    where: ['access'],
    range: { from: after },
    order: 'descending',
    limit: 20,
  })
  return Promise.all(items.map(async ({ doc }) => known.find(({ kid }) => kid === doc.id) ?? (await open(doc))))
}

const open = async ({ id, createdAt, privateJwk }: DocumentOf<'signingKeys'>): Promise<KeyAt> => {
  const { d: _d, ...publicJwk }: JWK = JSON.parse(privateJwk)
  const [privateKey, publicKey] = await Promise.all([imported(JSON.parse(privateJwk)), imported(publicJwk)])
  return { kid: id, createdAt, privateKey, publicKey }
}

const imported = async (jwk: JWK): Promise<CryptoKey> => {
  const key = await importJWK(jwk, 'ES256')
  if (key instanceof Uint8Array) throw new TypeError('a signing key must be a key pair')
  return key
}

const makeKey = async ({ store, clock, makeId }: SigningKeyDeps): Promise<string> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const doc = {
    id: makeId('signingKeys'),
    use: 'access' as const,
    privateJwk: JSON.stringify(await exportJWK(privateKey)),
    createdAt: clock.now(),
  }
  const { outcome } = await store.commit([{ op: 'put', collection: 'signingKeys', doc, expected: 'absent' }])
  if (outcome !== 'committed') throw new Error(`the new signing key was not stored: ${outcome}`)
  return doc.id
}
