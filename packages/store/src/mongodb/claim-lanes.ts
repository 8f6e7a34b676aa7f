import { randomUUID } from 'node:crypto'
import type { Lease } from '@rolecall/core/ports/store'
import { type Db, MongoBulkWriteError, MongoServerError } from 'mongodb'
import { type ClaimOptions, heldUntil, type RawClaim } from '../engine.ts'
import { collectionOf } from './connection.ts'
import { fromMongo, type MongoDocument } from './documents.ts'
import { type LeaseDocument, leasesOf } from './lanes.ts'

/**
 * How long one lane may keep a claim. The lease of one whose worker was killed in the midst of a commit stays locked by its
 * transaction until that is ended (`orphaned-transactions.ts`).
 */
const lockedForMs = 500
/** How long a lane that was locked is left alone, by `performance.now()`. */
const leftAloneForMs = 2000

export type Claiming = ClaimOptions & {
  readonly locked: Map<string, number>
  /** Leave alone what is free but waits for its first task. */
  readonly idleOnly?: boolean
}

/** Claims each of the lanes that is free and has work that is due. */
export const claimLanes = (db: Db, lanes: readonly string[], options: Claiming): Promise<readonly RawClaim[]> =>
  lanes.length < fewestAtOnce ? claimEach(db, lanes, options) : claimMany(db, lanes, options)

const claimEach = async (db: Db, lanes: readonly string[], options: Claiming): Promise<readonly RawClaim[]> => {
  const found = await Promise.all(
    lanes.map((lane) =>
      claimLane(db, lane, options).catch((error: unknown) => {
        if (!isOutOfTime(error)) throw error
        options.locked.set(lane, performance.now() + leftAloneForMs)
        return undefined
      }),
    ),
  )
  return claimsOf(found)
}

const claimsOf = (found: readonly (RawClaim | undefined)[]): readonly RawClaim[] =>
  found.flatMap((claim) => claim ?? [])

const isOutOfTime = (error: unknown): boolean => error instanceof MongoServerError && error.code === outOfTime
const outOfTime = 50
const duplicateKey = 11000

/** From so many lanes on they are taken at once, by three commands where each alone takes two. */
const fewestAtOnce = 2
/** What is locked may keep those that are free so long, before each is tried alone. */
const lockedTogetherForMs = 250

/**
 * Takes the leases of lanes, each as long as the lane is free, and then reads the first tasks of all. Those that a killed
 * worker left locked end the command: what it took until then is kept, the rest is tried lane by lane.
 */
const claimMany = async (db: Db, lanes: readonly string[], options: Claiming): Promise<readonly RawClaim[]> => {
  const by = randomUUID()
  const { isComplete } = await takeAll(db, lanes, { ...options, by })
  const held = await leasesOf(db)
    .find({ _id: { $in: [...lanes] }, by }, { projection: { fence: 1, before: 1 } })
    .toArray()
  const taken = held.map(
    ({ _id, fence, before }): Held => ({ lane: _id, fence, ...(before === undefined ? {} : { before }) }),
  )
  const others = isComplete ? [] : lanes.filter((lane) => !taken.some((one) => one.lane === lane))
  const [claims, late] = await Promise.all([readFirstTasks(db, taken, options), claimEach(db, others, options)])
  return [...claims, ...late]
}

const takeAll = async (
  db: Db,
  lanes: readonly string[],
  options: Claiming & { readonly by: string },
): Promise<{ readonly isComplete: boolean }> => {
  const takes = lanes.map((lane) => {
    const { isFree, held } = taking(lane, options)
    return { updateOne: { filter: isFree, update: [{ $set: { ...held, by: options.by } }], upsert: true } }
  })
  try {
    await leasesOf(db).bulkWrite(takes, { ordered: false, maxTimeMS: lockedTogetherForMs })
    return { isComplete: true }
  } catch (error) {
    if (isOutOfTime(error)) return { isComplete: false }
    // Each upsert that met the lease of another holder.
    if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) throw error
    if (!error.result.getWriteErrors().every(({ code }) => code === duplicateKey || code === outOfTime)) throw error
    return { isComplete: !error.result.getWriteErrors().some(({ code }) => code === outOfTime) }
  }
}

