import type { CollectionName } from '@rolecall/core/model/collections'
import { type Db, MongoBulkWriteError, type MongoClient } from 'mongodb'
import { makeShapes, type Shape } from '../shapes.ts'
import type { Arrival, Carried, CarriedLane, Target } from '../transfer/carried.ts'
import { refuseOccupied } from '../transfer/refuse-occupied.ts'
import { collectionOf, connectPatiently, databaseOf, reading } from './connection.ts'
import { type MongoDocument, toMongo } from './documents.ts'
import { leasesOf } from './lanes.ts'
import { arriving, checkRelease, migrationsOf, shapeAll } from './migrations.ts'
import { sourceOver } from './source.ts'

/**
 * Opens a database that is to hold a copy: a new one, an empty one, or one in which the same copy began before.
 * @throws DatabaseRefused for any other.
 */
export const openMongoTarget = async (url: string, arrival: Arrival): Promise<Target> => {
  const client = connectPatiently(url)
  const db = databaseOf(client, url)
  const shapes = [...makeShapes().values()]
  try {
    await reading(() => prepare(db, shapes, arrival))
  } catch (error) {
    await client.close()
    throw error
  }
  return targetOver(client, url, shapes)
}

const prepare = async (db: Db, shapes: readonly Shape[], arrival: Arrival): Promise<void> => {
  await checkRelease(db)
  const standing = (await migrationsOf(db).findOne({ _id: arriving }))?.from
  const found = await Promise.all(
    shapes.map(async ({ name }) => ((await db.collection(name).findOne({})) ? name : undefined)),
  )
  if (!refuseOccupied({ arrival, standing, holds: found.find((name) => name !== undefined) })) return
  // Empty, but perhaps with indexes and validators, which are made when all is there.
  for (const { name } of shapes) await db.collection(name).drop()
  await migrationsOf(db).deleteOne({ _id: 'state' })
  await migrationsOf(db).insertOne({ _id: arriving, from: arrival.from })
}

const targetOver = (client: MongoClient, url: string, shapes: readonly Shape[]): Target => {
  const db = databaseOf(client, url)
  return {
    ...sourceOver(client, url),
    lastId: async (name) => (await collectionOf(db, name).find({}).sort({ _id: -1 }).limit(1).toArray())[0]?._id,
    put: (name, documents, fresh) =>
      reading(async () => {
        const all = documents.map(documentOf)
        const met = fresh ? await insert(db, name, all) : all
        if (met.length > 0) await replace(db, name, met)
      }),
    remove: (name, ids) =>
      reading(async () => void (await collectionOf(db, name).deleteMany({ _id: { $in: [...ids] } }))),
    finish: (lanes) => reading(() => finish(db, shapes, lanes)),
  }
}

const documentOf = ({ id, version, revision, body, sealed }: Carried): MongoDocument =>
  toMongo({ id, version, plain: JSON.parse(body), ...(sealed === undefined ? {} : { sealed }) }, revision)

const duplicateKey = 11000

/** Those whose ids stand already. */
const insert = async (
  db: Db,
  name: CollectionName,
  documents: readonly MongoDocument[],
): Promise<readonly MongoDocument[]> => {
  try {
    await collectionOf(db, name).insertMany(documents, { ordered: false })
    return []
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError) || error.code !== duplicateKey) throw error
    const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors]
    return failures.flatMap(({ index }) => documents[index] ?? [])
  }
}

const replace = async (db: Db, name: CollectionName, documents: readonly MongoDocument[]): Promise<void> => {
  const operations = documents.map(({ _id, ...replacement }) => ({
    replaceOne: { filter: { _id }, replacement, upsert: true },
  }))
  await collectionOf(db, name).bulkWrite(operations, { ordered: false })
}

/** Nobody holds a lane. The mark of the copy goes last, so that what is cut off runs again. */
const finish = async (db: Db, shapes: readonly Shape[], lanes: readonly CarriedLane[]): Promise<void> => {
  await leasesOf(db).deleteMany({})
  const leases = lanes.map(({ lane, queue, fence }) => ({ _id: lane, queue, until: 0, fence: fence + 1, waits: false }))
  if (leases.length > 0) await leasesOf(db).insertMany(leases)
  await shapeAll(db, shapes)
  await migrationsOf(db).deleteOne({ _id: arriving })
}
