import { createHash } from 'node:crypto'
import { collections } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'

/** A hash of the whole content of each collection, revisions included, read as every reader does. */
export const contentOf = async (store: Store): Promise<ReadonlyMap<string, string>> => {
  const hashes = new Map<string, string>()
  for (const name of names) {
    const hash = createHash('sha256')
    for (const index of Object.keys(collections[name].indexes)) hash.update(await readAll(store, name, index))
    hashes.set(name, hash.digest('hex'))
  }
  return hashes
}

type Name = keyof typeof collections
const isName = (name: string): name is Name => name in collections
const names = Object.keys(collections).filter(isName)

/** `find` is typed for one collection and its own indexes; this reads any by any. */
type FindAny = (
  collection: Name,
  query: { index: string; where: []; limit: number; after?: string },
) => Promise<{ readonly items: readonly unknown[]; readonly cursor?: string }>

const readAll = async (store: Store, name: Name, index: string): Promise<string> => {
  const find: FindAny = Object(store).find
  const rows: unknown[] = []
  for (let after: string | undefined; ; ) {
    const page = await find(name, { index, where: [], limit: 1000, ...(after === undefined ? {} : { after }) })
    rows.push(...page.items)
    after = page.cursor
    if (after === undefined) return JSON.stringify(rows)
  }
}
