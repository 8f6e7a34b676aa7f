import type { CollectionName } from '@rolecall/core/model/collections'
import { Binary, type ClientSession, type Db, type FindOptions, type MongoClient, MongoServerError } from 'mongodb'
import { copyHasNotEnded, DatabaseRefused } from '../errors.ts'
import { makeShapes } from '../shapes.ts'
import type { Carried, Source } from '../transfer/carried.ts'
import { collectionOf, connectPatiently, databaseOf, reading } from './connection.ts'
import type { MongoDocument } from './documents.ts'
import { leasesOf } from './lanes.ts'
import { arriving, checkRelease, migrationsOf } from './migrations.ts'
import { writeMark } from './write-mark.ts'

const rowsPerBatch = 2000
/** A cursor lasts so long and no longer, since the server ends those that are open for half an hour. */
const rowsPerCursor = 40_000

/**
 * Opens a database to read it as it is. `snapshot`: everything is of one moment, for as long as the server keeps history
 * (`minSnapshotHistoryWindowInSeconds`).
 * @throws DatabaseRefused where no release, a newer one or an unfinished copy was there.
 */
export const openMongoSource = async (url: string, { snapshot }: { snapshot: boolean }): Promise<Source> => {
  const client = connectPatiently(url)
  const db = databaseOf(client, url)
  try {
    await reading(async () => {
      const state = await checkRelease(db)
      if (await migrationsOf(db).findOne({ _id: arriving })) throw copyHasNotEnded()
      if (state === undefined) throw new DatabaseRefused(`${addressOf(url, db)} is no database of Rolecall`)
      await refuseUnknownCollections(db)
    })
  } catch (error) {
    await client.close()
    throw error
  }
  return sourceOver(client, url, snapshot ? client.startSession({ snapshot: true }) : undefined)
}

const addressOf = (url: string, db: Db): string =>
  `mongodb://${/^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)/.exec(url)?.[1] ?? ''}/${db.databaseName}`

/** A newer release may have collections that this one would leave behind without a word. */
const refuseUnknownCollections = async (db: Db): Promise<void> => {
  const known = new Set<string>([...makeShapes().keys(), 'leases', 'migrations'])
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (known.has(name) || name.startsWith('system.') || !(await db.collection(name).findOne({}))) continue
    throw new DatabaseRefused(`it holds ${name}, which this release does not know`)
  }
}

/** Closes the client when it is disposed. */
export const sourceOver = (client: MongoClient, url: string, session?: ClientSession): Source => {
  const db = databaseOf(client, url)
  const mark = writeMark(db)
  const options: FindOptions = {
    promoteBuffers: true,
    ...(session ? { session, readConcern: { level: 'snapshot' } } : {}),
  }
  async function* batches(name: CollectionName, projection: FindOptions['projection'], after = '') {
    for (let last = after, count = rowsPerCursor; count === rowsPerCursor; ) {
      const cursor = collectionOf(db, name)
        .find({ _id: { $gt: last } }, { ...options, ...(projection ? { projection } : {}) })
        .sort({ _id: 1 })
        .limit(rowsPerCursor)
        .batchSize(rowsPerBatch)
      count = 0
      while (await snapshotReading(() => cursor.hasNext())) {
        const batch = cursor.readBufferedDocuments()
        count += batch.length
        last = batch.at(-1)?._id ?? last
        yield batch
      }
    }
  }
  async function* mapped<T>(all: AsyncIterable<readonly MongoDocument[]>, rowOf: (document: MongoDocument) => T) {
    for await (const batch of all) yield batch.map(rowOf)
  }
  return {
    address: addressOf(url, db),
    count: (name) => reading(() => collectionOf(db, name).estimatedDocumentCount()),
    documents: (name, after) => mapped(batches(name, undefined, after), carriedOf),
    revisions: (name) => mapped(batches(name, { revision: 1 }), ({ _id, revision }) => ({ id: _id, revision })),
    get: (name, ids) =>
      reading(async () =>
        (
          await collectionOf(db, name)
            .find({ _id: { $in: [...ids] } }, options)
            .toArray()
        ).map(carriedOf),
      ),
    lanes: () =>
      snapshotReading(async () =>
        (await leasesOf(db).find({}, options).toArray()).map(({ _id, queue, fence }) => ({ lane: _id, queue, fence })),
      ),
    mark: () => mark.read(),
    [Symbol.asyncDispose]: async () => {
      await mark[Symbol.asyncDispose]()
      await session?.endSession()
      await client.close()
    },
  }
}

/** Snapshot too old, or not there any more: the server's own codes. */
const tooOld: ReadonlySet<unknown> = new Set([239, 246])

const snapshotReading = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await reading(read)
  } catch (error) {
    if (!(error instanceof MongoServerError && tooOld.has(error.code))) throw error
    const mend = 'raise minSnapshotHistoryWindowInSeconds, see docs/backup.md'
    throw new DatabaseRefused(`reading took longer than the server keeps history: ${mend}`, { cause: error })
  }
}

const carriedOf = ({ _id, revision, v, sealed, ...plain }: MongoDocument): Carried => ({
  id: _id,
  revision,
  version: v,
  body: JSON.stringify(plain),
  ...(sealed === undefined ? {} : { sealed: sealed instanceof Binary ? sealed.buffer : sealed }),
})
