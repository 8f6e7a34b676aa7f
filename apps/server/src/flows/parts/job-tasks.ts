import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'

type Job = DocumentOf<'jobs'>

/**
 * By then whoever registered before a job was published stands in every process's index, and whoever registers later is shown the
 * job: nobody falls in between. Milliseconds.
 */
export const indexedWithinMs = 2000

/** Tells the people whom a job fits. `revision`: the one that the job has once it is committed. */
export const publishedTask = (job: Job, revision: number, now: number): Change =>
  task(now, {
    id: `job-published:${job.id}:${revision}`,
    kind: 'job-published',
    lane: `match:${job.id}`,
    dueAt: now + indexedWithinMs,
  })

/** Ends the job when its last day is over. */
export const expiryTask = (job: Job, now: number): Change =>
  task(now, {
    id: `job-expires:${job.id}:${job.expiresAt}`,
    kind: 'job-expires',
    lane: `expire:${job.id}`,
    dueAt: job.expiresAt,
  })

/** Pauses the jobs of an organisation that may publish no more. */
export const suspendedTask = (organisationId: string, now: number): Change =>
  task(now, {
    id: `organisation-suspended:${organisationId}:${now}`,
    kind: 'organisation-suspended',
    lane: `suspended:${organisationId}`,
    dueAt: now,
  })

/** Gives back the cases of one of the staff who works on them no more. */
export const staffCasesTask = (userId: string, now: number): Change =>
  task(now, { id: `staff-cases:${userId}:${now}`, kind: 'staff-cases', lane: `staff-cases:${userId}`, dueAt: now })

/** Makes an outcome final, and tells the person, when it can no longer be undone. */
export const settleTask = (applicationId: string, tellAt: number, now: number): Change =>
  task(now, {
    id: `application-settles:${applicationId}:${tellAt}`,
    kind: 'application-settles',
    lane: `settle:${applicationId}`,
    dueAt: tellAt,
  })

/** Tells the people who applied that the job is over. */
export const endedTask = (job: Job, now: number): Change =>
  task(now, { id: `job-ended:${job.id}:${now}`, kind: 'job-ended', lane: `expire:${job.id}`, dueAt: now })

/** What the end of the job means for one application. `endedAt`: epoch ms of that end, which is told of once. */
export const applicationEndTask = (applicationId: string, endedAt: number, now: number): Change =>
  task(now, {
    id: `application-ends:${applicationId}:${endedAt}`,
    kind: 'application-ends',
    lane: `settle:${applicationId}`,
    dueAt: now,
  })

/** Ends the application where the employer of an expired job lets the promised day pass. */
export const overdueTask = ({ id, answerBy }: DocumentOf<'applications'>, now: number): Change =>
  task(now, {
    id: `application-overdue:${id}:${answerBy}`,
    kind: 'application-overdue',
    lane: `settle:${id}`,
    dueAt: answerBy,
  })

const task = (now: number, own: Pick<DocumentOf<'tasks'>, 'id' | 'kind' | 'lane' | 'dueAt'>): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'if-absent',
  doc: {
    ...own,
    queue: 'match',
    keyOwner: `day:${new Date(now).toISOString().slice(0, 10)}`,
    order: own.dueAt,
    state: 'ready',
    attempts: 0,
    at: now,
  },
})
