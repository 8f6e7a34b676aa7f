import { settlePending } from '@rolecall/core/application-life'
import { afterQuietHours } from '@rolecall/core/notification/quiet-hours'
import type { Change } from '@rolecall/core/ports/store'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { finish } from './parts/task-documents.ts'
import { sharesPhone, type TellDeps, tellPerson, updateMessage } from './parts/tell-person.ts'

/** The hour in which an outcome could be undone is over: it becomes final and the person is told. An undone one is passed over. */
export const settleApplication = async (
  deps: Pick<FlowDeps, 'clock'> & TellDeps,
  task: Task,
  lease: TaskLease,
): Promise<TaskResult> => finish(deps, task, lease, await changesOf(deps, task.doc.lane.replace(/^settle:/, '')))

const changesOf = async (
  deps: Pick<FlowDeps, 'clock'> & TellDeps,
  applicationId: string,
): Promise<readonly Change[]> => {
  const now = deps.clock.now()
  const before = await deps.store.get('applications', applicationId)
  const doc = before === undefined ? undefined : settlePending(before.doc, now)
  if (before === undefined || doc === undefined) return []
  const settled: Change = { op: 'put', collection: 'applications', doc, expected: before.revision }
  const [job, person] = await Promise.all([deps.store.get('jobs', doc.jobId), deps.store.get('people', doc.personId)])
  if (job === undefined || person === undefined) return [settled]
  const reason = doc.history.at(-1)?.reason
  const shared = await sharesPhone(deps, person.doc)
  const message = updateMessage(person.doc, job.doc, { state: doc.state, reason, sharesPhone: shared })
  const dueAt = afterQuietHours(now, person.doc.timeZone)
  return [settled, ...(await tellPerson(deps, { person: person.doc, message, category: 'update', dueAt, now }))]
}
