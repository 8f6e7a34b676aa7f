import type { CollectionName } from '@rolecall/core/model/collections'
import type { AnyBulkWriteOperation, BulkWriteResult, ClientSession, Db } from 'mongodb'
import type { RawChange, RawPut } from '../engine.ts'
import { collectionOf } from './connection.ts'
import { type MongoDocument, toMongo } from './documents.ts'
import { asRead, write } from './write.ts'

/**
 * Writes changes in a transaction, those of one collection by as few commands as that takes. Returns the changes whose id stood
 * already, as it might, or `refused` where one of them cannot be: which one and why, only writing them one by one tells.
 */
export const writeMerged = async (
  db: Db,
  changes: readonly RawChange[],
  session: ClientSession,
): Promise<ReadonlySet<RawChange> | 'refused'> => {
  const stood = new Set<RawChange>()
  for (const [collection, own] of Map.groupBy(changes, ({ collection }) => collection)) {
    const [first] = own
    if (own.length === 1 && first !== undefined) {
      const done = await write(db, first, { session })
      if (typeof done === 'object') return 'refused'
      if (done === 'existing') stood.add(first)
      continue
    }
    const found = await writeAll(db, collection, own, session)
    if (found === undefined) return 'refused'
    for (const put of found) stood.add(put)
  }
  return stood
}

const writeAll = async (
  db: Db,
  collection: CollectionName,
  changes: readonly RawChange[],
  session: ClientSession,
): Promise<readonly RawPut[] | undefined> => {
  const puts = changes.filter((change) => change.op === 'put')
  const deletes = changes.flatMap((change) => (change.op === 'delete' ? [change] : []))
  const operations: AnyBulkWriteOperation<MongoDocument>[] = [
    ...puts.map(putOf),
    ...deletes.map(({ id, expected }) => ({ deleteOne: { filter: asRead(id, expected) } })),
  ]
  const result = await collectionOf(db, collection).bulkWrite(operations, { session })
  return result.deletedCount === deletes.length ? foundOf(puts, result) : undefined
}

/** All puts are updates to the server, so that they are one command: what is new is inserted where its id is not found. */
const putOf = ({ content, expected }: RawPut): AnyBulkWriteOperation<MongoDocument> => {
  if (typeof expected === 'number') {
    const { _id, ...replacement } = toMongo(content, expected + 1)
    return { replaceOne: { filter: asRead(_id, expected), replacement } }
  }
  const { _id, ...document } = toMongo(content, 1)
  return { updateOne: { filter: { _id }, update: { $setOnInsert: document }, upsert: true } }
}

/** Those that stood, as they might; undefined where one was not as it was expected. */
const foundOf = (
  puts: readonly RawPut[],
  { matchedCount, upsertedIds }: BulkWriteResult,
): readonly RawPut[] | undefined => {
  const found = puts.filter((put, at) => typeof put.expected !== 'number' && upsertedIds[at] === undefined)
  const replaced = puts.filter(({ expected }) => typeof expected === 'number').length
  if (found.some(({ expected }) => expected === 'absent') || matchedCount !== replaced + found.length) return undefined
  return found
}
