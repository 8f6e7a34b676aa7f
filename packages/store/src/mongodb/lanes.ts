import type { Lease } from '@rolecall/core/ports/store'
import { type Collection, type Db, MongoServerError } from 'mongodb'
import type { ClaimOptions, Engine, RawChange, RawClaim } from '../engine.ts'
import { collectionOf } from './connection.ts'
import { fromMongo } from './documents.ts'
import { claimIndex } from './migrations.ts'

/**
 * A lane that is held, cools down or was of late. `until`: nobody else may claim before (epoch ms). `waits`: not held, its
 * first task is due later; it is looked at again then, or when one of its tasks changes.
 */
export type LeaseDocument = {
  readonly _id: string
  readonly queue: string
  readonly until: number
  readonly fence: number
  readonly waits?: boolean
}

/**
 * Neither waited for nor read at a majority, outside of commits: a lease that is lost with its primary makes its holder's next
 * commit fail, which is what a fence is for, and one that is not given back ends by itself.
 */
export const leasesOf = (db: Db): Collection<LeaseDocument> =>
  db.collection<LeaseDocument>('leases', { writeConcern: { w: 1 }, readConcern: { level: 'local' } })

const dayMs = 24 * 60 * 60_000
/** Tasks looked at in one round, and rounds in one claim: what bounds the time that it takes. */
const tasksPerRound = 1000
const roundsPerClaim = 5
/** How long at most a lane whose first task waits is left alone, should a task come before that one. */
const waitsForMs = 5000

/**
 * How long one lane may keep a claim. The lease of one whose worker was killed in the midst of a commit stays locked by its
 * transaction, until the server ends that (`transactionLifetimeLimitSeconds`, a minute by default).
 */
const lockedForMs = 500
/** How long a lane that was locked is left alone, by `performance.now()`. */
const leftAloneForMs = 2000

/** Claims lanes for one process, which remembers those that it found locked. */
export const claimer = (db: Db): Engine['claim'] => {
  const locked = new Map<string, number>()
  return async (options) => {
    for (const [lane, until] of locked) if (until < performance.now()) locked.delete(lane)
    return claim(db, options, locked)
  }
}

const claim = async (db: Db, options: ClaimOptions, locked: Map<string, number>): Promise<readonly RawClaim[]> => {
  const claims: RawClaim[] = []
  const passed = [...(await heldLanes(db, options)), ...locked.keys()]
  for (let round = 0; round < roundsPerClaim && claims.length < options.lanes; round += 1) {
    const due = await dueLanes(db, passed, { ...options, lanes: options.lanes - claims.length })
    if (due.length === 0) break
    const found = await Promise.all(
      due.map((lane) =>
        claimLane(db, lane, options).catch((error: unknown) => {
          if (!isOutOfTime(error)) throw error
          locked.set(lane, performance.now() + leftAloneForMs)
        }),
      ),
    )
    claims.push(...found.filter((claim) => !!claim))
    passed.push(...due)
  }
  return claims
}

const heldLanes = async (db: Db, { queue, now }: ClaimOptions): Promise<string[]> => {
  const held = await leasesOf(db)
    .find({ queue, until: { $gt: now } }, { projection: { _id: 1 } })
    .toArray()
  return held.map(({ _id }) => _id)
}

/** The lanes of the tasks that are due the longest, read from the index alone. */
const dueLanes = async (
  db: Db,
  passed: readonly string[],
  { queue, now, lanes }: ClaimOptions,
): Promise<readonly string[]> => {
  const stages = [
    { $match: { queue, state: 'ready', dueAt: { $lte: now }, lane: { $nin: passed } } },
    { $sort: { dueAt: 1 } },
    { $limit: tasksPerRound },
    { $group: { _id: '$lane', dueAt: { $min: '$dueAt' } } },
    { $sort: { dueAt: 1 } },
    { $limit: lanes },
  ]
  const found = await collectionOf(db, 'tasks').aggregate<{ _id: string }>(stages, { hint: claimIndex }).toArray()
  return found.map(({ _id }) => _id)
}

const isOutOfTime = (error: unknown): boolean => error instanceof MongoServerError && error.code === outOfTime
const outOfTime = 50

const claimLane = async (db: Db, lane: string, options: ClaimOptions): Promise<RawClaim | undefined> => {
  const lease = await hold(db, lane, options)
  if (!lease) return undefined
  const ready = collectionOf(db, 'tasks').find({ lane, state: 'ready' }).sort({ order: 1, _id: 1 })
  const tasks = (await ready.limit(options.tasksPerLane).toArray()).map(fromMongo)
  const waits = tasks.findIndex(({ plain }) => Number(plain.dueAt) > options.now)
  if (tasks.length > 0 && waits !== 0) return { lease, tasks: waits === -1 ? tasks : tasks.slice(0, waits) }
  const until = Math.min(Number(tasks[0]?.plain.dueAt ?? 0), options.now + waitsForMs)
  await leasesOf(db).updateOne({ _id: lane, fence: lease.fence }, { $set: { until, waits: true }, $inc: { fence: 1 } })
  return undefined
}

/** The fence is never lower than the clock, so that it goes on rising after the lane was forgotten. */
const hold = async (db: Db, lane: string, { queue, now, leaseMs }: ClaimOptions): Promise<Lease | undefined> => {
  const fence = { $max: [{ $add: [{ $ifNull: ['$fence', 0] }, 1] }, now] }
  const held = { queue: { $literal: queue }, until: now + leaseMs, waits: false, fence }
  try {
    const lease = await leasesOf(db).findOneAndUpdate({ _id: lane, until: { $lte: now } }, [{ $set: held }], {
      upsert: true,
      returnDocument: 'after',
      maxTimeMS: lockedForMs,
    })
    return lease ? { lane, fence: lease.fence } : undefined
  } catch (error) {
    // The upsert met the lease of another holder.
    if (error instanceof MongoServerError && error.code === 11000) return undefined
    throw error
  }
}

export const extend = async (db: Db, { lane, fence }: Lease, until: number): Promise<boolean> =>
  (await leasesOf(db).updateOne({ _id: lane, fence }, { $set: { until } })).matchedCount === 1

export const release = async (db: Db, { lane, fence }: Lease, notBefore = 0): Promise<void> => {
  await leasesOf(db).updateOne({ _id: lane, fence }, { $set: { until: notBefore }, $inc: { fence: 1 } })
}

/** Lanes whose tasks changed are looked at afresh, should they wait for their first one. */
export const recheckLanes = async (db: Db, changes: readonly RawChange[]): Promise<void> => {
  const lanes = changes.flatMap((change) =>
    change.op === 'put' && change.collection === 'tasks' && typeof change.expected === 'number'
      ? [String(change.content.plain.lane)]
      : [],
  )
  if (lanes.length > 0) await leasesOf(db).updateMany({ _id: { $in: lanes }, waits: true }, { $set: { until: 0 } })
}

/** Forgets lanes that were left alone for a day. */
export const purge = async (db: Db, now: number): Promise<void> => {
  await leasesOf(db).deleteMany({ fence: { $lt: now - dayMs }, until: { $lt: now - dayMs } })
}
