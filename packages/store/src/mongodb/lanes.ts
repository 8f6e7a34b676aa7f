import type { Lease } from '@rolecall/core/ports/store'
import { type Collection, type Db, MongoServerError } from 'mongodb'
import type { ClaimOptions, Engine, RawClaim } from '../engine.ts'
import { collectionOf } from './connection.ts'
import { fromMongo } from './documents.ts'
import { claimIndex } from './migrations.ts'

/**
 * A lane that is held, cools down or was of late. `until`: nobody else may claim before (epoch ms). `waits`: free, but its
 * first task was due later, at `until`, when it was looked at. `before`: the fence that stood when it was last taken.
 */
export type LeaseDocument = {
  readonly _id: string
  readonly queue: string
  readonly until: number
  readonly fence: number
  readonly waits?: boolean
  readonly before?: number
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
    const { among } = options
    return among === undefined ? search(db, options, locked) : claimAmong(db, among, { ...options, locked })
  }
}

/** As many at once as are wanted still: most of them are to be had. */
const claimAmong = async (db: Db, among: readonly string[], options: Claiming): Promise<readonly RawClaim[]> => {
  const claims: RawClaim[] = []
  const lanes = among.filter((lane) => !options.locked.has(lane))
  for (let at = 0; at < lanes.length && claims.length < options.lanes; ) {
    const some = lanes.slice(at, at + options.lanes - claims.length)
    claims.push(...(await claimLanes(db, some, options)))
    at += some.length
  }
  return claims
}

/**
 * Lanes that have work. Which of them are held, or wait, is seen with them, since a claim in vain costs more; all that are is
 * asked for only where not everything that is due was seen, or a lane waits.
 */
const search = async (db: Db, options: ClaimOptions, locked: Map<string, number>): Promise<readonly RawClaim[]> => {
  const claims: RawClaim[] = []
  const passed = [...locked.keys(), ...(options.held ?? [])]
  for (let round = 0; round < roundsPerClaim && claims.length < options.lanes; round += 1) {
    if (round === 1) passed.push(...locked.keys(), ...(await lanesToPass(db, options)))
    const wanted = options.lanes - claims.length
    const { lanes, hasMore } = await dueLanes(db, passed, { ...options, lanes: wanted })
    const free = lanes.flatMap(({ lane, until }) => (round > 0 || until <= options.now ? [lane] : [])).slice(0, wanted)
    const found = await claimLanes(db, free, { ...options, locked, idleOnly: round === 0 })
    claims.push(...found)
    passed.push(...(round === 0 ? found.map(({ lease }) => lease.lane) : free))
    const waits = round === 0 && lanes.some(({ waits, until }) => waits && until > options.now)
    if (!hasMore && !waits && found.length === free.length) break
  }
  return claims
}

type Claiming = ClaimOptions & {
  readonly locked: Map<string, number>
  /** Leave alone what is free but waits for its first task. */
  readonly idleOnly?: boolean
}

const claimLanes = async (db: Db, lanes: readonly string[], options: Claiming): Promise<readonly RawClaim[]> => {
  const found = await Promise.all(
    lanes.map((lane) =>
      claimLane(db, lane, options).catch((error: unknown) => {
        if (!isOutOfTime(error)) throw error
        options.locked.set(lane, performance.now() + leftAloneForMs)
      }),
    ),
  )
  return found.filter((claim) => !!claim)
}

/** The lanes that are held or cool down, and those whose first task still waits. */
const lanesToPass = async (db: Db, { queue, now }: ClaimOptions): Promise<string[]> => {
  const held = await leasesOf(db)
    .find({ queue, until: { $gt: now } }, { projection: { waits: 1 } })
    .toArray()
  const waiting = held.flatMap(({ _id, waits }) => (waits ? [_id] : []))
  const due = await whoseFirstIsDue(db, waiting, now)
  return held.flatMap(({ _id }) => (due.has(_id) ? [] : [_id]))
}

/** A task may have come before the one that waits, or that one may have gone. One document a lane is read. */
const whoseFirstIsDue = async (db: Db, lanes: readonly string[], now: number): Promise<ReadonlySet<string>> => {
  if (lanes.length === 0) return new Set()
  const stages = [
    { $match: { lane: { $in: [...lanes] }, state: 'ready' } },
    { $sort: { lane: 1, state: 1, order: 1, _id: 1 } },
    { $group: { _id: '$lane', dueAt: { $first: '$dueAt' } } },
    { $match: { dueAt: { $lte: now } } },
  ]
  const found = await collectionOf(db, 'tasks').aggregate<{ _id: string }>(stages, { hint: 'lane' }).toArray()
  return new Set(found.map(({ _id }) => _id))
}

