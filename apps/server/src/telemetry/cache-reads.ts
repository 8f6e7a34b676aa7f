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
  return {
    onCacheRead({ name, outcome, ms, bytes }) {
      counts[outcome] += 1
      metrics.add('rolecall_cache_reads_total', { name, outcome })
      metrics.observe('rolecall_cache_read_seconds', { name }, ms / 1000)
      if (outcome !== 'hit' && outcome !== 'stale') return
      served += bytes
      metrics.observe('rolecall_cache_bytes', { name }, bytes)
    },
    totals: () => ({ hits: counts.hit, stale: counts.stale, misses: counts.miss, errors: counts.error, bytes: served }),
  }
}
