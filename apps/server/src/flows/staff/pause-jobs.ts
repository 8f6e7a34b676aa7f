import { changeJobState } from '@rolecall/core/job-life'
import type { Store } from '@rolecall/core/ports/store'
import { everyPage } from '../../every-page.ts'
import type { Task, TaskLease, TaskResult } from '../../worker.ts'
import type { FlowDeps } from '../deps.ts'
import { decideAgain } from '../parts/decide-again.ts'
import { finish } from '../parts/task-documents.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock'>

/** Pauses the open jobs of an organisation that was stopped, so that nobody applies for them any more. */
export const pauseJobs = async (deps: Deps, task: Task, lease: TaskLease): Promise<TaskResult> => {
  const organisationId = task.doc.lane.slice('suspended:'.length)
  const organisation = await deps.store.get('organisations', organisationId)
  if (organisation?.doc.state === 'suspended')
    for await (const id of openJobsOf(deps.store, organisationId)) await pauseJob(deps, id)
  return finish(deps, task, lease, [])
}

const pauseJob = (deps: Deps, id: string) =>
  decideAgain<undefined>(deps.store, async () => {
    const job = await deps.store.get('jobs', id)
    if (job === undefined || job.doc.state !== 'open') return { changes: [], result: undefined }
    const step = { by: { kind: 'system' as const }, now: deps.clock.now(), reason: 'organisation-suspended' }
    const decided = changeJobState(job.doc, 'paused', step)
    if (decided.decision === 'refused') return { changes: [], result: undefined }
    return { changes: [{ op: 'put', collection: 'jobs', doc: decided.job, expected: job.revision }], result: undefined }
  })

async function* openJobsOf(store: Store, organisationId: string): AsyncGenerator<string> {
  for await (const jobs of everyPage({ store }, 'jobs', { index: 'organisation', where: [organisationId] }))
    for (const { doc } of jobs) if (doc.state === 'open') yield doc.id
}
