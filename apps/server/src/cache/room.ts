import type { Cache } from '@rolecall/core/ports/cache'
import type { Clock } from '@rolecall/core/ports/clock'
import { createEntries, type Entries } from './entries.ts'
import { type Keeping, type KeptName, kept, type OwnName, type SharedName } from './kept.ts'
import { type Blob, openShared, sealShared, sharedKey } from './shared-values.ts'

/** One read, for whoever counts them. `bytes`: of the value, 0 where there was none. `stale`: given while it is made anew. */
export type CacheRead = {
  readonly name: KeptName
  readonly outcome: 'hit' | 'stale' | 'miss' | 'error'
  readonly ms: number
  readonly bytes: number
}

export type CacheRoom = {
  /** What stays in this process. `sizeOf`: about how many bytes a value takes. */
  own<T extends object>(name: OwnName, sizeOf: (value: T) => number): Entries<T>
  /** What Redis has too, where there is one. */
  shared(name: SharedName): Entries<Blob>
}

export type CacheRoomOptions = {
  /** Absent where no other process could use it. */
  readonly shared?: Cache | undefined
  /** Authenticates what is shared. */
  readonly secret: Buffer
  readonly clock: Clock
  readonly onRead: (read: CacheRead) => void
  /** Monotonic ms: a clock that is set makes nothing younger. */
  readonly monotonicMs?: () => number
  readonly random?: () => number
}

/** Everything that is cached is made here, as the table says. */
export const createCacheRoom = (options: CacheRoomOptions): CacheRoom => {
  const { monotonicMs = () => performance.now(), random = Math.random, clock, onRead } = options
  const common = { now: clock.now, monotonicMs, random }
  return {
    own: (name, sizeOf) => createEntries({ ...common, keeping: kept[name], sizeOf, tell: tellAs(name, onRead) }),
    shared: (name) =>
      createEntries({
        ...common,
        keeping: kept[name],
        sizeOf: ({ body }) => body.length,
        tell: tellAs(name, onRead),
        ...(options.shared === undefined ? {} : { elsewhere: elsewhere(options.shared, options.secret, name) }),
      }),
  }
}

const tellAs =
  (name: KeptName, onRead: CacheRoomOptions['onRead']) =>
  (read: Omit<CacheRead, 'name'>): void =>
    onRead({ name, ...read })

/** The same entries in the cache of all processes, each under a key with its revision. */
const elsewhere = (cache: Cache, secret: Buffer, name: SharedName) => {
  const { freshMs, staleMs }: Keeping = kept[name]
  return {
    read: async (parts: readonly string[]) => {
      const key = sharedKey(name, parts)
      const bytes = await cache.get(key)
      const found = bytes === undefined ? undefined : openShared(secret, key, bytes)
      if (found === undefined) return undefined
      const { madeAt, until, costMs, about, body } = found
      return { value: { about, body }, madeAt, until, costMs }
    },
    write: (
      parts: readonly string[],
      { value, ...times }: { value: Blob; madeAt: number; until: number; costMs: number },
    ) => {
      const key = sharedKey(name, parts)
      const ttlMs = Math.min(freshMs + staleMs, times.until - times.madeAt)
      return cache.set(key, sealShared(secret, key, { ...times, ...value }), ttlMs)
    },
  }
}
