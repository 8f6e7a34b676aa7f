import type { DocumentOf } from '@rolecall/core/model/collections'
import { keyDestroyed } from '@rolecall/core/model/operations'
import type { Store, Stored } from '@rolecall/core/ports/store'
import { everyPage } from '../../../every-page.ts'
import { deletion } from '../delete-rows.ts'
import { dayMs, type RetentionDeps } from './rule.ts'

const lookedBackDays = 60

/** Destroys the keys of days that are over for so long: with them goes whatever came in then and is still here. */
export const destroyDayKeys = async ({ store }: RetentionDeps, before: number): Promise<number> => {
  let destroyed = 0
  for (let at = before - dayMs; at > before - lookedBackDays * dayMs; at -= dayMs) {
    const key = await store.get('dataKeys', `day:${new Date(at).toISOString().slice(0, 10)}`)
    if (key === undefined || !(await emptyDeadTasks(store, key.doc.id))) continue
    const { outcome } = await store.commit([deletion('dataKeys', key)])
    if (outcome === 'committed') destroyed += 1
  }
  return destroyed
}

/**
 * Takes out of tasks that were given up what the key seals: with it still in them they would read as absent for good, to the operator
 * and to whoever deletes them. False where somebody changed one meanwhile: the key waits for the next time.
 */
const emptyDeadTasks = async (store: Store, keyOwner: string): Promise<boolean> => {
  for await (const page of everyPage({ store }, 'tasks', { index: 'state', where: ['dead'] })) {
    const sealed = page.filter(({ doc }) => doc.keyOwner === keyOwner && doc.payload !== undefined)
    if (sealed.length === 0) continue
    const { outcome } = await store.commit(sealed.map(emptied))
    if (outcome !== 'committed') return false
  }
  return true
}

const emptied = ({ doc: { payload: _, ...doc }, revision }: Stored<DocumentOf<'tasks'>>) =>
  ({ op: 'put', collection: 'tasks', doc: { ...doc, error: keyDestroyed }, expected: revision }) as const
