import type { JobDraft, JobState } from '@rolecall/contract/job'
import type { DocumentOf } from './model/collections.ts'

type Job = DocumentOf<'jobs'>
export type Actor = Job['history'][number]['by']

/** What was decided about a job. The same object comes back where nothing had to change. */
export type JobDecision =
  | { readonly decision: 'changed'; readonly job: Job }
  | { readonly decision: 'refused'; readonly because: 'state' | 'ended' | 'full' | 'below-hired' | 'taken-down' }

type Step = { readonly by: Actor; readonly now: number; readonly reason?: string | undefined }

/** A new draft. `id` and `code` are fresh; `now` is epoch milliseconds. */
export const createJob = (options: {
  readonly id: string
  readonly code: string
  readonly organisation: { readonly id: string; readonly name: string }
  readonly posting: JobDraft
  readonly by: Actor
  readonly now: number
}): Job => ({
  id: options.id,
  organisationId: options.organisation.id,
  organisationName: options.organisation.name,
  code: options.code,
  state: 'draft',
  posting: options.posting,
  expiresAt: endOfDay(options.posting.expiresOn, options.posting.place.timeZone),
  hired: 0,
  history: [{ state: 'draft', at: options.now, by: options.by }],
  createdAt: options.now,
  updatedAt: options.now,
})

const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** The short code of a job from at least six random bytes: six of A-Z and 2-9, without I and O, which read as 1 and 0. */
export const jobCode = (randomBytes: Uint8Array): string => {
  if (randomBytes.length < 6) throw new RangeError('a job code needs six random bytes')
  return Array.from(randomBytes.subarray(0, 6), (byte) => codeLetters[byte & 31]).join('')
}

/** The first moment (epoch ms) after an ISO 8601 date in an IANA time zone. */
export const endOfDay = (date: string, timeZone: string): number =>
  Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds

/** Publishes, pauses, resumes, reopens or closes a job for a user. Closing is final. */
export const changeJobState = (job: Job, to: 'open' | 'paused' | 'closed', step: Step): JobDecision => {
  if (job.state === to) return { decision: 'changed', job }
  if (!from[to].includes(job.state)) return { decision: 'refused', because: 'state' }
  if (to !== 'open') return { decision: 'changed', job: withState(job, to, step) }
  if (isTakenDown(job)) return { decision: 'refused', because: 'taken-down' }
  if (job.expiresAt <= step.now) return { decision: 'refused', because: 'ended' }
  if (job.hired >= job.posting.openings) return { decision: 'refused', because: 'full' }
  const opened = withState(job, 'open', step)
  return { decision: 'changed', job: job.state === 'paused' ? opened : { ...opened, publishedAt: step.now } }
}

const from: Readonly<Record<'open' | 'paused' | 'closed', readonly JobState[]>> = {
  open: ['draft', 'paused', 'expired'],
  paused: ['open'],
  closed: ['draft', 'open', 'paused', 'expired'],
}

const takenDown = 'taken-down'
const cleared = 'cleared'

/** A moderator paused it: its own people cannot open it, also when it has run out, until a moderator clears it. */
export const isTakenDown = ({ history }: Pick<Job, 'history'>): boolean =>
  history.findLast(({ reason }) => reason === takenDown || reason === cleared)?.reason === takenDown

/** A moderator takes a job down, open or paused; undefined where it is so already, or over. */
export const takeDownJob = (job: Job, step: Omit<Step, 'reason'>): Job | undefined =>
  (job.state === 'open' || job.state === 'paused') && !isTakenDown(job)
    ? withState(job, 'paused', { ...step, reason: takenDown })
    : undefined

/** A moderator was wrong: it stays as it is, and its own people may open it. */
export const clearJob = (job: Job, step: Omit<Step, 'reason'>): Job | undefined =>
  isTakenDown(job) ? withState(job, job.state, { ...step, reason: cleared }) : undefined

/** Replaces the posting of a job that is not closed. Openings may not fall below those already filled. */
export const editJob = (job: Job, posting: JobDraft, { now }: { readonly now: number }): JobDecision => {
  if (job.state === 'closed') return { decision: 'refused', because: 'state' }
  if (posting.openings < job.hired) return { decision: 'refused', because: 'below-hired' }
  const expiresAt = endOfDay(posting.expiresOn, posting.place.timeZone)
  return { decision: 'changed', job: closedWhenFull({ ...job, posting, expiresAt, updatedAt: now }, now) }
}

/** Ends a job whose last day is over; any other stays as it is. */
export const expireJob = (job: Job, now: number): Job =>
  (job.state === 'open' || job.state === 'paused') && job.expiresAt <= now
    ? withState(job, 'expired', { by: { kind: 'system' }, now })
    : job

/** Fills one opening; the last one closes the job with the reason `filled`. */
export const fillOpening = (job: Job, now: number): JobDecision =>
  job.hired >= job.posting.openings
    ? { decision: 'refused', because: 'full' }
    : { decision: 'changed', job: closedWhenFull({ ...job, hired: job.hired + 1, updatedAt: now }, now) }

const closedWhenFull = (job: Job, now: number): Job =>
  job.hired >= job.posting.openings && job.state !== 'closed'
    ? withState(job, 'closed', { by: { kind: 'system' }, now, reason: 'filled' })
    : job

const withState = (job: Job, state: JobState, { by, now, reason }: Step): Job => ({
  ...job,
  state,
  updatedAt: now,
  history: [...job.history, { state, at: now, by, ...(reason === undefined ? {} : { reason }) }],
})
