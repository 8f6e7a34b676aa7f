import { expireJob as expire } from '@rolecall/core/job-life'
import type { Change } from '@rolecall/core/ports/store'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { endedTask } from './parts/job-tasks.ts'
import { finish } from './parts/task-documents.ts'

/** Ends a job whose last day is over. A last day that was moved has a task of its own. */
export const expireJob = async (
  deps: Pick<FlowDeps, 'store' | 'clock'>,
  task: Task,
  lease: TaskLease,
): Promise<TaskResult> => {
  const before = await deps.store.get('jobs', task.doc.lane.replace(/^expire:/, ''))
  const changes: Change[] = []
  if (before !== undefined) {
    const now = deps.clock.now()
    const job = expire(before.doc, now)
    if (job !== before.doc)
      changes.push({ op: 'put', collection: 'jobs', doc: job, expected: before.revision }, endedTask(job, now))
  }
  return finish(deps, task, lease, changes)
}
