import { isFinal } from '@rolecall/core/application-life'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { applicationEndTask } from './parts/job-tasks.ts'
import { finish } from './parts/task-documents.ts'

const pageSize = 200

/** A job is over: each application that is still open gets a task of its own, however many there are. */
export const endJob = async (
  deps: Pick<FlowDeps, 'store' | 'clock'>,
  task: Task,
  lease: TaskLease,
): Promise<TaskResult> => {
  const jobId = task.doc.lane.replace(/^expire:/, '')
  for await (const page of applicationsOf(deps, jobId)) {
    const open = page.filter(({ doc }) => !isFinal(doc.state))
    const tasks = open.map(({ doc }) => applicationEndTask(doc.id, task.doc.order, deps.clock.now()))
    if (tasks.length === 0) continue
    const { outcome } = await deps.store.commit(tasks, lease)
    if (outcome === 'lease-lost') return { result: 'lost' }
    if (outcome !== 'committed') return { result: 'again' }
  }
  return finish(deps, task, lease, [])
}

async function* applicationsOf(
  { store }: Pick<FlowDeps, 'store'>,
  jobId: string,
): AsyncGenerator<readonly Stored<DocumentOf<'applications'>>[]> {
  let after: string | undefined
  do {
    const more = after === undefined ? {} : { after }
    const page = await store.find('applications', { index: 'job', where: [jobId], limit: pageSize, ...more })
    yield page.items
    after = page.cursor
  } while (after !== undefined)
}
