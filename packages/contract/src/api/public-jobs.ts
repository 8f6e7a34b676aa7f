import { z } from 'zod'
import { JobDraft, JobState } from '../job.ts'
import type { Route } from './route.ts'
import { JobId, Labels, Moment } from './shapes.ts'

/** A job as everyone may see it. `applyUrl` (WhatsApp, opening at this job) stands on open jobs only. */
export const PublicJob = z.object({
  id: z.string(),
  /** `<id>-<slug>`: the last part of the job's lasting address. */
  page: z.string(),
  code: z.string(),
  state: JobState.exclude(['draft']),
  organisationName: z.string(),
  posting: JobDraft.omit({ questions: true }),
  labels: Labels,
  openingsLeft: z.int(),
  publishedAt: Moment,
  expiresAt: Moment,
  applyUrl: z.string().optional(),
})
export type PublicJob = z.infer<typeof PublicJob>

/**
 * `place` is a name; jobs within `distanceKm` of it, and remote ones of its country, are meant. `country` (ISO 3166-1
 * alpha-2, or `all`) counts where no place is named. `page` counts from 1, twenty jobs each.
 */
export const JobSearch = z.strictObject({
  q: z.string().trim().max(100).default(''),
  place: z.string().trim().max(100).default(''),
  distanceKm: z.coerce.number().int().min(1).max(500).default(50),
  country: z
    .string()
    .regex(/^([A-Z]{2}|all)$/)
    .default('all'),
  page: z.coerce.number().int().min(1).max(500).default(1),
  lang: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('en'),
})
export type JobSearch = z.infer<typeof JobSearch>

/** `place`: the one that the name was understood as; null where no place has the name, absent where none was given. */
export const JobSearchResult = z.object({
  items: z.array(PublicJob),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  place: z.object({ label: z.string() }).nullable().optional(),
})
export type JobSearchResult = z.infer<typeof JobSearchResult>

export const publicJobRoutes = {
  searchJobs: {
    method: 'GET',
    path: '/jobs',
    surface: 'public',
    summary: 'Search the open jobs, newest first',
    query: JobSearch,
    success: { status: 200, description: 'A page of open jobs', schema: JobSearchResult },
    problems: [],
  },
  readJob: {
    method: 'GET',
    path: '/jobs/:jobId',
    surface: 'public',
    summary: 'A published job; a closed one says so',
    params: z.strictObject({ jobId: JobId }),
    query: JobSearch.pick({ lang: true }),
    success: { status: 200, description: 'The job', schema: PublicJob },
    problems: ['not-found'],
  },
} as const satisfies Record<string, Route>
