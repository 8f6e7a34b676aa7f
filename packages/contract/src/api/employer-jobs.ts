import { z } from 'zod'
import { JobDraft, JobState } from '../job.ts'
import type { Route } from './route.ts'
import { JobId, Labels, Moment, OrganisationId, PageQuery, pageOf } from './shapes.ts'

export const OfOrganisation = z.strictObject({ organisationId: OrganisationId })
export const OfJob = z.strictObject({ organisationId: OrganisationId, jobId: JobId })

/** `waiting`: applications that nobody has answered yet; `oldestWaitingAt`: when the first of them came. */
export const ApplicationCounts = z.object({
  total: z.int(),
  waiting: z.int(),
  oldestWaitingAt: Moment.optional(),
})

export const JobSummary = z.object({
  id: z.string(),
  code: z.string(),
  state: JobState,
  title: z.string(),
  placeLabel: z.string(),
  openings: z.int(),
  hired: z.int(),
  createdAt: Moment,
  expiresAt: Moment,
  applications: ApplicationCounts,
})
export type JobSummary = z.infer<typeof JobSummary>

/** `by`: the name of the user who did it; absent for the system (expiry, the last opening filled). */
export const JobStep = z.object({
  state: JobState,
  at: Moment,
  by: z.string().optional(),
  reason: z.string().optional(),
})

/** `revision` goes back with an edit, so that two people do not overwrite each other. */
export const EmployerJob = JobSummary.extend({
  organisationId: z.string(),
  revision: z.int(),
  posting: JobDraft,
  labels: Labels,
  publishedAt: Moment.optional(),
  history: z.array(JobStep),
  /** The public page; absent for a draft. */
  publicUrl: z.string().optional(),
  applyUrl: z.string().optional(),
})
export type EmployerJob = z.infer<typeof EmployerJob>

/** What the form shows beside itself while it is filled in: the part of a posting that matching looks at. */
export const EstimateBody = z.strictObject({
  occupation: z.string().min(1).max(80),
  ...JobDraft.pick({
    place: true,
    remote: true,
    reachKm: true,
    pay: true,
    employmentType: true,
    days: true,
    parts: true,
    requirements: true,
  }).shape,
})

/** How many people fit; for each must, by its index in `requirements`, how many would without it. */
export const Estimate = z.object({
  fit: z.int(),
  musts: z.array(z.object({ index: z.int(), without: z.int() })),
})
export type Estimate = z.infer<typeof Estimate>

export const employerJobRoutes = {
  listJobs: {
    method: 'GET',
    path: '/organisations/:organisationId/jobs',
    surface: 'employer',
    summary: 'The jobs of an organisation, newest first',
    params: OfOrganisation,
    query: PageQuery,
    success: { status: 200, description: 'A page of jobs', schema: pageOf(JobSummary) },
    problems: [],
  },
  createJob: {
    method: 'POST',
    creates: true,
    path: '/organisations/:organisationId/jobs',
    surface: 'employer',
    summary: 'Post a job, as a draft or published at once',
    params: OfOrganisation,
    body: z.strictObject({ posting: JobDraft.strict(), publish: z.boolean().default(false) }),
    success: { status: 201, description: 'The job', schema: EmployerJob },
    problems: ['not-vetted', 'not-allowed'],
  },
  estimateJob: {
    method: 'POST',
    creates: 'reads',
    path: '/organisations/:organisationId/jobs/estimate',
    surface: 'employer',
    summary: 'How many people a posting would fit, and what each must costs',
    params: OfOrganisation,
    body: EstimateBody,
    success: { status: 200, description: 'The counts', schema: Estimate },
    problems: [],
  },
  readOwnJob: {
    method: 'GET',
    path: '/organisations/:organisationId/jobs/:jobId',
    surface: 'employer',
    summary: 'A job as its employer sees it',
    params: OfJob,
    success: { status: 200, description: 'The job', schema: EmployerJob },
    problems: [],
  },
  editJob: {
    method: 'PUT',
    path: '/organisations/:organisationId/jobs/:jobId',
    surface: 'employer',
    summary: 'Edit a job that is not closed',
    params: OfJob,
    body: z.strictObject({ posting: JobDraft.strict(), revision: z.int().min(1) }),
    success: { status: 200, description: 'The job', schema: EmployerJob },
    problems: ['job-state', 'conflict', 'not-allowed'],
  },
  setJobState: {
    method: 'POST',
    creates: 'state',
    path: '/organisations/:organisationId/jobs/:jobId/state',
    surface: 'employer',
    summary: 'Publish, pause, resume or close a job; an expired job is opened again after a later last day was set',
    params: OfJob,
    body: z.strictObject({
      state: JobState.extract(['open', 'paused', 'closed']),
      reason: z.string().trim().min(1).max(200).optional(),
    }),
    success: { status: 200, description: 'The job', schema: EmployerJob },
    problems: ['job-state', 'job-full', 'job-taken-down', 'not-vetted', 'conflict', 'not-allowed'],
  },
} as const satisfies Record<string, Route>
