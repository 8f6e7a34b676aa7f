import type { Lease } from '@rolecall/core/ports/store'
import type { Collection, Db } from 'mongodb'

/**
 * A lane that is held, cools down or was of late. `until`: nobody else may claim before (epoch ms). `waits`: free, but its
 * first task was due later, at `until`, when it was looked at. `before`: the fence that stood when it was last taken. `by`: the claim
 * that took it together with others.
 */
export type LeaseDocument = {
  readonly _id: string
  readonly queue: string
  readonly until: number
  readonly fence: number
  readonly waits?: boolean
  readonly before?: number
  readonly by?: string
}

/**
 * Neither waited for nor read at a majority, outside of commits: a lease that is lost with its primary makes its holder's next
 * commit fail, which is what a fence is for, and one that is not given back ends by itself.
 */
export const leasesOf = (db: Db): Collection<LeaseDocument> =>
  db.collection<LeaseDocument>('leases', { writeConcern: { w: 1 }, readConcern: { level: 'local' } })

const dayMs = 24 * 60 * 60_000

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
