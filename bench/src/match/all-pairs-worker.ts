import { parentPort, workerData } from 'node:worker_threads'
import { createEngine, type PeopleHead } from '@rolecall/match/engine'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { createWorld, now } from './world.ts'

/** Of so many jobs each thread takes its share, and tells when it has done as many. */
export const batch = 500

export type Share = {
  readonly head: PeopleHead
  readonly shared: SharedArrayBuffer
  readonly size: { readonly people: number; readonly jobs: number }
  readonly limit: number
  readonly thread: number
  readonly threads: number
}
export type Done = { readonly jobs: number; readonly lists: number; readonly rows: number }

const run = ({ head, shared, size, limit, thread, threads }: Share, tell: (done: Done) => void): void => {
  const taxonomy = createStarterTaxonomy()
  const engine = createEngine({ taxonomy })
  engine.restorePeople({ head, bytes: new Uint8Array(shared) })
  let done = { jobs: 0, lists: 0, rows: 0 }
  let number = 0
  for (const job of createWorld(taxonomy, size).jobs()) {
    if (number++ % threads !== thread) continue
    const found = engine.peopleFor(job, { limit, now })
    done = { jobs: done.jobs + 1, lists: done.lists + (found.length > 0 ? 1 : 0), rows: done.rows + found.length }
    if (done.jobs < batch) continue
    tell(done)
    done = { jobs: 0, lists: 0, rows: 0 }
  }
  tell(done)
}

if (parentPort !== null) {
  const port = parentPort
  run(workerData, (done) => port.postMessage(done))
  port.close()
}
