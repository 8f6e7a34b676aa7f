import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CollectionName, DocumentOf } from '@rolecall/core/model/collections'
import type { Query, Store, Stored } from '@rolecall/core/ports/store'

const usualSize = 500

/** All documents of a query, a page at a time, however many there are. `pageSize`: fewer where each is large; 500 else. */
export async function* everyPage<C extends CollectionName>(
  { store }: { readonly store: Store },
  collection: C,
  { pageSize = usualSize, ...query }: Omit<Query<C>, 'limit' | 'after'> & { readonly pageSize?: number },
): AsyncGenerator<readonly Stored<DocumentOf<C>>[]> {
  let after: string | undefined
  do {
    const page = await store.find(collection, { ...query, limit: pageSize, ...(after === undefined ? {} : { after }) })
    yield page.items
    after = page.cursor
  } while (after !== undefined)
}

/**
 * The same for whoever reads them once: whoever waits for the loop gets a turn after each page, and a server brings the next one while
 * one is taken in.
 */
export async function* pagesAhead<C extends CollectionName>(
  store: Store,
  collection: C,
  query: Pick<Query<C>, 'index' | 'where' | 'order'>,
): AsyncGenerator<readonly Stored<DocumentOf<C>>[]> {
  const pages = everyPage({ store }, collection, { ...query, inPassing: true })
  for (let page = await pages.next(); !page.done; ) {
    const next = pages.next()
    // Whoever stops in the midst of a page never hears what became of the next one.
    next.catch(() => undefined)
    yield page.value
    await nextTurn()
    page = await next
  }
}

/** The same in one piece, where they are as many as one person can have. */
export const everyOne = async <C extends CollectionName>(
  deps: { readonly store: Store },
  collection: C,
  query: Omit<Query<C>, 'limit' | 'after'>,
): Promise<readonly Stored<DocumentOf<C>>[]> => {
  const all: Stored<DocumentOf<C>>[] = []
  for await (const page of everyPage(deps, collection, query)) all.push(...page)
  return all
}
