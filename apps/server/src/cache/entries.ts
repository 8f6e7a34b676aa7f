import { LRUCache } from 'lru-cache'
import type { Keeping } from './kept.ts'

/** `until`: epoch ms from which on it is wrong, whatever its revision. */
export type Made<T> = { readonly value: T; readonly until?: number }
export type Asked<T> = {
  readonly key: readonly string[]
  readonly revision: string
  /** What is absent is kept nowhere. */
  readonly make: () => Promise<Made<T> | undefined>
}

export type Entries<T> = {
  /** The value of the cache, else a new one; who asks for the same at once waits for the same. */
  read(asked: Asked<T>): Promise<T | undefined>
  /** What is being made just now is given to whoever waits for it, and not kept. */
  forget(key: readonly string[]): void
  forgetAll(): void
}

/** A value as other processes see it. Times are epoch ms. */
type Times<T> = { readonly value: T; readonly madeAt: number; readonly until: number; readonly costMs: number }

type Options<T> = {
  readonly keeping: Keeping
  readonly sizeOf: (value: T) => number
  /** Epoch ms. */
  readonly now: () => number
  readonly monotonicMs: () => number
  readonly random: () => number
  readonly tell: (read: { outcome: 'hit' | 'stale' | 'miss' | 'error'; ms: number; bytes: number }) => void
  readonly elsewhere?: {
    read(parts: readonly string[]): Promise<Times<T> | undefined>
    write(parts: readonly string[], value: Times<T>): Promise<void>
  }
}

/** `at`: monotonic ms of its making. `made`: by the reader itself, not found elsewhere. */
type Entry<T> = {
  readonly value: T
  readonly revision: string
  readonly at: number
  readonly until: number
  readonly costMs: number
  readonly bytes: number
  readonly made: boolean
}

/** `renew`: given as it is, and made anew at the same time. */
type Standing = 'fresh' | 'renew' | 'behind' | 'over'

const bytesPerEntry = 300

/**
 * Entries in this process, and elsewhere where that is given. The library keeps bounds and single flight; which entry may still
 * be given is decided here. Whoever comes shortly before the end of an entry makes it anew with a likelihood that grows with
 * what it costs (Vattani et al., Optimal Probabilistic Cache Stampede Prevention, 2015): so that the processes do not all do it
 * at its end, and need no lock for that.
 */
export const createEntries = <T extends object>(options: Options<T>): Entries<T> => {
  const { keeping, monotonicMs, tell } = options
  const entries = new LRUCache<string, Entry<T>, () => Promise<Entry<T> | undefined>>({
    maxSize: keeping.ownBytes,
    maxEntrySize: keeping.valueBytes + bytesPerEntry,
    sizeCalculation: ({ bytes }) => bytes + bytesPerEntry,
    fetchMethod: (_key, _old, { context }) => context(),
    ignoreFetchAbort: true,
    noDeleteOnFetchRejection: true,
  })
  const make = (asked: Asked<T>, newerThan?: number) => makeEntry(options, asked, newerThan)
  const renew = (key: string, asked: Asked<T>, { at }: Entry<T>): void => {
    entries.fetch(key, { forceRefresh: true, allowStale: true, context: () => make(asked, at) }).catch(() => undefined)
  }
  /** Joins what is being made; where that turns out to be of an older revision, its own comes next. */
  const fetched = async (key: string, asked: Asked<T>): Promise<Entry<T> | undefined> => {
    for (;;) {
      let own = false
      const context = () => {
        own = true
        return make(asked)
      }
      const entry = await entries.fetch(key, { forceRefresh: true, context })
      if (own || (entry !== undefined && standingOf(options, entry, asked.revision) !== 'over')) return entry
    }
  }
  return {
    async read(asked) {
      const from = monotonicMs()
      const key = asked.key.join('\n')
      const known = entries.get(key)
      const standing = known === undefined ? 'over' : standingOf(options, known, asked.revision)
      if (known !== undefined && standing !== 'over') {
        if (standing === 'renew') renew(key, asked, known)
        tell({ outcome: standing === 'fresh' ? 'hit' : 'stale', ms: monotonicMs() - from, bytes: known.bytes })
        return known.value
      }
      try {
        const entry = await fetched(key, asked)
        const outcome = entry === undefined || entry.made ? 'miss' : 'hit'
        tell({ outcome, ms: monotonicMs() - from, bytes: entry?.bytes ?? 0 })
        return entry?.value
      } catch (error) {
        tell({ outcome: 'error', ms: monotonicMs() - from, bytes: 0 })
        throw error
      }
    },
    forget: (key) => {
      entries.delete(key.join('\n'))
    },
    forgetAll: () => entries.clear(),
  }
}

const standingOf = <T>(options: Options<T>, entry: Entry<T>, revision: string): Standing => {
  const { keeping, now, monotonicMs, random } = options
  const age = monotonicMs() - entry.at
  if (now() >= entry.until) return 'over'
  if (entry.revision !== revision) {
    if (age >= keeping.behindMs) return 'over'
    return age < keeping.behindMs / 2 ? 'behind' : 'renew'
  }
  if (age - entry.costMs * Math.log(random()) < keeping.freshMs) return 'fresh'
  return age < keeping.freshMs + keeping.staleMs ? 'renew' : 'over'
}

/** Found elsewhere, where it is newer than the own one, else made. */
const makeEntry = async <T>(
  options: Options<T>,
  { key, revision, make }: Asked<T>,
  newerThan = Number.NEGATIVE_INFINITY,
): Promise<Entry<T> | undefined> => {
  const { elsewhere, keeping, sizeOf, now, monotonicMs } = options
  const parts = [...key, revision]
  const found = await elsewhere?.read(parts)
  if (found !== undefined) {
    const at = monotonicMs() - Math.max(0, now() - found.madeAt)
    const entry = { ...found, revision, at, bytes: sizeOf(found.value), made: false }
    if (at > newerThan && standingOf(options, entry, revision) === 'fresh') return entry
  }
  const from = monotonicMs()
  const madeAt = now()
  const made = await make()
  if (made === undefined) return undefined
  const { value, until = Number.MAX_SAFE_INTEGER } = made
  const entry = { value, revision, at: from, until, costMs: monotonicMs() - from, bytes: sizeOf(value), made: true }
  if (entry.bytes <= keeping.valueBytes) void elsewhere?.write(parts, { value, madeAt, until, costMs: entry.costMs })
  return entry
}
