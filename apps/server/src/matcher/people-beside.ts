import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Store } from '@rolecall/core/ports/store'
import type { PersonRow } from '@rolecall/match/engine'
import { type PeopleRows, peopleRowsOf, whoLooks } from './people-rows.ts'
import type { FromPeople, PeopleThreadData, ToPeople } from './people-thread.ts'
import { roomForRows } from './room-for-rows.ts'

/** Fewer are read in the time that a thread takes to load its code. */
const manyPeople = 20_000

/** Many are read from both ends, by a thread that is started for it and by whoever asks, until they meet. */
export const peopleRowsBeside = (options: {
  readonly store: Store
  readonly data: PeopleThreadData
  readonly many?: number
}): PeopleRows => {
  const { store, data, many = manyPeople } = options
  return async function* () {
    const rising = peopleRowsOf(store)()
    const count = await store.count('people', { ...whoLooks, atMost: many })
    if (count < many) return yield* rising
    await using thread = startPeopleThread(data)
    yield* untilTheyMeet(rising, thread)
  }
}

/** Behind every id. */
const end = '\uffff'

/** What the thread has read, as soon as it is there, and meanwhile what one reads oneself. */
async function* untilTheyMeet(rising: AsyncGenerator<readonly PersonRow[], undefined>, falling: PeopleThread) {
  let [above, below] = ['', end]
  let coming = expected(falling.next())
  for (;;) {
    const falls = coming.isThere()
    const rows = falls ? await coming.page : (await rising.next()).value
    if (falls) coming = expected(falling.next())
    if (rows === undefined) return
    const found = rows.filter(({ id }) => id > above && id < below)
    if (found.length > 0) yield found
    if (found.length < rows.length) return
    const reached = rows.at(-1)?.id
    if (falls) below = reached ?? below
    else above = reached ?? above
  }
}

const expected = <Page>(page: Promise<Page>): { readonly page: Promise<Page>; isThere(): boolean } => {
  let isThere = false
  const settle = () => {
    isThere = true
  }
  page.then(settle, settle)
  return { page, isThere: () => isThere }
}

/** Gives page by page, undefined after the last. */
type PeopleThread = AsyncDisposable & { next(): Promise<readonly PersonRow[] | undefined> }

const startPeopleThread = (data: PeopleThreadData): PeopleThread => {
  const entry = new URL('./people-thread.ts', import.meta.url)
  const thread = new Worker(entry, { workerData: data, name: 'people', resourceLimits: roomForRows })
  // What it fails of is heard with its messages, and of nobody's concern once nobody waits for these.
  thread.on('error', () => undefined)
  const messages = on(thread, 'message', { close: ['exit'] })
  return {
    next: async () => {
      const { value, done } = await messages.next()
      if (done) throw new Error('the thread that reads people ended before it was through')
      const told: FromPeople = value[0]
      if ('end' in told) return undefined
      thread.postMessage({ taken: true } satisfies ToPeople)
      return parseRows(told.rows)
    },
    [Symbol.asyncDispose]: async () => {
      await messages.return?.()
      await thread.terminate()
    },
  }
}

/** The thread is of the same release. */
const parseRows = (text: string): readonly PersonRow[] => JSON.parse(text)
