import { on } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { openKeyFileAt } from '@rolecall/adapters/keys/key-file'
import { openStore } from '@rolecall/store/open-store'
import type { Config } from '../config.ts'
import { keyFileOf } from '../key-file-of.ts'
import { peopleRowsOf } from './people-rows.ts'

/** What the thread is started with; it opens store and key file for itself. */
export type PeopleThreadData = Pick<Config, 'databaseUrl' | 'keyFile' | 'kmsKeyId' | 's3Endpoint'>
/** `rows`: a page of `PersonRow`s in JSON, which costs less to hand over than the rows. Each is answered once it is taken in. */
export type FromPeople = { readonly rows: string } | { readonly end: true }
export type ToPeople = { readonly taken: true }

/** So many pages may wait to be taken in. */
const ahead = 4

const run = async (port: MessagePort, data: PeopleThreadData): Promise<void> => {
  const tell = (message: FromPeople) => port.postMessage(message)
  const taken = on(port, 'message')
  {
    const keys = await openKeyFileAt(await keyFileOf(data))
    await using store = await openStore({ url: data.databaseUrl, keys, clock: { now: Date.now } })
    let pages = 0
    for await (const rows of peopleRowsOf(store, 'descending')()) {
      if (pages >= ahead) await taken.next()
      pages += 1
      tell({ rows: JSON.stringify(rows) })
    }
  }
  tell({ end: true })
}

if (parentPort !== null) {
  const port = parentPort
  // Whoever listens to it would keep the thread alive.
  await run(port, workerData).finally(() => port.close())
}
