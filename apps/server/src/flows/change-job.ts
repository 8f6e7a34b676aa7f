import type { JobDraft } from '@rolecall/contract/job'
import { checkPosting } from '@rolecall/core/check-posting'
import { changeJobState, editJob, type JobDecision } from '@rolecall/core/job-life'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { type Refusal, refuse } from '../refusal.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import { actorOf, type EmployerActor, type EmployerDeps } from './parts/employer-deps.ts'
import { endedTask, expiryTask, publishedTask } from './parts/job-tasks.ts'
import { notedOf } from './parts/noted-of.ts'

type StoredJob = Stored<DocumentOf<'jobs'>>

/** Publishes, pauses, resumes, reopens or closes a job. */
export const setJobState = async (
  deps: EmployerDeps,
  actor: EmployerActor,
  change: {
    readonly jobId: string
    readonly state: 'open' | 'paused' | 'closed'
    readonly reason?: string | undefined
  },
): Promise<StoredJob | Refusal> => {
  if (change.state === 'open' && actor.organisation.state !== 'vetted') return refuse('not-vetted')
  const now = deps.clock.now()
  return decideAgain(deps.store, async () => {
    const before = await ownJob(deps, actor, change.jobId)
    if (before === undefined) return refuse('not-found')
    const decided = changeJobState(before.doc, change.state, { by: actorOf(actor), now, reason: change.reason })
    if (decided.decision === 'refused') return refusalOf(decided)
    const note = notedOf(actor, now, { action: 'job.state', subjectId: before.doc.id, detail: change.state })
    return committing(before, decided.job, { now, note })
  })
}

/** Replaces the posting; `revision` is the one that the user saw. */
export const editPosting = async (
  deps: EmployerDeps,
  actor: EmployerActor,
  edit: { readonly jobId: string; readonly posting: JobDraft; readonly revision: number },
): Promise<StoredJob | Refusal> => {
  const now = deps.clock.now()
  const errors = checkPosting(edit.posting, deps.look.taxonomy, now)
  if (errors.length > 0)
    return refuse('invalid-fields', { errors: errors.map((one) => ({ ...one, pointer: `/posting${one.pointer}` })) })
  return decideAgain(deps.store, async (maybeDone) => {
    const before = await ownJob(deps, actor, edit.jobId)
    if (before === undefined) return refuse('not-found')
    const isDone = maybeDone && before.revision === edit.revision + 1 && before.doc.updatedAt === now
    if (isDone) return { changes: [], result: before }
    if (before.revision !== edit.revision) return refuse('conflict')
    const decided = editJob(before.doc, edit.posting, { now })
    if (decided.decision === 'refused') return refusalOf(decided)
    const note = notedOf(actor, now, { action: 'job.edit', subjectId: before.doc.id })
    return committing(before, decided.job, { now, note })
  })
}

const ownJob = async ({ store }: EmployerDeps, { organisation }: EmployerActor, id: string) => {
  const job = await store.get('jobs', id)
  return job?.doc.organisationId === organisation.id ? job : undefined
}

const committing = (
  before: StoredJob,
  job: DocumentOf<'jobs'>,
  { now, note }: { readonly now: number; readonly note: Change },
): Decided<StoredJob> => {
  if (job === before.doc) return { changes: [], result: before }
  const revision = before.revision + 1
  const changes: Change[] = [{ op: 'put', collection: 'jobs', doc: job, expected: before.revision }, note]
  if (job.publishedAt !== before.doc.publishedAt) changes.push(publishedTask(job, revision, now))
  if (job.state === 'open' || job.state === 'paused') changes.push(expiryTask(job, now))
  else if (job.state !== before.doc.state) changes.push(endedTask(job, now))
  return { changes, result: { revision, doc: job } }
}

const refusalOf = ({ because }: Extract<JobDecision, { decision: 'refused' }>): Refusal => {
  switch (because) {
    case 'state':
      return refuse('job-state')
    case 'taken-down':
      return refuse('job-taken-down')
    case 'full':
      return refuse('job-full')
    case 'ended':
      return refuse('job-state', { errors: [{ pointer: '/posting/expiresOn', code: 'in-the-past' }] })
    case 'below-hired':
      return refuse('invalid-fields', { errors: [{ pointer: '/posting/openings', code: 'below-hired' }] })
    default:
      return because satisfies never
  }
}
