import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CollectionName, DocumentOf } from '@rolecall/core/model/collections'
import type { Query, Store, Stored } from '@rolecall/core/ports/store'
import { everyPage } from '../every-page.ts'

const pageSize = 500

/**
 * All documents of a query, a page at a time; whoever waits for the loop gets a turn after each. A server brings the next page while
 * one is taken in.
 */
export async function* pagesAhead<C extends CollectionName>(
  store: Store,
  collection: C,
  query: Pick<Query<C>, 'index' | 'where' | 'order'>,
): AsyncGenerator<readonly Stored<DocumentOf<C>>[]> {
  const pages = everyPage({ store }, collection, { ...query, pageSize, inPassing: true })
  for (let page = await pages.next(); !page.done; ) {
    const next = pages.next()
    // Whoever stops in the midst of a page never hears what became of the next one.
    next.catch(() => undefined)
    yield page.value
    await nextTurn()
    page = await next
  }
}
