import type { Change, CommitOutcome, Store } from '@rolecall/core/ports/store'
import type { Metrics } from './metrics.ts'
import type { Tracing } from './tracing.ts'

type Outcome = CommitOutcome['outcome'] | 'unavailable'
export type StoreWatch = {
  readonly metrics: Metrics
  readonly tracing: Tracing
  /** Hears of what this process committed. */
  readonly committed: (changes: readonly Change[]) => void
}

/**
 * The store, with each commit timed and, where traces are kept, told what caused the tasks and messages in it: whoever works on
 * them later, in whatever process, goes on with the same trace. Nothing else is changed.
 */
export const watchStore = (store: Store, { metrics, tracing, committed }: StoreWatch): Store => {
  const outcomes: readonly Outcome[] = ['committed', 'conflict', 'duplicate', 'lease-lost', 'unknown', 'unavailable']
  const observers = new Map(
    outcomes.map((outcome) => [outcome, metrics.observer('rolecall_commit_seconds', { outcome })]),
  )
  const commit: Store['commit'] = async (changes, lease) => {
    const from = performance.now()
    const trace = tracing.current()
    const span = trace === undefined ? undefined : tracing.begin('commit', { attributes: { changes: changes.length } })
    let outcome: Outcome = 'unavailable'
    try {
      const result = await store.commit(
        trace === undefined ? changes : changes.map((change) => stamped(change, trace)),
        lease,
      )
      outcome = result.outcome
      if (outcome === 'committed') committed(changes)
      return result
    } finally {
      observers.get(outcome)?.((performance.now() - from) / 1000)
      span?.end({ outcome }, outcome === 'unavailable')
    }
  }
  return { ...store, commit }
}

/** What waits for days is no part of what happens now. */
const soonMs = 3_600_000

const stamped = (change: Change, trace: string): Change => {
  if (change.op !== 'put' || typeof change.expected === 'number') return change
  switch (change.collection) {
    case 'tasks':
      if (change.doc.trace !== undefined || change.doc.dueAt - change.doc.at > soonMs) return change
      return { ...change, doc: { ...change.doc, trace } }
    case 'outbox':
      return change.doc.trace === undefined ? { ...change, doc: { ...change.doc, trace } } : change
    default:
      return change
  }
}
