import { createHash } from 'node:crypto'
import { type Db, type IndexDescription, MongoServerError } from 'mongodb'
import { copyHasNotEnded, DatabaseRefused } from '../errors.ts'
import type { IndexShape, Shape } from '../shapes.ts'
import { validatorOf } from './validator.ts'

/** Steps between releases that the definitions cannot tell, in order; how many are done stands in `migrations`. */
const steps: readonly ((db: Db) => Promise<void>)[] = [
  async (db) => {
    await ensureIndexes(db, 'leases', [
      { name: 'held', key: { queue: 1, until: 1 } },
      { name: 'idle', key: { fence: 1 } },
    ])
  },
]

/** `shapes`: hashes of what each release that was here set up, the newest last. `shape`: the same of releases that kept one alone. */
type State = {
  readonly _id: string
  readonly done?: number
  readonly shapes?: string[]
  readonly shape?: string
  readonly from?: string
}

/** No release runs beside one that is so many changes older. */
const mostShapes = 50

/**
 * Brings a database to this release: the steps not done yet, then the validators and the indexes of the definitions
 * where these changed. A process of a release that others have gone beyond (it is replaced while it starts anew, or they are taken back)
 * leaves what they set up, or their documents would be refused, and sees to its own indexes.
 * Safe to run from several processes at once: each part may be repeated.
 * @throws DatabaseRefused where a newer release was here.
 */
export const migrate = async (db: Db, shapes: readonly Shape[]): Promise<void> => {
  await checkRelease(db)
  if (await migrationsOf(db).findOne({ _id: arriving })) throw copyHasNotEnded()
  await shapeAll(db, shapes)
}

/** The same, also where a copy arrives. */
export const shapeAll = async (db: Db, shapes: readonly Shape[]): Promise<void> => {
  const state = await checkRelease(db)
  const done = state?.done ?? 0
  for (const step of steps.slice(done)) await step(db)
  const shape = createHash('sha256')
    .update(JSON.stringify(shapes.map(wantedOf)))
    .digest('hex')
  const known = state?.shapes ?? (state?.shape === undefined ? [] : [state.shape])
  if (!known.includes(shape)) await Promise.all(shapes.map((one) => ensureCollection(db, one)))
  else if (known.at(-1) !== shape) await Promise.all(shapes.map((one) => addIndexes(db, one)))
  await migrationsOf(db).updateOne({ _id: 'state' }, { $set: { done: steps.length } }, { upsert: true })
  if (known.includes(shape)) return
  await migrationsOf(db).updateOne(
    { _id: 'state', shapes: { $ne: shape } },
    { $push: { shapes: { $each: state?.shapes === undefined ? [...known, shape] : [shape], $slice: -mostShapes } } },
  )
}

/** Where the database stands; undefined where no release was here. @throws DatabaseRefused where a newer one was. */
export const checkRelease = async (db: Db): Promise<State | undefined> => {
  const state = await migrationsOf(db).findOne({ _id: 'state' })
  if ((state?.done ?? 0) > steps.length) throw new DatabaseRefused('the database was last opened by a newer release')
  return state ?? undefined
}

/** What arrives in this database stands under this id in `migrations`, while a copy into it has not ended. */
export const arriving = 'arriving'
export const migrationsOf = (db: Db) => db.collection<State>('migrations')

const wantedOf = (shape: Shape) => ({ name: shape.name, validator: validatorOf(shape), indexes: indexesOf(shape) })

const ensureCollection = async (db: Db, shape: Shape): Promise<void> => {
  const { name, validator, indexes } = wantedOf(shape)
  try {
    await db.createCollection(name, { validator })
  } catch (error) {
    if (!(error instanceof MongoServerError && error.code === namespaceExists)) throw error
    await db.command({ collMod: name, validator, validationLevel: 'strict', validationAction: 'error' })
  }
  await ensureIndexes(db, name, indexes)
}

/** Those that are missing; one that others have changed stays as it is. */
const addIndexes = async (db: Db, shape: Shape): Promise<void> => {
  for (const index of wantedOf(shape).indexes)
    await db
      .collection(shape.name)
      .createIndexes([index])
      .catch((error: unknown) => {
        if (!isIndexConflict(error)) throw error
      })
}

const namespaceExists = 48
const isIndexConflict = (error: unknown): boolean =>
  error instanceof MongoServerError && (error.code === 85 || error.code === 86)

const ensureIndexes = async (db: Db, name: string, wanted: readonly IndexDescription[]): Promise<void> => {
  const collection = db.collection(name)
  // One reading of the collection for all of them, where none is in the way.
  const all = await collection.createIndexes([...wanted]).then(
    () => true,
    (error: unknown) => {
      if (!isIndexConflict(error)) throw error
      return false
    },
  )
  for (const index of all ? [] : wanted) {
    const create = () => collection.createIndexes([index])
    await create().catch(async (error: unknown) => {
      if (!isIndexConflict(error)) throw error
      await collection.dropIndex(String(index.name))
      await create()
    })
  }
  const names = new Set(['_id_', ...wanted.map((index) => index.name)])
  for (const standing of await collection.indexes()) {
    if (standing.name && !names.has(standing.name)) await collection.dropIndex(standing.name)
  }
}

const indexesOf = (shape: Shape): readonly IndexDescription[] => [
  ...shape.indexes.map(indexOf),
  ...(shape.name === 'tasks' ? [{ name: claimIndex, key: { queue: 1, state: 1, dueAt: 1, lane: 1 } } as const] : []),
]

/** What finds the lanes that are due, without reading a task. */
export const claimIndex = 'claim'

/** The id ends each index that is not unique, so that equals have an order. */
const indexOf = ({ name, columns, unique }: IndexShape): IndexDescription => {
  const fields = columns.map(({ field }) => (field === 'id' ? '_id' : field))
  const keys = unique || fields.includes('_id') ? fields : [...fields, '_id']
  const optional = columns.filter((column) => column.optional).map(({ field }) => [field, { $exists: true }])
  return {
    name,
    key: Object.fromEntries(keys.map((field) => [field, 1])),
    ...(unique ? { unique } : {}),
    ...(unique && optional.length > 0 ? { partialFilterExpression: Object.fromEntries(optional) } : {}),
  }
}
