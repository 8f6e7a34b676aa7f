import type { JobSearchResult, PublicJob } from '@rolecall/contract/api/public-jobs'
import { JobState } from '@rolecall/contract/job'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { applyUrlOf } from '../apply-url.ts'
import type { AppDeps } from '../deps.ts'
import { idsOfPosting, labelsOf } from '../labels.ts'
import { moment } from '../moment.ts'
import type { Found } from './board/find.ts'
import { jobPageName } from './job-address.ts'

const PublicState = JobState.exclude(['draft'])

/** A job as everyone may see it; undefined for one that was never published. */
export const presentPublicJob = (deps: AppDeps, job: DocumentOf<'jobs'>, language: string): PublicJob | undefined => {
  const state = PublicState.safeParse(stateAt(job, deps.clock.now()))
  if (!state.success || job.publishedAt === undefined) return undefined
  const applyUrl = applyUrlOf(deps, job, language)
  const { questions: _questions, ...posting } = job.posting
  return {
    id: job.id,
    page: jobPageName(job.id, job.posting.title),
    code: job.code,
    state: state.data,
    organisationName: job.organisationName,
    posting,
    labels: labelsOf(deps.look.taxonomy, language, idsOfPosting(job.posting)),
    openingsLeft: Math.max(0, job.posting.openings - job.hired),
    publishedAt: moment(job.publishedAt),
    expiresAt: moment(job.expiresAt),
    ...(applyUrl === undefined ? {} : { applyUrl }),
  }
}

/** A job whose last day is over has ended at that moment, whether or not the worker has come by. */
const stateAt = ({ state, expiresAt }: DocumentOf<'jobs'>, now: number): JobState =>
  state === 'open' && expiresAt <= now ? 'expired' : state

export const isOpenAt = (job: DocumentOf<'jobs'>, now: number): boolean => stateAt(job, now) === 'open'

export const presentFound = (
  deps: AppDeps,
  { jobs, total, pages, place, sort, facets, loosen }: Found,
  { page, language }: { readonly page: number; readonly language: string },
): JobSearchResult => ({
  items: jobs.flatMap(({ job }) => presentPublicJob(deps, job, language) ?? []),
  total,
  page,
  pages,
  ...(place === undefined ? {} : { place }),
  sort,
  facets,
  labels: labelsOf(
    deps.look.taxonomy,
    language,
    facets.occupation.map(({ value }) => value),
  ),
  ...(loosen === undefined ? {} : { loosen }),
})
