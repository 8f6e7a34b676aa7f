import { type Change, type Store, StoreUnavailable } from '@rolecall/core/ports/store'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import { type Once, readBefore } from './once.ts'

export type Decided<T> = { readonly changes: readonly Change[]; readonly result: T }

const mostRuns = 5

/**
 * Reads, decides and commits; anew where something else got in between or the outcome is unknown. After an unknown one
 * `maybeDone` is true: `decide` then finds out from what it reads. Without changes nothing is committed. With `once`, the
 * result is kept in the same commit, and a request that comes again gets it without anything being decided.
 */
export const decideAgain = async <T>(
  store: Store,
  decide: (maybeDone: boolean) => Promise<Decided<T> | Refusal>,
  once?: Once,
): Promise<T | Refusal> => {
  let maybeDone = false
  for (let run = 0; run < mostRuns; run += 1) {
    const before = once && (await readBefore(store, once))
    if (isRefusal(before)) return before
    // It was a result of this very operation, which the id names.
    if (before?.done) return before.result as T
    const decided = await decide(maybeDone)
    if (isRefusal(decided) || decided.changes.length === 0) {
      // It may stand on what a copy of the request did since its key was looked up: then the copy's result is the answer.
      const after = once && (await readBefore(store, once))
      if (after && !isRefusal(after) && after.done) return after.result as T
      return isRefusal(decided) ? decided : decided.result
    }
    const { outcome } = await store.commit([...decided.changes, ...(before ? [before.keep(decided.result)] : [])])
    if (outcome === 'committed') return decided.result
    if (outcome === 'unknown') maybeDone = true
  }
  if (maybeDone) throw new StoreUnavailable('the outcome of a commit stayed unknown')
  return refuse('conflict')
}
