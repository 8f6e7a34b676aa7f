import type { Query, Store } from '@rolecall/core/ports/store'
import type { PersonRow } from '@rolecall/match/engine'
import { pagesAhead } from '../every-page.ts'
import { personRow } from './rows.ts'

/** Everyone who looks for work, each once, some hundred at a time. */
export type PeopleRows = () => AsyncIterable<readonly PersonRow[]>

export const whoLooks = { index: 'state', where: ['active'] } as const

/** Read and unsealed by whoever asks, in the order of their ids. */
export const peopleRowsOf = (store: Store, order?: Query<'people'>['order']) =>
  async function* (): AsyncGenerator<readonly PersonRow[], undefined> {
    for await (const page of pagesAhead(store, 'people', { ...whoLooks, ...(order ? { order } : {}) }))
      yield page.map(({ doc }) => personRow(doc))
  }