/** A lane with a task that is due. `until`: nobody may claim it before (epoch ms), but where it `waits`. */
type DueLane = { readonly lane: string; readonly until: number; readonly waits: boolean }

/**
 * The lanes of the tasks that are due the longest, twice as many as are wanted, read from the index alone; then their leases, as they
 * stand at this moment: at a majority one that was taken or given back within the last milliseconds would not show so. `hasMore`:
 * there may be others.
 */
const dueLanes = async (
  db: Db,
  passed: readonly string[],
  { queue, now, lanes }: ClaimOptions,
): Promise<{ readonly lanes: readonly DueLane[]; readonly hasMore: boolean }> => {
  const most = 2 * lanes
  const stages = [
    { $match: { queue, state: 'ready', dueAt: { $lte: now }, lane: { $nin: passed } } },
    { $sort: { dueAt: 1 } },
    { $limit: tasksPerRound },
    { $group: { _id: '$lane', dueAt: { $min: '$dueAt' }, tasks: { $sum: 1 } } },
    { $sort: { dueAt: 1 } },
    { $limit: most },
  ]
  const found = await collectionOf(db, 'tasks')
    .aggregate<{ _id: string; tasks: number }>(stages, { hint: claimIndex })
    .toArray()
  const ids = found.map(({ _id }) => _id)
  const held =
    ids.length === 0
      ? []
      : await leasesOf(db)
          .find({ _id: { $in: ids } }, { projection: leaseShown })
          .toArray()
  const leases = new Map(held.map((lease) => [lease._id, lease]))
  const tasks = found.reduce((sum, each) => sum + each.tasks, 0)
  return {
    lanes: ids.map((lane) => ({
      lane,
      until: leases.get(lane)?.until ?? 0,
      waits: leases.get(lane)?.waits === true,
    })),
    hasMore: found.length === most || tasks === tasksPerRound,
  }
}

const leaseShown = { until: 1, waits: 1 } as const

const isOutOfTime = (error: unknown): boolean => error instanceof MongoServerError && error.code === outOfTime
const outOfTime = 50

const claimLane = async (db: Db, lane: string, options: Claiming): Promise<RawClaim | undefined> => {
  const held = await hold(db, lane, options)
  if (!held) return undefined
  const ready = collectionOf(db, 'tasks').find({ lane, state: 'ready' }).sort({ order: 1, _id: 1 })
  const tasks = (await ready.limit(options.tasksPerLane).toArray()).map(fromMongo)
  const waits = tasks.findIndex(({ plain }) => Number(plain.dueAt) > options.now)
  const lease = { lane, fence: held.fence }
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
const hold = async (
  db: Db,
  lane: string,
  { queue, now, leaseMs, idleOnly = false }: Claiming,
): Promise<Held | undefined> => {
  const fence = { $max: [{ $add: [{ $ifNull: ['$fence', 0] }, 1] }, now] }
  const held = { queue: { $literal: queue }, until: now + Math.max(1, leaseMs), waits: false, fence, before: '$fence' }
  const isOver = { until: { $lte: now } }
  const isFree = { _id: lane, ...(idleOnly ? isOver : { $or: [isOver, { waits: true }] }) }
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
    if (error instanceof MongoServerError && error.code === 11000) return undefined
    throw error
  }
}

export const extend = async (db: Db, lease: Lease, until: number): Promise<boolean> =>
  (await leasesOf(db).updateOne(heldBy(lease), { $set: { until, waits: false } })).matchedCount === 1

export const release = async (db: Db, lease: Lease, notBefore = 0): Promise<void> => {
  await leasesOf(db).updateOne(heldBy(lease), givenBack(notBefore))
}

/** The row of a lease that nobody took over. */
export const heldBy = ({ lane, fence }: Lease) => ({ _id: lane, fence })

/** What gives a lane back: it is free from `until` (epoch ms), its lease is lost. */
export const givenBack = (until: number) => ({ $set: { until, waits: false }, $inc: { fence: 1 } })

/** Forgets lanes that were left alone for a day. */
export const purge = async (db: Db, now: number): Promise<void> => {
  await leasesOf(db).deleteMany({ fence: { $lt: now - dayMs }, until: { $lt: now - dayMs } })
}
