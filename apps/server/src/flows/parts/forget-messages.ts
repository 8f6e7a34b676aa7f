import type { CollectionName } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { deletion } from './delete-rows.ts'

type Kept = Extract<CollectionName, 'messages' | 'reports' | 'blocks'>

const atOnce = 200
const kept: readonly Kept[] = ['messages', 'reports', 'blocks']

/**
 * Deletes what a person and employers wrote to each other, with blocks and reports. It comes before the commit that destroys
 * the person's data key: sealed rows cannot be read any more after it, and would stay. Cut off, it runs again.
 */
export const forgetMessages = async ({ store }: { readonly store: Store }, personId: string): Promise<void> => {
  for (const collection of kept) while (await deleteSome(store, collection, personId)) {}
}

const deleteSome = async (store: Store, collection: Kept, personId: string): Promise<boolean> => {
  const { items } = await store.find(collection, { index: 'person', where: [personId], limit: atOnce })
  if (items.length === 0) return false
  const { outcome } = await store.commit(items.map((row) => deletion(collection, row)))
  // One that changed in between is read again.
  if (outcome !== 'committed' && outcome !== 'conflict') throw new Error(`${collection} were not deleted: ${outcome}`)
  return true
}
