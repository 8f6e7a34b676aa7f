import type { CommitLease, CommitOutcome } from '@rolecall/core/ports/store'
import type { ClientSession, Db, MongoClient } from 'mongodb'
import type { RawChange, RawPut } from '../engine.ts'
import type { Shape } from '../shapes.ts'
import { isConnectionLost } from './connection.ts'
import { type Commit, groupCommits, type Transactions } from './group-commits.ts'
import { type InsertBatches, isPlainInsert } from './insert-batches.ts'
import { givenBack, heldBy, leasesOf } from './lanes.ts'
import { idOf, type Refused, write } from './write.ts'
import { writeMerged } from './write-merged.ts'

export type CommitContext = {
  readonly client: MongoClient
  readonly db: Db
  readonly batches: InsertBatches
  readonly shapeOf: (change: RawChange) => Shape
}

/** Past this, a transaction that keeps meeting others, or no primary, is given up. */
const transactionForMs = 10_000

/** Plain inserts go as they are, and so does one change that comes alone; all else, and all that a lease guards, in transactions. */
export const committer = (
  context: CommitContext,
): ((changes: readonly RawChange[], lease?: CommitLease) => Promise<CommitOutcome>) => {
  const grouped = groupCommits(transactions(context))
  const commit = async (changes: readonly RawChange[], lease?: CommitLease): Promise<CommitOutcome> => {
    if (!lease && changes.length === 0) return { outcome: 'committed', existing: [] }
    if (!lease && isPlainInsert(changes, context.shapeOf)) return context.batches.insert(changes.filter(isPut))
    return grouped({ changes, lease })
  }
  return async (changes, lease) => {
    try {
      return await commit(changes, lease)
    } catch (error) {
      if (isConnectionLost(error)) return { outcome: 'unknown' }
      throw error
    }
  }
}

const isPut = (change: RawChange): change is RawPut => change.op === 'put'

const isOneWrite = ({ changes, lease }: Commit): boolean => changes.length === 1 && lease === undefined

const writeOutside = async (db: Db, { changes: [change] }: Commit): Promise<CommitOutcome> => {
  const done = change === undefined ? 'done' : await write(db, change)
  return typeof done === 'object' ? done : { outcome: 'committed', existing: [] }
}

/** Ends a transaction that shall not be committed. */
class Abandoned extends Error {
  readonly outcome: Refused | 'refused'
  constructor(outcome: Refused | 'refused') {
    super('abandoned')
    this.outcome = outcome
  }
}

const transactions = ({ client, db }: CommitContext): Transactions => ({
  mayWait: isOneWrite,
  together: async (commits) => {
    try {
      const stood = await inTransaction(client, (session, run) => {
        // One of them met a transaction of others: nobody else need wait for that one's end.
        if (run > 1) throw new Abandoned('refused')
        return commitMerged(db, commits, session)
      })
      return commits.map(({ changes }) => ({
        outcome: 'committed',
        existing: changes.filter((change) => stood.has(change)).map(idOf),
      }))
    } catch (error) {
      if (error instanceof Abandoned && error.outcome !== 'refused') return commits.map(() => error.outcome as Refused)
      if (isConnectionLost(error)) throw error
      return 'refused'
    }
  },
  alone: async (commit) => {
    if (isOneWrite(commit)) return writeOutside(db, commit)
    try {
      return await inTransaction(client, (session) => commitEach(db, commit, session))
    } catch (error) {
      if (error instanceof Abandoned && error.outcome !== 'refused') return error.outcome
      throw error
    }
  },
})

/** `run`: 1, and one more each time that the transaction met another, or lost its primary, and begins anew. */
const inTransaction = async <T>(
  client: MongoClient,
  work: (session: ClientSession, run: number) => Promise<T>,
): Promise<T> => {
  const deadline = performance.now() + transactionForMs
  let run = 0
  await using session = client.startSession({ causalConsistency: true })
  return await session.withTransaction(
    async () => {
      if (performance.now() > deadline) throw new Abandoned({ outcome: 'unknown' })
      run += 1
      return work(session, run)
    },
    { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 } },
  )
}

/** Writes to each lease, so that this transaction and a claim of its lane cannot both succeed. The changes that stood already. */
const commitMerged = async (
  db: Db,
  commits: readonly Commit[],
  session: ClientSession,
): Promise<ReadonlySet<RawChange>> => {
  const leases = commits.flatMap(({ lease }) => lease ?? [])
  if (leases.length === 1 && leases[0] !== undefined) {
    if (!(await holds(db, leases[0], session))) throw new Abandoned('refused')
  } else if (leases.length > 0) {
    const touches = leases.map((lease) => ({ updateOne: { filter: heldBy(lease), update: touchOf(lease) } }))
    const { matchedCount } = await leasesOf(db).bulkWrite(touches, { session })
    if (matchedCount !== leases.length) throw new Abandoned('refused')
  }
  const changes = commits.flatMap((commit) => commit.changes)
  const stood = await writeMerged(db, changes, session)
  if (stood === 'refused') throw new Abandoned('refused')
  return stood
}

const commitEach = async (db: Db, { changes, lease }: Commit, session: ClientSession): Promise<CommitOutcome> => {
  if (lease && !(await holds(db, lease, session))) throw new Abandoned({ outcome: 'lease-lost', lane: lease.lane })
  const existing: string[] = []
  for (const change of changes) {
    const done = await write(db, change, { session })
    if (done === 'existing') existing.push(idOf(change))
    else if (done !== 'done') throw new Abandoned(done)
  }
  return { outcome: 'committed', existing }
}

const holds = async (db: Db, lease: CommitLease, session: ClientSession): Promise<boolean> =>
  (await leasesOf(db).updateOne(heldBy(lease), touchOf(lease), { session })).matchedCount === 1

const touchOf = ({ ends }: CommitLease) => (ends ? givenBack(0) : { $inc: { commits: 1 } })
