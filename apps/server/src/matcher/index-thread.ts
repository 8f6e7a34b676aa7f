import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { openKeyFileAt } from '@rolecall/adapters/keys/key-file'
import type { FeedEvent, Store } from '@rolecall/core/ports/store'
import { createEngine } from '@rolecall/match/engine'
import { openStore } from '@rolecall/store/open-store'
import { loadTaxonomy } from '@rolecall/taxonomy/load'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { Config } from '../config.ts'
import { filesOf } from '../files-of.ts'
import { keyFileOf } from '../key-file-of.ts'
import { createLog, describeError, type Log } from '../log.ts'
import { loadWeights } from '../weights-file.ts'
import { freshReplica } from './fresh-replica.ts'
import { type Ask, answerFrom } from './match-index.ts'
import { peopleRowsBeside } from './people-beside.ts'
import { createReplica } from './replica.ts'
import { createSharedSnapshots } from './shared-snapshots.ts'

/** What the thread is started with; it opens store and key file for itself. */
export type IndexThreadData = Pick<
  Config,
  'role' | 'databaseUrl' | 'keyFile' | 'kmsKeyId' | 'files' | 's3Endpoint' | 'taxonomy' | 'matchWeights' | 'logLevel'
> & { readonly snapshotPath: string }

export type ToIndex = { readonly begin: true } | { readonly asks: readonly Ask[] } | { readonly stop: true }
/** What stands in the index from now on, and how many rows it has. */
export type Applied = {
  readonly events: readonly Pick<FeedEvent, 'collection' | 'id'>[]
  readonly people: number
  readonly jobs: number
}
export type FromIndex =
  | { readonly applied: Applied }
  | { readonly ready: true }
  | { readonly shown: readonly (readonly [jobId: string, people: number])[] }
  | { readonly answers: readonly Answer[] }
export type Answer = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly failed: true }

const run = async (port: MessagePort, data: IndexThreadData): Promise<void> => {
  const begun = Promise.withResolvers<'begun'>()
  const stopped = Promise.withResolvers<'stopped'>()
  let answer: (asks: readonly Ask[]) => void = () => undefined
  port.on('message', (message: ToIndex) => {
    if ('begin' in message) begun.resolve('begun')
    else if ('stop' in message) stopped.resolve('stopped')
    else answer(message.asks)
  })
  const log = createLog(data.logLevel)
  const taxonomy = data.taxonomy === undefined ? createStarterTaxonomy() : loadTaxonomy(data.taxonomy)
  const weights = await loadWeights(data.matchWeights)
  if ((await Promise.race([begun.promise, stopped.promise])) === 'stopped') return
  const keys = await openKeyFileAt(await keyFileOf(data))
  await using store = await openStore({ url: data.databaseUrl, keys, clock: { now: Date.now } })
  const tell = (message: FromIndex) => port.postMessage(message)
  const replica = createReplica({
    store,
    log,
    peopleRows: peopleRowsBeside({ store, data }),
    newEngine: () => createEngine({ taxonomy, weights }),
    tellShown: gathered((shown) => tell({ shown })),
  })
  const shared = sharedOf({ data, store, log })
  const snapshot = { path: data.snapshotPath, keys, databaseUrl: data.databaseUrl }
  const applied = (events: readonly FeedEvent[]) => {
    const { people, jobs } = replica.engine().size()
    tell({ applied: { events: events.map(({ collection, id }) => ({ collection, id })), people, jobs } })
  }
  await using _fresh = await freshReplica({ store, replica, snapshot, shared, now: Date.now, log, applied })
  const answerOne = <Name extends Ask['name']>({ id, name, question }: Ask<Name>): Answer => {
    try {
      return { id, answer: answerFrom(replica.engine())(name, question) }
    } catch (error) {
      log.error('index.question-failed', { question: name, error: describeError(error) })
      return { id, failed: true }
    }
  }
  answer = (asks) => tell({ answers: asks.map((ask) => answerOne(ask)) })
  tell({ ready: true })
  await stopped.promise
}

/** A folder is of this machine alone, where a file of its own stands as well; pages may write no files. */
const sharedOf = (deps: { readonly data: IndexThreadData; readonly store: Store; readonly log: Log }) => {
  const { data, store, log } = deps
  if (data.files.kind !== 's3') return undefined
  const openFiles = () => filesOf(data, log, { untried: true })
  const { bring, offer } = createSharedSnapshots({ store, openFiles, now: Date.now, log })
  return data.role === 'web' ? { bring } : { bring, offer }
}

/** Counts come by the thousand at the start: those of one turn of the loop are told together. */
const gathered = (tell: (counts: readonly (readonly [string, number])[]) => void) => {
  let counts = new Map<string, number>()
  return (jobId: string, people: number) => {
    if (counts.size === 0)
      queueMicrotask(() => {
        tell([...counts])
        counts = new Map()
      })
    counts.set(jobId, people)
  }
}

if (parentPort !== null) {
  const port = parentPort
  // Whoever only listens would keep a thread that failed alive.
  await run(port, workerData).finally(() => port.close())
}
