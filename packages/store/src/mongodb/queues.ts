import type { QueueState } from '@rolecall/core/ports/store'
import type { Db } from 'mongodb'
import { mostCounted, queueNames } from '../queue-states.ts'
import { collectionOf } from './connection.ts'
import { claimIndex } from './migrations.ts'

/** How full each queue is, read from the index of the claims alone. */
export const readQueues = (db: Db, now: number): Promise<readonly QueueState[]> =>
  Promise.all(queueNames.map((queue) => readQueue(db, queue, now)))

const readQueue = async (db: Db, queue: QueueState['queue'], now: number): Promise<QueueState> => {
  const tasks = collectionOf(db, 'tasks')
  const counted = { hint: claimIndex, limit: mostCounted }
  const ready = { queue, state: 'ready' }
  const [waiting, dead, oldest] = await Promise.all([
    tasks.countDocuments({ ...ready, dueAt: { $lte: now } }, counted),
    tasks.countDocuments({ queue, state: 'dead' }, counted),
    tasks.findOne(
      { ...ready, dueAt: { $lte: now } },
      { hint: claimIndex, sort: { dueAt: 1 }, projection: { _id: 0, dueAt: 1 } },
    ),
  ])
  const oldestDueAt = Number(oldest?.dueAt)
  return { queue, waiting, dead, ...(Number.isFinite(oldestDueAt) ? { oldestDueAt } : {}) }
}