const readFirstTasks = async (db: Db, taken: readonly Held[], options: Claiming): Promise<readonly RawClaim[]> => {
  if (taken.length === 0) return []
  const most = taken.length * options.tasksPerLane
  const found = await collectionOf(db, 'tasks')
    .find({ lane: { $in: taken.map(({ lane }) => lane) }, state: 'ready' }, { hint: 'lane' })
    .sort({ lane: 1, state: 1, order: 1, _id: 1 })
    .limit(most)
    .batchSize(most + 1)
    .toArray()
  // One lane with much to do hides those behind it.
  if (found.length === most) return claimsOf(await Promise.all(taken.map((held) => readLane(db, held, options))))
  const byLane = Map.groupBy(found, ({ lane }) => String(lane))
  return claimsOf(
    await Promise.all(
      taken.map((held) => due(db, held, (byLane.get(held.lane) ?? []).slice(0, options.tasksPerLane), options)),
    ),
  )
}

const claimLane = async (db: Db, lane: string, options: Claiming): Promise<RawClaim | undefined> => {
  const held = await hold(db, lane, options)
  return held && readLane(db, held, options)
}

const readLane = async (db: Db, held: Held, options: Claiming): Promise<RawClaim | undefined> => {
  const ready = collectionOf(db, 'tasks').find({ lane: held.lane, state: 'ready' }).sort({ order: 1, _id: 1 })
  return due(db, held, await ready.limit(options.tasksPerLane).toArray(), options)
}

/** The first tasks of a lane, as far as they are due; where the first is not, the lane is free again. */
const due = async (
  db: Db,
  held: Held,
  found: readonly MongoDocument[],
  options: Claiming,
): Promise<RawClaim | undefined> => {
  const tasks = found.map(fromMongo)
  const waits = tasks.findIndex(({ plain }) => Number(plain.dueAt) > options.now)
  const lease = { lane: held.lane, fence: held.fence }
  if (tasks.length > 0 && waits !== 0) return { lease, tasks: waits === -1 ? tasks : tasks.slice(0, waits) }
  await passOn(db, held, Number(tasks[0]?.plain.dueAt ?? 0))
  return undefined
}

/** Whoever held the lane before, and was not through by the end of the lease, has lost nothing: nobody else had it. */
const passOn = async (db: Db, { lane, fence, before }: Held, until: number): Promise<void> => {
  const free = { until, waits: true, fence: before ?? fence + 1 }
  await leasesOf(db).updateOne({ _id: lane, fence }, { $set: free })
}

type Held = Lease & Pick<LeaseDocument, 'before'>

/** The fence is never lower than the clock, so that it goes on rising after the lane was forgotten. */
const taking = (lane: string, options: Claiming) => {
  const { queue, now, idleOnly = false } = options
  const fence = { $max: [{ $add: [{ $ifNull: ['$fence', 0] }, 1] }, now] }
  const held = { queue: { $literal: queue }, until: heldUntil(options, lane), waits: false, fence, before: '$fence' }
  const isOver = { until: { $lte: now } }
  return { held, isFree: { _id: lane, ...(idleOnly ? isOver : { $or: [isOver, { waits: true }] }) } }
}

const hold = async (db: Db, lane: string, options: Claiming): Promise<Held | undefined> => {
  const { isFree, held } = taking(lane, options)
  try {
    const lease = await leasesOf(db).findOneAndUpdate(isFree, [{ $set: held }], {
      upsert: true,
      returnDocument: 'after',
      maxTimeMS: lockedForMs,
    })
    return lease
      ? { lane, fence: lease.fence, ...(lease.before === undefined ? {} : { before: lease.before }) }
      : undefined
  } catch (error) {
    // The upsert met the lease of another holder.
    if (error instanceof MongoServerError && error.code === duplicateKey) return undefined
    throw error
  }
}
