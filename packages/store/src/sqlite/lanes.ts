import type { DatabaseSync } from 'node:sqlite'
import type { Lease } from '@rolecall/core/ports/store'
import { type ClaimOptions, heldUntil, type RawClaim, type RawDocument } from '../engine.ts'
import { lazily, rawColumns, rawOf } from './table.ts'

/** The lanes of tasks; each function runs inside a transaction but for `anyDue`. See the migrations for the columns. */
export type Lanes = {
  /** A ready task came into the lane, or a task of the lane changed: look at it from `dueAt`. */
  wake(lane: string, queue: string, dueAt: number): void
  /** A task of the lane ceased to be ready: the next one may be due sooner than the lane thinks. */
  recheck(lane: string): void
  holds(lease: Lease): boolean
  anyDue(queue: string, now: number): boolean
  claim(options: ClaimOptions): readonly RawClaim[]
  extend(lease: Lease, until: number): boolean
  release(lease: Lease, notBefore: number | undefined): void
  /** Forgets lanes that were idle for a day. */
  purge(now: number): void
}

const dayMs = 24 * 60 * 60_000
/** Lanes looked at in one claim, due or not: what bounds the time that it takes. */
const looksPerClaim = 500

const sql = {
  wake: `insert into lanes (lane, queue, wake, until, fence) values (?, ?, ?, 0, 0) on conflict (lane) do update
    set wake = max(until, excluded.wake) where wake is null or wake > max(until, excluded.wake)`,
  recheck: 'update lanes set wake = until where lane = ? and wake > until',
  holds: 'select 1 from lanes where lane = ? and fence = ?',
  anyDue: 'select 1 from lanes where queue = ? and wake <= ? limit 1',
  due: 'select lane from lanes where queue = ? and wake <= ? order by wake limit ?',
  isDue: 'select 1 from lanes where lane = ? and queue = ? and wake <= ?',
  tasks: `select ${rawColumns} from tasks where lane = ? and state = 'ready' order by "order", id limit ?`,
  setWake: 'update lanes set wake = ? where lane = ?',
  // Never lower than the clock, so that it goes on rising after the lane was forgotten.
  hold: 'update lanes set until = ?1, wake = ?1, fence = max(fence + 1, ?2) where lane = ?3 returning fence',
  extend: 'update lanes set until = ?1, wake = ?1 where lane = ?2 and fence = ?3',
  firstDue: `select body ->> '$.dueAt' as dueAt from tasks where lane = ? and state = 'ready' order by "order", id limit 1`,
  release: 'update lanes set until = ?, wake = ?, fence = fence + 1 where lane = ? and fence = ?',
  purge: 'delete from lanes where wake is null and fence < ?1 and until < ?1',
}

export const openLanes = (db: DatabaseSync): Lanes => {
  const statement = lazily(db)
  const tasksOf = (lane: string, limit: number): RawDocument[] => statement(sql.tasks).all(lane, limit).map(rawOf)
  const claimLane = (lane: string, options: ClaimOptions): RawClaim | undefined => {
    const { now, tasksPerLane } = options
    const tasks = tasksOf(lane, tasksPerLane)
    const waits = tasks.findIndex(({ plain }) => Number(plain.dueAt) > now)
    if (tasks.length === 0 || waits === 0) {
      statement(sql.setWake).run(tasks.length === 0 ? null : Number(tasks[0]?.plain.dueAt), lane)
      return undefined
    }
    const fence = Number(statement(sql.hold).get(heldUntil(options, lane), now, lane)?.fence)
    return { lease: { lane, fence }, tasks: waits === -1 ? tasks : tasks.slice(0, waits) }
  }
  return {
    wake: (lane, queue, dueAt) => statement(sql.wake).run(lane, queue, dueAt),
    recheck: (lane) => statement(sql.recheck).run(lane),
    holds: ({ lane, fence }) => statement(sql.holds).get(lane, fence) !== undefined,
    anyDue: (queue, now) => statement(sql.anyDue).get(queue, now) !== undefined,
    claim: (options) => {
      const { among = [], queue, now } = options
      const claims: RawClaim[] = []
      for (const lane of among)
        if (claims.length < options.lanes && statement(sql.isDue).get(lane, queue, now) !== undefined)
          claims.push(...[claimLane(lane, options)].filter((claim) => !!claim))
      if (options.among !== undefined) return claims
      for (let looks = 0; looks < looksPerClaim && claims.length < options.lanes; ) {
        const due = statement(sql.due).all(options.queue, options.now, options.lanes - claims.length)
        if (due.length === 0) break
        looks += due.length
        for (const { lane } of due) claims.push(...[claimLane(String(lane), options)].filter((claim) => !!claim))
      }
      return claims
    },
    extend: ({ lane, fence }, until) => statement(sql.extend).run(until, lane, fence).changes === 1,
    release: ({ lane, fence }, notBefore) => {
      const until = notBefore ?? 0
      const first = statement(sql.firstDue).get(lane)
      statement(sql.release).run(until, first ? Math.max(until, Number(first.dueAt)) : null, lane, fence)
    },
    purge: (now) => statement(sql.purge).run(now - dayMs),
  }
}
