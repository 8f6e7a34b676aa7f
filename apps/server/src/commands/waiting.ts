import type { CollectionName, DocumentOf, IndexOf } from '@rolecall/core/model/collections'
import { keyDestroyed } from '@rolecall/core/model/operations'
import type { Store } from '@rolecall/core/ports/store'

type Counted = { readonly state: Stuck; readonly error: string; readonly count: number }
type Stuck = 'unknown' | 'failed'

/** What waits for an operator; ids, states and codes only, never a text or a number. Times in epoch milliseconds. */
export type Waiting = {
  /** Newest first. */
  readonly deadTasks: readonly DeadTask[]
  readonly messages: readonly Counted[]
  /** Newest first, at most 20. */
  readonly newestMessages: readonly { readonly id: string; readonly state: Stuck; readonly at: number }[]
  readonly openCases: number
  /** True where there was more than was read: then counts are of the newest only. */
  readonly cutShort: boolean
}
export type DeadTask = Pick<DocumentOf<'tasks'>, 'id' | 'kind' | 'attempts' | 'error' | 'at'> & {
  /** What it worked on was erased: it can never be done. */
  readonly erased: boolean
}

/** Reads what waits for an operator, of each kind at most the newest 10,000. */
export const readWaiting = async (store: Store): Promise<Waiting> => {
  const [dead, unknown, failed, cases] = await Promise.all([
    readNewest(store, 'tasks', { index: 'state', where: ['dead'] }),
    readNewest(store, 'outbox', { index: 'state', where: ['unknown'] }),
    readNewest(store, 'outbox', { index: 'state', where: ['failed'] }),
    readNewest(store, 'cases', { index: 'state', where: ['open'] }),
  ])
  const stuck = [
    ...unknown.docs.map(({ id, at, error }) => ({ id, at, error: error ?? '', state: 'unknown' as const })),
    ...failed.docs.map(({ id, at, error }) => ({ id, at, error: error ?? '', state: 'failed' as const })),
  ]
  return {
    deadTasks: dead.docs.map((doc) => ({ ...doc, erased: isErased(doc) })),
    messages: countByError(stuck),
    newestMessages: stuck
      .toSorted((a, b) => b.at - a.at)
      .slice(0, 20)
      .map(({ id, state, at }) => ({ id, state, at })),
    openCases: cases.docs.length,
    cutShort: [dead, unknown, failed, cases].some(({ more }) => more),
  }
}

/** Tasks without a payload there are many; the store says of those that lost theirs. */
export const isErased = ({ error }: DocumentOf<'tasks'>): boolean => error === keyDestroyed

const pageSize = 1000
const mostPages = 10

const readNewest = async <C extends CollectionName>(
  store: Store,
  collection: C,
  query: { readonly index: IndexOf<C>; readonly where: readonly string[] },
): Promise<{ readonly docs: readonly DocumentOf<C>[]; readonly more: boolean }> => {
  const docs: DocumentOf<C>[] = []
  let after: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const next = after === undefined ? {} : { after }
    const page = await store.find(collection, { ...query, order: 'descending', limit: pageSize, ...next })
    docs.push(...page.items.map(({ doc }) => doc))
    after = page.cursor
    if (after === undefined) break
  }
  return { docs, more: after !== undefined }
}

const countByError = (rows: readonly { readonly state: Stuck; readonly error: string }[]): readonly Counted[] => {
  const counts = new Map<string, Counted>()
  for (const { state, error } of rows) {
    const key = `${state} ${error}`
    counts.set(key, { state, error, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || a.error.localeCompare(b.error))
}
