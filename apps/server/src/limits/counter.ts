import { hash } from 'node:crypto'
import { memoryCache } from '@rolecall/adapters/cache/memory'
import type { Cache, Counted } from '@rolecall/core/ports/cache'
import { LRUCache } from 'lru-cache'

export type Quota = { readonly points: number; readonly seconds: number }

/** Counts for each key, from its first addition until the time is over. */
export type Counter = {
  add(key: string, by: number, seconds: number): Promise<Counted>
  forget(key: string): Promise<void>
}

const ownBytes = 16 * 2 ** 20
/**
 * Whoever asks now asks again soon, and to hash an address takes longer than to count it. Forgotten after a minute, also where nobody
 * asks any more.
 */
const namesOf = { max: 1000, ttl: 60_000, ttlAutopurge: true }

/**
 * Counts in the cache, together with the other instances where it is shared; what the cache does not count, this process
 * counts for itself. A lost cache thus costs precision, and every limit still holds for each process.
 */
export const createCounter = (shared: Cache): Counter => {
  const own = memoryCache({ maxBytes: ownBytes })
  const names = new LRUCache<string, string>(namesOf)
  const nameOf = (key: string): string => {
    const known = names.get(key)
    if (known !== undefined) return known
    const name = hashed(key)
    names.set(key, name)
    return name
  }
  return {
    add: async (key, by, seconds) => {
      const [name, endsInMs] = [nameOf(key), seconds * 1000]
      const counted = await shared.increment(name, by, endsInMs)
      return counted ?? (await own.increment(name, by, endsInMs)) ?? { value: by, endsInMs }
    },
    forget: async (key) => {
      await Promise.all([shared.delete(nameOf(key)), own.delete(nameOf(key))])
    },
  }
}

/** No address and no e-mail stands in the cache, only its hash. */
const hashed = (key: string): string => `limit:${hash('sha256', key, 'base64url')}`
