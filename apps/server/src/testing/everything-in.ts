import { type CollectionName, collections, type IndexOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { everyOne } from '../every-page.ts'

export type Row = {
  readonly collection: CollectionName
  readonly doc: Readonly<Record<string, unknown>> & { id: string }
}

export const collectionNames = Object.keys(collections).filter((name): name is CollectionName => name in collections)

/** Every document that can be read, of every collection, each once. */
export const everythingIn = async (store: Store): Promise<readonly Row[]> => {
  const rows = new Map<string, Row>()
  for (const collection of collectionNames)
    for (const index of indexesOf(collection))
      for (const { doc } of await everyOne({ store }, collection, { index, where: [] }))
        rows.set(`${collection}/${doc.id}`, { collection, doc })
  return [...rows.values()]
}

const indexesOf = <C extends CollectionName>(collection: C): IndexOf<C>[] =>
  Object.keys(collections[collection].indexes).filter((name): name is IndexOf<C> => name.length > 0)
