import type { CommitOutcome } from '@rolecall/core/ports/store'
import { type Db, MongoBulkWriteError } from 'mongodb'
import type { RawChange, RawPut } from '../engine.ts'
import type { Shape } from '../shapes.ts'
import { collectionOf, isConnectionLost } from './connection.ts'
import { type MongoDocument, toMongo } from './documents.ts'
import { outcomeOf } from './write-errors.ts'

/** Inserts that are no-ops where the id stands already; those of one turn of the loop travel together. */
export type InsertBatches = { insert(puts: readonly RawPut[]): Promise<CommitOutcome> }

/**
 * Whether a commit can go without a transaction though it may hold several documents: nothing can refuse one of them,
 * and whoever hears that the outcome is unknown repeats it whole.
 */
export const isPlainInsert = (changes: readonly RawChange[], shapeOf: (change: RawChange) => Shape): boolean => {
  const [first] = changes
  return changes.every(
    (change) =>
      change.op === 'put' &&
      change.expected === 'if-absent' &&
      change.collection === first?.collection &&
      (changes.length === 1 || shapeOf(change).indexes.every(({ unique }) => !unique)),
  )
}

type Waiting = {
  readonly puts: readonly RawPut[]
  readonly resolve: (outcome: CommitOutcome) => void
  readonly reject: (error: unknown) => void
}

type Failures = ReadonlyMap<number, { readonly code: number; readonly message: string }>

export const insertBatches = (db: Db): InsertBatches => {
  const queues = new Map<string, Waiting[]>()
  const flush = async (collection: string): Promise<void> => {
    const waiting = queues.get(collection) ?? []
    queues.delete(collection)
    try {
      settle(
        waiting,
        await insertAll(
          db,
          collection,
          waiting.flatMap(({ puts }) => puts.map(documentOf)),
        ),
      )
    } catch (error) {
      for (const { resolve, reject } of waiting)
        isConnectionLost(error) ? resolve({ outcome: 'unknown' }) : reject(error)
    }
  }
  return {
    insert: (puts) =>
      new Promise((resolve, reject) => {
        const collection = puts[0]?.collection
        if (!collection) return resolve({ outcome: 'committed', existing: [] })
        const queue = queues.get(collection)
        if (queue) return void queue.push({ puts, resolve, reject })
        queues.set(collection, [{ puts, resolve, reject }])
        setImmediate(() => void flush(collection))
      }),
  }
}

const documentOf = ({ content }: RawPut): MongoDocument => toMongo(content, 1)

/** The errors by position. */
const insertAll = async (db: Db, collection: string, documents: readonly MongoDocument[]): Promise<Failures> => {
  try {
    await collectionOf(db, collection).insertMany(documents, { ordered: false })
    return new Map()
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) throw error
    const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors]
    if (failures.length + error.result.insertedCount < documents.length) throw error
    return new Map(failures.map(({ index, code, errmsg }) => [index, { code, message: errmsg ?? '' }]))
  }
}

const settle = (waiting: readonly Waiting[], failures: Failures): void => {
  let at = 0
  for (const { puts, resolve, reject } of waiting) {
    try {
      resolve(
        combine(
          puts,
          puts.map(() => failures.get(at++)),
        ),
      )
    } catch (error) {
      reject(error)
    }
  }
}

const combine = (
  puts: readonly RawPut[],
  failures: readonly (ReturnType<Failures['get']> | undefined)[],
): CommitOutcome => {
  const existing: string[] = []
  for (const [at, { collection, content }] of puts.entries()) {
    const failure = failures[at]
    if (!failure) continue
    const outcome = outcomeOf(failure, collection, content.id) ?? { outcome: 'unknown' }
    if (outcome.outcome !== 'conflict') return outcome
    existing.push(content.id)
  }
  return { outcome: 'committed', existing }
}
