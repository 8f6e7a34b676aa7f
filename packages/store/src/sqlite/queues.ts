import type { StatementSync } from 'node:sqlite'
import type { QueueState } from '@rolecall/core/ports/store'
import { mostCounted, queueNames } from '../queue-states.ts'

/** A lane that is held or cools down after a failure is looked at again within this time, at most; its tasks are due. */
const restsForMs = 120_000

const sql = {
  // Found by their lanes, so that whatever is due much later, such as the end of each job, is not looked at.
  waiting: `select count(*) as found, min(dueAt) as oldest from (
    select body ->> '$.dueAt' as dueAt from lanes cross join tasks indexed by tasks_lane
    where lanes.queue = ?1 and lanes.wake <= ?2 + ${restsForMs} and tasks.lane = lanes.lane and tasks.state = 'ready'
      and dueAt <= ?2 limit ${mostCounted})`,
  dead: `select body ->> '$.queue' as queue, count(*) as found from (select body from tasks indexed by tasks_state
    where state = 'dead' limit ${mostCounted}) group by queue`,
}

/** How full each queue is: at most so many rows are looked at, whatever the queues hold. */
export const readQueues = (statement: (sql: string) => StatementSync, now: number): readonly QueueState[] => {
  const dead = statement(sql.dead).all()
  return queueNames.map((queue) => {
    const row = statement(sql.waiting).get(queue, now)
    const oldest = row?.oldest ?? undefined
    return {
      queue,
      waiting: Number(row?.found ?? 0),
      dead: Number(dead.find((each) => each.queue === queue)?.found ?? 0),
      ...(oldest === undefined ? {} : { oldestDueAt: Number(oldest) }),
    }
  })
}
