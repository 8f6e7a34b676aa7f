import { collections } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Keys } from '@rolecall/core/ports/keys'
import { z } from 'zod'
import type { Engine, RawPut } from '../engine.ts'
import { type DataKey, dataKeyOf } from './cipher.ts'
import { randomPool } from './random-pool.ts'

/** The data keys in use, each by its owner. */
export type DataKeys = {
  /** The key, if it is at hand. */
  cached(owner: string): DataKey | undefined
  /** The stored keys of these owners; an owner without one is missing from the answer. `inPassing`: they are not kept at hand. */
  load(owners: readonly string[], inPassing?: boolean): Promise<ReadonlyMap<string, DataKey>>
  /** A new key, and the change that stores it; at hand once `keep` is called after that was committed. */
  create(owner: string): Promise<{ readonly key: DataKey; readonly put: RawPut; readonly keep: () => void }>
  forget(owner: string): void
}

/** How long a key destroyed by another process may go on opening documents here. */
const cacheMs = 5 * 60_000
const cacheSize = 10_000
const nextKey = randomPool(32)

const Wrapped = z.object({ wrapped: z.string(), keyId: z.string() })

export const dataKeysOver = (engine: Engine, keys: Keys, clock: Clock): DataKeys => {
  const cache = new Map<string, { readonly key: DataKey; readonly until: number }>()
  const remember = (owner: string, key: DataKey): void => {
    cache.delete(owner)
    cache.set(owner, { key, until: performance.now() + cacheMs })
    if (cache.size > cacheSize) cache.delete(oldest(cache))
  }
  const open = async (owner: string, plain: unknown): Promise<readonly [string, DataKey]> => {
    const { wrapped, keyId } = Wrapped.parse(plain)
    return [owner, dataKeyOf(await keys.unwrap(wrapped, keyId, owner))]
  }
  return {
    cached: (owner) => {
      const entry = cache.get(owner)
      return entry && entry.until > performance.now() ? entry.key : undefined
    },
    load: async (owners, inPassing = false) => {
      const stored = await engine.get('dataKeys', owners)
      const opened = await Promise.all(stored.map(({ id, plain }) => open(id, plain)))
      if (!inPassing) for (const [owner, key] of opened) remember(owner, key)
      return new Map(opened)
    },
    create: async (owner) => {
      const bytes = nextKey()
      const key = dataKeyOf(bytes)
      const put = putOf(owner, { ...(await keys.wrap(bytes, owner)), createdAt: clock.now() })
      bytes.fill(0)
      return { key, put, keep: () => remember(owner, key) }
    },
    forget: (owner) => cache.delete(owner),
  }
}

const oldest = (cache: ReadonlyMap<string, unknown>): string => cache.keys().next().value ?? ''

/** Expected absent: where another process was first, the commit fails and runs again with the key of that one. */
const putOf = (id: string, plain: Readonly<Record<string, unknown>>): RawPut => ({
  op: 'put',
  collection: 'dataKeys',
  expected: 'absent',
  content: { id, version: collections.dataKeys.version, plain },
})
