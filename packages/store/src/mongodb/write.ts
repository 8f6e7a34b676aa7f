import type { CommitOutcome } from '@rolecall/core/ports/store'
import type { ClientSession, Db, Filter } from 'mongodb'
import type { RawChange } from '../engine.ts'
import { collectionOf, isConnectionLost } from './connection.ts'
import { type MongoDocument, toMongo } from './documents.ts'
import { outcomeOf, writeErrorOf } from './write-errors.ts'

export type Refused = Exclude<CommitOutcome, { outcome: 'committed' }>
export type Done = 'done' | 'existing' | Refused

/** What is replaced or deleted: the document as it was read, or nothing. */
export const asRead = (id: string, revision: number): Filter<MongoDocument> => ({ _id: id, revision })

export const idOf = (change: RawChange): string => (change.op === 'put' ? change.content.id : change.id)

type WriteOptions = { readonly session?: ClientSession }

/** Writes one change. In a transaction, what is refused ends it. */
export const write = async (db: Db, change: RawChange, options: WriteOptions = {}): Promise<Done> => {
  try {
    return await writeOne(db, change, options)
  } catch (error) {
    const failure = isConnectionLost(error) ? undefined : writeErrorOf(error)
    const outcome = failure && outcomeOf(failure, change.collection, idOf(change))
    if (!outcome || outcome.outcome === 'committed') throw error
    return outcome
  }
}

const writeOne = async (db: Db, change: RawChange, options: WriteOptions): Promise<Done> => {
  const collection = collectionOf(db, change.collection)
  const conflict: Refused = { outcome: 'conflict', collection: change.collection, id: idOf(change) }
  if (change.op === 'delete') {
    const { deletedCount } = await collection.deleteOne(asRead(change.id, change.expected), options)
    return deletedCount === 1 ? 'done' : conflict
  }
  const { content, expected } = change
  if (expected === 'absent') {
    await collection.insertOne(toMongo(content, 1), options)
    return 'done'
  }
  if (expected === 'if-absent') {
    // An insert that met its id would end the transaction.
    const { _id, ...document } = toMongo(content, 1)
    const { upsertedCount } = await collection.updateOne(
      { _id },
      { $setOnInsert: document },
      { ...options, upsert: true },
    )
    return upsertedCount === 1 ? 'done' : 'existing'
  }
  const { _id, ...document } = toMongo(content, expected + 1)
  const { matchedCount } = await collection.replaceOne(asRead(_id, expected), document, options)
  return matchedCount === 1 ? 'done' : conflict
}
