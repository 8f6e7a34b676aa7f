import type { Metrics } from './metrics.ts'

/** What a cache tells of each read. `bytes`: of the value, 0 where there was none. `stale`: given while it is made anew. */
export type CacheRead = {
  readonly name: string
  readonly outcome: 'hit' | 'stale' | 'miss' | 'error'
  readonly ms: number
  readonly bytes: number
}

export type CacheReads = {
  readonly onCacheRead: (read: CacheRead) => void
  /** Since the process started. */
  readonly totals: () => {
    readonly hits: number
    readonly stale: number
    readonly misses: number
    readonly errors: number
    readonly bytes: number
  }
}

export const countCacheReads = (metrics: Metrics): CacheReads => {
  const counts = { hit: 0, stale: 0, miss: 0, error: 0 }
  let served = 0
  const known = new Map<string, Teller>()
  const tellerOf = (name: string): Teller => {
    const teller = known.get(name) ?? makeTeller(metrics, name)
    known.set(name, teller)
    return teller
  }
  return {
    onCacheRead({ name, outcome, ms, bytes }) {
      counts[outcome] += 1
      const tell = tellerOf(name)
      tell[outcome]()
      tell.seconds(ms / 1000)
      if (outcome !== 'hit' && outcome !== 'stale') return
      served += bytes
      tell.bytes(bytes)
    },
    totals: () => ({ hits: counts.hit, stale: counts.stale, misses: counts.miss, errors: counts.error, bytes: served }),
  }
}

type Teller = ReturnType<typeof makeTeller>

/** What tells of one kind of entry: each page of a job is a read. */
const makeTeller = (metrics: Metrics, name: string) => {
  const counter = (outcome: CacheRead['outcome']) => metrics.counter('rolecall_cache_reads_total', { name, outcome })
  return {
    hit: counter('hit'),
    stale: counter('stale'),
    miss: counter('miss'),
    error: counter('error'),
    seconds: metrics.observer('rolecall_cache_read_seconds', { name }),
    bytes: metrics.observer('rolecall_cache_bytes', { name }),
  }
}
