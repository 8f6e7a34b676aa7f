import { z } from 'zod'
import { Explanation } from '../explanation.ts'
import { OfJob } from './employer-jobs.ts'
import type { Route } from './route.ts'
import { DistanceBand, Labels, Moment, PersonId } from './shapes.ts'

/** Someone who fits a job: first name, reasons and a coarse distance; no phone, no surname, no street. */
export const Match = z.object({
  personId: z.string(),
  firstName: z.string(),
  town: z.string().optional(),
  distanceBand: DistanceBand.optional(),
  explanation: Explanation,
  applicationId: z.string().optional(),
  invitedAt: Moment.optional(),
  /** False: the person wants no messages that they did not ask for. */
  invitable: z.boolean(),
})
export type Match = z.infer<typeof Match>

/** Best first. `costOfMusts`: for each must, by its index in `requirements`, how many would fit without it. */
export const Matches = z.object({
  items: z.array(Match),
  labels: Labels,
  costOfMusts: z.array(z.object({ index: z.int(), without: z.int() })),
})
export type Matches = z.infer<typeof Matches>

/** `tellAt`: when the person hears of it: not in their quiet hours. */
export const Invitation = z.object({ personId: z.string(), invitedAt: Moment, tellAt: Moment })
export type Invitation = z.infer<typeof Invitation>

export const matchRoutes = {
  listMatches: {
    method: 'GET',
    path: '/organisations/:organisationId/jobs/:jobId/matches',
    surface: 'employer',
    summary: 'People who fit a job, best first, with the reasons that they read themselves',
    params: OfJob,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(30) }),
    success: { status: 200, description: 'The people', schema: Matches },
    problems: [],
  },
  invitePerson: {
    method: 'POST',
    creates: true,
    path: '/organisations/:organisationId/jobs/:jobId/invitations',
    surface: 'employer',
    summary: 'Invite someone who fits to apply',
    params: OfJob,
    body: z.strictObject({ personId: PersonId }),
    success: { status: 201, description: 'Invited', schema: Invitation },
    problems: ['job-not-open', 'already-invited', 'already-applied', 'alerts-off', 'conflict'],
  },
} as const satisfies Record<string, Route>
