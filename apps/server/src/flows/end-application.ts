import { endWithJob } from '@rolecall/core/application-life'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { afterQuietHours } from '@rolecall/core/notification/quiet-hours'
import type { Change, Stored } from '@rolecall/core/ports/store'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { overdueTask } from './parts/job-tasks.ts'
import { finish } from './parts/task-documents.ts'
import { goesOnMessage, sharesPhone, type TellDeps, tellPerson, updateMessage } from './parts/tell-person.ts'

type Deps = Pick<FlowDeps, 'clock'> & TellDeps
type Around = {
  readonly application: Stored<DocumentOf<'applications'>>
  readonly job: DocumentOf<'jobs'>
  readonly person: DocumentOf<'people'>
}

/**
 * The job of an application is over: it ends and the person is told, or they hear that theirs goes on. Neither happens in
 * their quiet hours. A task that comes when the promised day has passed (`application-overdue`) only ends it.
 */
export const endApplication = async (deps: Deps, task: Task, lease: TaskLease): Promise<TaskResult> => {
  const around = await readAround(deps, task.doc.lane.replace(/^settle:/, ''))
  if (around === undefined) return finish(deps, task, lease, [])
  const now = deps.clock.now()
  const mayTellAt = afterQuietHours(now, around.person.timeZone)
  if (mayTellAt > now) return { result: 'retry', at: mayTellAt, error: 'quiet hours', counts: false }
  return finish(
    deps,
    task,
    lease,
    await changesOf(deps, around, { now, isOverdue: task.doc.kind !== 'application-ends' }),
  )
}

const readAround = async ({ store }: Deps, applicationId: string): Promise<Around | undefined> => {
  const application = await store.get('applications', applicationId)
  if (application === undefined) return undefined
  const [job, person] = await Promise.all([
    store.get('jobs', application.doc.jobId),
    store.get('people', application.doc.personId),
  ])
  return job === undefined || person === undefined ? undefined : { application, job: job.doc, person: person.doc }
}

const changesOf = async (
  deps: Deps,
  { application, job, person }: Around,
  { now, isOverdue }: { readonly now: number; readonly isOverdue: boolean },
): Promise<readonly Change[]> => {
  const decision = endWithJob(application.doc, job, now)
  const shared = await sharesPhone(deps, person)
  const tell = (message: Parameters<typeof tellPerson>[1]['message']) =>
    tellPerson(deps, { person, message, category: 'update', dueAt: now, now })
  switch (decision.decision) {
    case 'stays':
      return []
    case 'goes-on': {
      if (isOverdue) return []
      const { talks } = decision
      const { answerBy } = application.doc
      const told = await tell(goesOnMessage(person, job, { talks, answerBy, sharesPhone: shared }))
      return talks ? told : [...told, overdueTask(application.doc, now)]
    }
    case 'ends': {
      const { application: doc, reason } = decision
      const ended: Change = { op: 'put', collection: 'applications', doc, expected: application.revision }
      return [ended, ...(await tell(updateMessage(person, job, { state: doc.state, reason, sharesPhone: shared })))]
    }
    default:
      return decision satisfies never
  }
}
