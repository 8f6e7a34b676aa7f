import type { Change, FeedEvent } from '@rolecall/core/ports/store'
import type { Metrics } from './metrics.ts'

/** What stands in the index from now on, and how many rows it has. */
type Applied = {
  readonly events: readonly Pick<FeedEvent, 'collection' | 'id'>[]
  readonly people: number
  readonly jobs: number
}

/** How fresh the index is that this process matches with. */
export type Freshness = {
  /** Hears of what this process committed. */
  committed(changes: readonly Change[]): void
  /** Hears of what the index has applied, wherever it stands. */
  applied(applied: Applied): void
  readonly current: () => {
    readonly people: number
    readonly jobs: number
    readonly changedAt?: number
    readonly lateMs?: number
  }
}

const indexed: ReadonlySet<string> = new Set(['people', 'jobs'])
const mostAwaited = 1000

/**
 * A change of this process's own is awaited until the index holds it: commit and application are read off one clock, and nothing
 * need be stored for it.
 */
export const watchFreshness = (metrics: Metrics, now: () => number): Freshness => {
  const awaited = new Map<string, number>()
  const late = metrics.observer('rolecall_index_late_seconds', {})
  let rows = { people: 0, jobs: 0 }
  let changedAt: number | undefined
  let lateMs: number | undefined
  const awaitChange = (key: string) => {
    const [oldest] = awaited.keys()
    if (awaited.size >= mostAwaited && oldest !== undefined) awaited.delete(oldest)
    awaited.set(key, performance.now())
  }
  const settle = (key: string) => {
    const since = awaited.get(key)
    if (since === undefined) return
    awaited.delete(key)
    lateMs = performance.now() - since
    late(lateMs / 1000)
  }
  return {
    committed(changes) {
      for (const change of changes)
        if (indexed.has(change.collection))
          awaitChange(`${change.collection}/${change.op === 'put' ? change.doc.id : change.id}`)
    },
    applied({ events, people, jobs }) {
      rows = { people, jobs }
      const own = events.filter(({ collection }) => indexed.has(collection))
      if (own.length > 0 || events.length === 0) changedAt = now()
      for (const { collection, id } of own) settle(`${collection}/${id}`)
    },
    current: () => ({
      ...rows,
      ...(changedAt === undefined ? {} : { changedAt }),
      ...(lateMs === undefined ? {} : { lateMs }),
    }),
  }
}
