import type { CollectionName } from '@rolecall/core/model/collections'
import type { Change, Store, Stored } from '@rolecall/core/ports/store'

const atOnce = 200

/** Deletes rows that nobody else writes to any more. Throws where one changed in between: whoever calls it runs again. */
export const deleteRows = async (
  { store }: { readonly store: Store },
  collection: CollectionName,
  rows: readonly Stored<{ readonly id: string }>[],
): Promise<void> => {
  for (let from = 0; from < rows.length; from += atOnce) {
    const { outcome } = await store.commit(rows.slice(from, from + atOnce).map((row) => deletion(collection, row)))
    if (outcome !== 'committed') throw new Error(`rows of ${collection} were not deleted: ${outcome}`)
  }
}

export const deletion = (collection: CollectionName, { doc, revision }: Stored<{ readonly id: string }>): Change => ({
  op: 'delete',
  collection,
  id: doc.id,
  expected: revision,
})
