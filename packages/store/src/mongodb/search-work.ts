import type { Db } from 'mongodb'
import type { ClaimOptions, Engine, RawClaim } from '../engine.ts'
import { type Claiming, claimLanes } from './claim-lanes.ts'
import { collectionOf } from './connection.ts'
import { leasesOf } from './lanes.ts'
import { claimIndex } from './migrations.ts'
import type { OrphanedTransactions } from './orphaned-transactions.ts'

/** Tasks looked at in one round, and rounds in one claim: what bounds the time that it takes. */
const tasksPerRound = 1000
const roundsPerClaim = 5

/** Claims lanes for one process, which remembers those that it found locked. */
export const claimer = (db: Db, orphaned: OrphanedTransactions): Engine['claim'] => {
  const locked = new Map<string, number>()
  return async (options) => {
    for (const [lane, until] of locked) if (until < performance.now()) locked.delete(lane)
    const { among } = options
    const claims =
      among === undefined ? await search(db, options, locked) : await claimAmong(db, among, { ...options, locked })
    if (locked.size > 0 && (await orphaned.end())) locked.clear()
    return claims
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
