import type { EmployerJob, JobSummary } from '@rolecall/contract/api/employer-jobs'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import { applyUrlOf } from '../apply-url.ts'
import type { AppDeps } from '../deps.ts'
import { idsOfPosting, labelsOf } from '../labels.ts'
import { moment } from '../moment.ts'
import { pathOfJob } from '../public/job-address.ts'
import type { Member } from '../viewer.ts'
import { type Counts, countsOf, noCounts } from './application-counts.ts'
import { namesOfActors } from './user-names.ts'

type Job = DocumentOf<'jobs'>

export const presentJobSummary = (job: Job, counts: Counts = noCounts): JobSummary => ({
  id: job.id,
  code: job.code,
  state: job.state,
  title: job.posting.title,
  placeLabel: job.posting.place.label,
  openings: job.posting.openings,
  hired: job.hired,
  createdAt: moment(job.createdAt),
  expiresAt: moment(job.expiresAt),
  applications: {
    total: counts.total,
    waiting: counts.waiting,
    ...(counts.oldestWaitingAt === undefined ? {} : { oldestWaitingAt: moment(counts.oldestWaitingAt) }),
  },
})

export const presentJob = async (
  deps: AppDeps,
  { user }: Member,
  { doc: job, revision }: Stored<Job>,
): Promise<EmployerJob> => {
  const counts = await countsOf(deps, { jobId: job.id })
  const names = await namesOfActors(
    deps,
    job.history.flatMap(({ by }) => (by.kind === 'person' ? [] : [by.id ?? ''])),
  )
  const applyUrl = applyUrlOf(deps, job, user.language)
  return {
    ...presentJobSummary(job, counts),
    organisationId: job.organisationId,
    revision,
    posting: job.posting,
    labels: labelsOf(deps.look.taxonomy, user.language, idsOfPosting(job.posting)),
    ...(job.publishedAt === undefined ? {} : { publishedAt: moment(job.publishedAt) }),
    history: job.history.map(({ state, at, by, reason }) => {
      const name = names.get(by.id ?? '')
      return {
        state,
        at: moment(at),
        ...(name === undefined ? {} : { by: name }),
        ...(reason === undefined ? {} : { reason }),
      }
    }),
    ...(job.publishedAt === undefined
      ? {}
      : { publicUrl: `${deps.config.publicUrl()}${pathOfJob(job.id, job.posting.title)}` }),
    ...(applyUrl === undefined ? {} : { applyUrl }),
  }
}
