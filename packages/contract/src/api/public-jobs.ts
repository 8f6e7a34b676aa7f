import { z } from 'zod'
import { EmploymentType, JobDraft, JobState } from '../job.ts'
import { Day, DayPart } from '../times.ts'
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

/** A parameter that may stand several times: one value is a list of one. */
const several = <T extends z.ZodType>(value: T, most: number) =>
  z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(value).max(most)).default(() => [])

/**
 * What can be chosen of the open jobs. Values of one field: any of them; fields: all of them. `days` and `parts`: the job is
 * worked on one of them. `payAtLeast` is `KES-120000-day`: a currency, whole minor units and a period; jobs are compared in
 * that period by their own schedule and the upper end of their range, and those in other money do not fit.
 */
export const JobFilters = z.strictObject({
  employmentType: several(EmploymentType, 6),
  days: several(Day, 7),
  parts: several(DayPart, 4),
  remote: z.literal('true').optional(),
  payAtLeast: z
    .string()
    .regex(/^[A-Z]{3}-[1-9]\d{0,12}-(hour|day|week|month|year)$/)
    .optional(),
  publishedWithinDays: z.coerce.number().int().min(1).max(365).optional(),
  occupation: several(z.string().min(1).max(80), 20),
})
export type JobFilters = z.infer<typeof JobFilters>

/**
 * `best`: how well the words fit, then the newest. `nearest`: to the place, those from home last. `pay`: the most a month
 * first, one currency after the other.
 */
export const JobSort = z.enum(['best', 'newest', 'nearest', 'pay'])
export type JobSort = z.infer<typeof JobSort>

/**
 * `place` is a name; jobs within `distanceKm` of it, and remote ones of its country, are meant. `country` (ISO 3166-1
 * alpha-2, or `all`) counts where no place is named. `page` counts from 1, twenty jobs each. Without `sort`, `best` where there
 * are words, else `newest`; `nearest` needs a place.
 */
export const JobSearch = z.strictObject({
  q: z.string().trim().max(100).default(''),
  place: z.string().trim().max(100).default(''),
  distanceKm: z.coerce.number().int().min(1).max(500).default(50),
  country: z
    .string()
    .regex(/^([A-Z]{2}|all)$/)
    .default('all'),
  ...JobFilters.shape,
  sort: JobSort.optional(),
  page: z.coerce.number().int().min(1).max(500).default(1),
  lang: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('en'),
})
export type JobSearch = z.infer<typeof JobSearch>

/** `value` is what the field of the search takes. */
const Facet = z.array(z.object({ value: z.string(), count: z.int() }))
export type Facet = z.infer<typeof Facet>

/**
 * How many jobs each value would bring if it alone were chosen in its field and all other fields stayed; values that bring none
 * stand here only where they are chosen. `payAtLeast` is empty where jobs in several currencies fit. Of occupations the most
 * frequent.
 */
export const JobFacets = z.object({
  employmentType: Facet,
  days: Facet,
  parts: Facet,
  remote: Facet,
  payAtLeast: Facet,
  publishedWithinDays: Facet,
  occupation: Facet,
})
export type JobFacets = z.infer<typeof JobFacets>
export type FilterField = keyof JobFacets

/** Where nothing fits: the field that keeps most away, and how many jobs fit without it. */
export const Loosen = z.object({
  field: z.enum([
    'q',
    'place',
    'country',
    'employmentType',
    'days',
    'parts',
    'remote',
    'payAtLeast',
    'publishedWithinDays',
    'occupation',
  ]),
  count: z.int(),
})
export type Loosen = z.infer<typeof Loosen>

/**
 * `place`: the one that the name was understood as; null where no place has the name, absent where none was given. `sort`: the
 * order that the items are in. `labels`: the occupations of `facets`, by id.
 */
export const JobSearchResult = z.object({
  items: z.array(PublicJob),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  place: z.object({ label: z.string() }).nullable().optional(),
  sort: JobSort,
  facets: JobFacets,
  labels: Labels,
  loosen: Loosen.optional(),
})
export type JobSearchResult = z.infer<typeof JobSearchResult>

export const publicJobRoutes = {
  searchJobs: {
    method: 'GET',
    path: '/jobs',
    surface: 'public',
    summary: 'Search the open jobs, with facets',
    query: JobSearch,
    success: {
      status: 200,
      description: 'A page of open jobs, and what one can choose among them',
      schema: JobSearchResult,
    },
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
