import type { Change, FeedEvent } from '@rolecall/core/ports/store'
import type { FeedListener } from '../feed.ts'
import type { Metrics } from './metrics.ts'

/** How fresh the index is that this process matches with. */
export type Freshness = {
  /** Hears of what this process committed. */
  committed(changes: readonly Change[]): void
  /** Hears of what the index has applied, wherever it stands. */
  applied(events: readonly Applied[]): void
  /** The listener that applies changes to an index of this thread, looked at. */
  watch(listener: FeedListener): FeedListener
  readonly current: () => { readonly changedAt?: number; readonly lateMs?: number }
}

type Applied = Pick<FeedEvent, 'collection' | 'id'>

const indexed: ReadonlySet<string> = new Set(['people', 'jobs'])
const mostAwaited = 1000

/**
 * A change of this process's own is awaited until the index holds it: commit and application are read off one clock, and nothing
 * need be stored for it.
 */
export const watchFreshness = (metrics: Metrics, now: () => number): Freshness => {
  const awaited = new Map<string, number>()
  const late = metrics.observer('rolecall_index_late_seconds', {})
  let changedAt: number | undefined
  let lateMs: number | undefined
  const settle = (key: string) => {
    const since = awaited.get(key)
    if (since === undefined) return
    awaited.delete(key)
    lateMs = performance.now() - since
    late(lateMs / 1000)
  }
  const applied = (events: readonly Applied[]) => {
    const own = events.filter(({ collection }) => indexed.has(collection))
    if (own.length > 0) changedAt = now()
    for (const { collection, id } of own) settle(`${collection}/${id}`)
  }
  return {
    committed(changes) {
      for (const change of changes) {
        if (!indexed.has(change.collection) || awaited.size >= mostAwaited) continue
        awaited.set(`${change.collection}/${change.op === 'put' ? change.doc.id : change.id}`, performance.now())
      }
    },
    applied,
    watch: (listener) => ({
      async changed(events) {
        await listener.changed(events)
        applied(events)
      },
      async lost() {
        awaited.clear()
        await listener.lost()
        changedAt = now()
      },
    }),
    current: () => ({
      ...(changedAt === undefined ? {} : { changedAt }),
      ...(lateMs === undefined ? {} : { lateMs }),
    }),
  }
}
