import type { Cache } from '@rolecall/core/ports/cache'
import { LRUCache } from 'lru-cache'

const bytesPerEntry = 200

/** A cache in this process: the least recently used entries leave once it holds `maxBytes` (about 64 MB by default). */
export const memoryCache = ({ maxBytes = 64 * 2 ** 20 }: { readonly maxBytes?: number } = {}): Cache => {
  const entries = new LRUCache<string, Uint8Array | number>({
    maxSize: maxBytes,
    sizeCalculation: (value, key) => (typeof value === 'number' ? 0 : value.length) + 2 * key.length + bytesPerEntry,
  })
  return {
    get: async (key) => {
      const value = entries.get(key)
      return typeof value === 'number' ? Buffer.from(String(value)) : value
    },
    set: async (key, value, ttlMs) => {
      entries.set(key, value, { ttl: wholeMs(ttlMs) })
    },
    delete: async (key) => {
      entries.delete(key)
    },
    increment: async (key, by, ttlMs) => {
      const known = entries.get(key)
      const value = Number(known ?? 0) + by
      entries.set(key, value, known === undefined ? { ttl: wholeMs(ttlMs) } : { noUpdateTTL: true })
      return { value, endsInMs: entries.getRemainingTTL(key) }
    },
    [Symbol.asyncDispose]: async () => entries.clear(),
  }
}

/** To the library a time to live of 0 means forever. */
const wholeMs = (ttlMs: number): number => Math.max(1, Math.ceil(ttlMs))
