import type { ApplicationSummary } from '@rolecall/contract/api/applications'
import type { JobSummary } from '@rolecall/contract/api/employer-jobs'

/** Who waited longest comes first, then what is open, then the newest. */
export const byUrgency = (jobs: readonly JobSummary[]): JobSummary[] =>
  jobs.toSorted(
    (a, b) =>
      waitingSince(a).localeCompare(waitingSince(b)) ||
      stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) ||
      b.createdAt.localeCompare(a.createdAt),
  )

const stateOrder = ['open', 'draft', 'paused', 'expired', 'closed']

/** Jobs without anyone waiting come last. */
const waitingSince = ({ applications }: JobSummary): string =>
  applications.waiting > 0 ? (applications.oldestWaitingAt ?? '') : '9999'

export const waitingIn = (jobs: readonly JobSummary[]): number =>
  jobs.reduce((sum, job) => sum + job.applications.waiting, 0)

/** Who waits longest for an answer; an answer that is not told yet is one. */
export const longestWaiting = <A extends Pick<ApplicationSummary, 'waiting' | 'pending' | 'appliedAt'>>(
  applications: readonly A[],
): A | undefined =>
  applications
    .filter(({ waiting, pending }) => waiting && pending === undefined)
    .toSorted((a, b) => a.appliedAt.localeCompare(b.appliedAt))[0]
