import type { Explanation } from '@rolecall/contract/explanation'
import type { JobDraft, JobState } from '@rolecall/contract/job'
import type { Profile } from '@rolecall/contract/profile'
import type { Gazetteer, Taxonomy } from '@rolecall/taxonomy/types'

export type JobView = {
  readonly id: string
  readonly code: string
  readonly organisationId: string
  readonly organisationName: string
  readonly posting: JobDraft
  readonly state: JobState
  readonly expiresAt: number
  readonly openingsLeft: number
}
export type MatchView = { readonly job: JobView; readonly explanation: Explanation }

/** What the conversation may look up while it decides: a snapshot, answered at once, the same for the same arguments. */
export interface Look extends JobLook {
  /** Leaves out jobs that were hidden or applied to; best first. */
  matches(profile: Profile, leaveOut: ReadonlySet<string>, limit: number): readonly MatchView[]
}

/** What changes with a release alone. */
export interface ReferenceLook {
  readonly taxonomy: Taxonomy
  readonly gazetteer: Gazetteer
}

/** Single jobs that were ever published, without lists. */
export interface JobLook extends ReferenceLook {
  job(id: string): JobView | undefined
  jobByCode(code: string): JobView | undefined
  explain(profile: Profile, jobId: string): Explanation | undefined
}
