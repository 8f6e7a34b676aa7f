import type { CommitLease, CommitOutcome } from '@rolecall/core/ports/store'
import type { ClientSession, Db, MongoClient } from 'mongodb'
import type { RawChange, RawPut } from '../engine.ts'
import type { Shape } from '../shapes.ts'
import { collectionOf, isConnectionLost } from './connection.ts'
import { toMongo } from './documents.ts'
import { type InsertBatches, isPlainInsert } from './insert-batches.ts'
import { leasesOf, released } from './lanes.ts'
import { outcomeOf, writeErrorOf } from './write-errors.ts'

export type CommitContext = {
  readonly client: MongoClient
  readonly db: Db
  readonly batches: InsertBatches
  readonly shapeOf: (change: RawChange) => Shape
}

type Refused = Exclude<CommitOutcome, { outcome: 'committed' }>
type Done = 'done' | 'existing' | Refused

/** Past this, a transaction that keeps meeting others, or no primary, is given up. */
const transactionForMs = 10_000

/** One change, or plain inserts, go as they are; everything else, and all that a lease guards, in a transaction. */
export const commit = async (
  context: CommitContext,
  changes: readonly RawChange[],
  lease?: CommitLease,
): Promise<CommitOutcome> => {
  const [first] = changes
  try {
    if (lease || changes.length > 1) {
      if (!lease && isPlainInsert(changes, context.shapeOf)) return await context.batches.insert(changes.filter(isPut))
      return await commitTogether(context, changes, lease)
    }
    if (!first) return { outcome: 'committed', existing: [] }
    if (isPut(first) && first.expected === 'if-absent') return await context.batches.insert([first])
    return committedUnless(await apply(context.db, first), first)
  } catch (error) {
    if (isConnectionLost(error)) return { outcome: 'unknown' }
    throw error
  }
}

const isPut = (change: RawChange): change is RawPut => change.op === 'put'

const committedUnless = (done: Done, change: RawChange): CommitOutcome => {
  if (typeof done === 'object') return done
  return { outcome: 'committed', existing: done === 'existing' ? [idOf(change)] : [] }
}

const idOf = (change: RawChange): string => (change.op === 'put' ? change.content.id : change.id)

/** Ends a transaction that shall not be committed. */
class Abandoned extends Error {
  readonly outcome: Refused
  constructor(outcome: Refused) {
    super('abandoned')
    this.outcome = outcome
  }
}

const commitTogether = async (
  { client, db }: CommitContext,
  changes: readonly RawChange[],
  lease: CommitLease | undefined,
): Promise<CommitOutcome> => {
  const deadline = performance.now() + transactionForMs
  await using session = client.startSession({ causalConsistency: true })
  try {
    return await session.withTransaction(
      async () => {
        if (performance.now() > deadline) throw new Abandoned({ outcome: 'unknown' })
        if (lease && !(await holds(db, lease, session))) {
          throw new Abandoned({ outcome: 'lease-lost', lane: lease.lane })
        }
        return { outcome: 'committed' as const, existing: await applyAll(db, changes, session) }
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 } },
    )
  } catch (error) {
    if (error instanceof Abandoned) return error.outcome
    throw error
  }
}

/** Writes to the lease, so that this transaction and a claim of the lane cannot both succeed. */
const holds = async (db: Db, { lane, fence, ends }: CommitLease, session: ClientSession): Promise<boolean> => {
  const write = ends ? released(0) : { $inc: { commits: 1 } }
  return (await leasesOf(db).updateOne({ _id: lane, fence }, write, { session })).matchedCount === 1
}

const applyAll = async (db: Db, changes: readonly RawChange[], session: ClientSession): Promise<string[]> => {
  const existing: string[] = []
  for (const change of changes) {
    const done = await apply(db, change, session)
    if (done === 'existing') existing.push(idOf(change))
    else if (done !== 'done') throw new Abandoned(done)
  }
  return existing
}

const apply = async (db: Db, change: RawChange, session?: ClientSession): Promise<Done> => {
  try {
    return await write(db, change, session ? { session } : {})
  } catch (error) {
    const failure = isConnectionLost(error) ? undefined : writeErrorOf(error)
    const outcome = failure && outcomeOf(failure, change.collection, idOf(change))
    if (!outcome || outcome.outcome === 'committed') throw error
    return outcome
  }
}

const write = async (db: Db, change: RawChange, options: { session?: ClientSession }): Promise<Done> => {
  const collection = collectionOf(db, change.collection)
  const conflict: Refused = { outcome: 'conflict', collection: change.collection, id: idOf(change) }
  if (change.op === 'delete') {
    const { deletedCount } = await collection.deleteOne({ _id: change.id, revision: change.expected }, options)
    return deletedCount === 1 ? 'done' : conflict
  }
  const { content, expected } = change
  if (expected === 'absent') {
    await collection.insertOne(toMongo(content, 1), options)
    return 'done'
  }
  if (expected === 'if-absent') {
    // An insert that met its id would end the transaction.
    const { _id, ...document } = toMongo(content, 1)
    const { upsertedCount } = await collection.updateOne(
      { _id },
      { $setOnInsert: document },
      { ...options, upsert: true },
    )
    return upsertedCount === 1 ? 'done' : 'existing'
  }
  const { _id, ...document } = toMongo(content, expected + 1)
  const { matchedCount } = await collection.replaceOne({ _id, revision: expected }, document, options)
  return matchedCount === 1 ? 'done' : conflict
}
