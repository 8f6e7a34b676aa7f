import type { JobDraft, JobState } from '@rolecall/contract/job'
import type { Profile } from '@rolecall/contract/profile'

/** A person as matching sees them. `active`: looks for work now; `alerts`: agreed to be told of new jobs. */
export type PersonRow = {
  readonly id: string
  readonly profile: Profile
  readonly active: boolean
  readonly alerts: boolean
}

/**
 * A job as matching sees it. Times are epoch milliseconds; `expiresAt` is the first moment at which nobody can apply.
 * `shown`: how many people it was shown to; none when absent.
 */
export type JobRow = {
  readonly id: string
  readonly organisationId: string
  readonly posting: JobDraft
  readonly state: JobState
  readonly expiresAt: number
  readonly publishedAt: number
  readonly openingsLeft: number
  readonly shown?: number
}

/** One person, one job, one moment (epoch milliseconds): all that an explanation depends on, beside the rules. */
export type Pair = { readonly person: PersonRow; readonly job: JobRow; readonly now: number }
