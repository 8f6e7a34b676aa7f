import type { JobDraft } from '@rolecall/contract/job'
import { checkPosting } from '@rolecall/core/check-posting'
import { changeJobState, createJob, jobCode } from '@rolecall/core/job-life'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import { type Refusal, refuse } from '../refusal.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import { actorOf, type EmployerActor, type EmployerDeps } from './parts/employer-deps.ts'
import { expiryTask, publishedTask } from './parts/job-tasks.ts'
import { notedOf } from './parts/noted-of.ts'
import type { Once } from './parts/once.ts'

type StoredJob = Stored<DocumentOf<'jobs'>>
export type JobToPost = {
  readonly posting: JobDraft
  readonly publish: boolean
  readonly once?: Once | undefined
}

/** Posts a job, as a draft or published at once. A request that comes again makes no second one. */
export const postJob = async (
  deps: EmployerDeps,
  actor: EmployerActor,
  { posting, publish, once }: JobToPost,
): Promise<StoredJob | Refusal> => {
  if (publish && actor.organisation.state !== 'vetted') return refuse('not-vetted')
  const now = deps.clock.now()
  const errors = checkPosting(posting, deps.look.taxonomy, now)
  if (errors.length > 0)
    return refuse('invalid-fields', { errors: errors.map((one) => ({ ...one, pointer: `/posting${one.pointer}` })) })
  const id = deps.makeId('jobs')
  const decide = async (): Promise<Decided<StoredJob> | Refusal> => {
    const before = await deps.store.get('jobs', id)
    if (before !== undefined) return { changes: [], result: before }
    const by = actorOf(actor)
    const draft = createJob({
      id,
      code: jobCode(deps.randomBytes(6)),
      organisation: actor.organisation,
      posting,
      by,
      now,
    })
    const decided = publish
      ? changeJobState(draft, 'open', { by, now })
      : ({ decision: 'changed', job: draft } as const)
    if (decided.decision === 'refused') return refuse('job-state')
    const { job } = decided
    return {
      changes: [
        { op: 'put', collection: 'jobs', doc: job, expected: 'absent' },
        ...(publish ? [publishedTask(job, 1, now), expiryTask(job, now)] : []),
        notedOf(actor, now, { action: 'job.create', subjectId: job.id, detail: job.state }),
      ],
      result: { revision: 1, doc: job },
    }
  }
  return decideAgain(deps.store, decide, once)
}
