import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Store, Stored } from '@rolecall/core/ports/store'
import { isErased } from './waiting.ts'

type Task = DocumentOf<'tasks'>

/**
 * What became of one task. `not-dead`: it is being worked on, or done. `erased`: its data key was destroyed.
 * `busy`: it changed each time that it was to be written.
 */
export type Retry =
  | { readonly retry: 'ready' | 'unknown-id' | 'erased' | 'busy' }
  | { readonly retry: 'not-dead'; readonly state: Exclude<Task['state'], 'dead'> }

/** Sets one dead task to be worked on at once, with all its attempts before it. `now` in epoch milliseconds. */
export const retryTask = async (store: Store, id: string, now: number): Promise<Retry> => {
  let task = await store.get('tasks', id)
  for (let runs = 0; runs < 5; runs += 1) {
    if (task === undefined) return { retry: 'unknown-id' }
    const { state } = task.doc
    // After an outcome that was unknown this may be the answer that it went through.
    if (state !== 'dead') return runs > 0 ? { retry: 'ready' } : { retry: 'not-dead', state }
    if (isErased(task.doc)) return { retry: 'erased' }
    if (await revive(store, task, now)) return { retry: 'ready' }
    task = await store.get('tasks', id)
  }
  return { retry: 'busy' }
}

export type RetriedAll = { readonly ready: number; readonly erased: number; readonly busy: number }

/** Sets every task that is dead at `now` (epoch milliseconds) to be worked on at once. */
export const retryAllTasks = async (store: Store, now: number): Promise<RetriedAll> => {
  const totals = { ready: 0, erased: 0, busy: 0 }
  let after: string | undefined
  do {
    const next = after === undefined ? {} : { after }
    const page = await store.find('tasks', {
      index: 'state',
      where: ['dead'],
      range: { below: now + 1 },
      limit: 100,
      ...next,
    })
    const retries = await Promise.all(page.items.map(({ doc }) => retryTask(store, doc.id, now)))
    totals.ready += retries.filter(({ retry }) => retry === 'ready').length
    totals.erased += retries.filter(({ retry }) => retry === 'erased').length
    totals.busy += retries.filter(({ retry }) => retry === 'busy').length
    after = page.cursor
  } while (after !== undefined)
  return totals
}

const revive = async (store: Store, task: Stored<Task>, now: number): Promise<boolean> =>
  (await store.commit([revived(task, now)])).outcome === 'committed'

/** The change that has a dead task worked on at once. */
export const revived = ({ doc, revision }: Stored<Task>, now: number): Change => {
  const { error: _error, ...rest } = doc
  const ready: Task = { ...rest, state: 'ready', attempts: 0, dueAt: now, at: now }
  return { op: 'put', collection: 'tasks', doc: ready, expected: revision }
}
