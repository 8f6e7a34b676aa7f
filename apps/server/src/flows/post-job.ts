import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { JobDraft } from '@rolecall/contract/job'
import { checkPosting } from '@rolecall/core/check-posting'
import { changeJobState, createJob, jobCode } from '@rolecall/core/job-life'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { makeId } from '@rolecall/core/model/ids'
import type { Stored } from '@rolecall/core/ports/store'
import { type Refusal, refuse } from '../refusal.ts'
import { decideAgain } from './parts/decide-again.ts'
import { actorOf, type EmployerActor, type EmployerDeps } from './parts/employer-deps.ts'
import { expiryTask, publishedTask } from './parts/job-tasks.ts'
import { notedOf } from './parts/noted-of.ts'

type StoredJob = Stored<DocumentOf<'jobs'>>
export type JobToPost = {
  readonly posting: JobDraft
  readonly publish: boolean
  readonly idempotencyKey?: string | undefined
}

/** Posts a job, as a draft or published at once. With an idempotency key, a request that comes again makes no second one. */
export const postJob = async (
  deps: EmployerDeps,
  actor: EmployerActor,
  { posting, publish, idempotencyKey }: JobToPost,
): Promise<StoredJob | Refusal> => {
  if (publish && actor.organisation.state !== 'vetted') return refuse('not-vetted')
  const now = deps.clock.now()
  const errors = checkPosting(posting, deps.look.taxonomy, now)
  if (errors.length > 0)
    return refuse('invalid-fields', { errors: errors.map((one) => ({ ...one, pointer: `/posting${one.pointer}` })) })
  const id = idempotencyKey === undefined ? deps.makeId('jobs') : idFromKey(actor, idempotencyKey)
  return decideAgain<StoredJob>(deps.store, async () => {
    const before = await deps.store.get('jobs', id)
    if (before !== undefined)
      return isSame(before, posting) ? { changes: [], result: before } : refuse('idempotency-key-reused')
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
  })
}

/** The same user with the same key means the same job: the key makes the id. */
const idFromKey = ({ organisation, userId }: EmployerActor, key: string): string =>
  makeId(
    'jobs',
    createHash('sha256')
      .update(JSON.stringify([organisation.id, userId, key]))
      .digest(),
  )

/** A job that was edited since is taken for the same: what it was first is not known any more. */
const isSame = ({ revision, doc }: StoredJob, posting: JobDraft): boolean =>
  revision > 1 || isDeepStrictEqual(plain(doc.posting), plain(posting))

const plain = (posting: JobDraft): unknown => JSON.parse(JSON.stringify(posting))
