import type { DocumentOf } from '@rolecall/core/model/collections'
import type { CacheReads } from './cache-reads.ts'
import type { Freshness } from './freshness.ts'
import { watchLoopDelay } from './loop-delay.ts'
import type { Metrics } from './metrics.ts'
import type { HttpWatch } from './watch-http.ts'
import type { WatchedWorker } from './watch-worker.ts'
import type { Watched } from './watched.ts'

type Instance = DocumentOf<'instances'>

/** How this process is: for its row among the instances, and for the metrics. */
export type InstanceReader = Disposable & {
  read(feed: { readonly lagMs: number; readonly reopened: number }): Omit<Instance, 'id'>
  tell(feed: { readonly lagMs: number }): Promise<void>
}

export const instanceReader = (options: {
  readonly role: Instance['role']
  readonly version: string
  readonly metrics: Metrics
  readonly now: () => number
  readonly watched: Watched
  readonly freshness: Freshness
  readonly cacheReads: CacheReads
  readonly http: HttpWatch
  readonly worker: WatchedWorker
}): InstanceReader => {
  const { metrics, now, watched, freshness } = options
  const startedAt = now()
  const delay = watchLoopDelay()
  return {
    read({ lagMs, reopened }) {
      const loopDelayMs = round(delay.percentileMs(99))
      delay.reset()
      const { people, jobs, lateMs, ...index } = freshness.current()
      return {
        role: options.role,
        version: options.version,
        startedAt,
        seenAt: now(),
        memoryBytes: process.memoryUsage.rss(),
        loopDelayMs,
        streams: options.http.streams(),
        running: options.worker.running(),
        feed: { lagMs: round(lagMs), reopened },
        index: { rows: people + jobs, ...index, ...(lateMs === undefined ? {} : { lateMs: round(lateMs) }) },
        cache: options.cacheReads.totals(),
      }
    },
    async tell({ lagMs }) {
      metrics.set('rolecall_feed_lag_seconds', {}, lagMs / 1000)
      const { people, jobs, changedAt = startedAt } = freshness.current()
      metrics.set('rolecall_index_rows', { kind: 'people' }, people)
      metrics.set('rolecall_index_rows', { kind: 'jobs' }, jobs)
      metrics.set('rolecall_index_change_age_seconds', {}, (now() - changedAt) / 1000)
      if (watched.redisUp === undefined) metrics.leaveOut('rolecall_redis_up')
      else metrics.set('rolecall_redis_up', {}, (await watched.redisUp()) ? 1 : 0)
    },
    [Symbol.dispose]: () => delay[Symbol.dispose](),
  }
}

/** Thousandths are enough. */
const round = (ms: number): number => Math.round(ms * 1000) / 1000
