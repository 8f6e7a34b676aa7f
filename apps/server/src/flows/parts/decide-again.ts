import { type Change, type Store, StoreUnavailable } from '@rolecall/core/ports/store'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'

export type Decided<T> = { readonly changes: readonly Change[]; readonly result: T }

const mostRuns = 5

/**
 * Reads, decides and commits; anew where something else got in between or the outcome is unknown. `decide` must see from
 * what it reads whether its own commit has happened. Without changes nothing is committed.
 */
export const decideAgain = async <T>(
  store: Store,
  decide: () => Promise<Decided<T> | Refusal>,
): Promise<T | Refusal> => {
  let last = ''
  for (let run = 0; run < mostRuns; run += 1) {
    const decided = await decide()
    if (isRefusal(decided) || decided.changes.length === 0) return isRefusal(decided) ? decided : decided.result
    const { outcome } = await store.commit(decided.changes)
    if (outcome === 'committed') return decided.result
    last = outcome
  }
  if (last === 'unknown') throw new StoreUnavailable('the outcome of a commit stayed unknown')
  return refuse('conflict')
}
