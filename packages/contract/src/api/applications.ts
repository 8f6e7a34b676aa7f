import { z } from 'zod'
import { ApplicationState, NotSelectedReason } from '../application.ts'
import { Explanation } from '../explanation.ts'
import { LanguageTag, SpokenLanguage } from '../language.ts'
import { Experience } from '../profile.ts'
import { Licence } from '../requirement.ts'
import { WorkTimes } from '../times.ts'
import { OfJob } from './employer-jobs.ts'
import type { Route } from './route.ts'
import { ApplicationId, DistanceBand, Labels, Moment, OrganisationId, PageQuery, pageOf } from './shapes.ts'

/** An outcome that the person is not told yet; until `tellAt` it can be taken back. */
const PendingOutcome = z.object({
  state: ApplicationState,
  reason: NotSelectedReason.optional(),
  note: z.string().optional(),
  tellAt: Moment,
})

/** `waiting`: the employer has not answered yet. `answerBy`: when the person was promised an answer. `unread`: messages of the person. */
export const ApplicationSummary = z.object({
  id: z.string(),
  jobId: z.string(),
  jobTitle: z.string(),
  personId: z.string(),
  firstName: z.string(),
  state: ApplicationState,
  pending: PendingOutcome.optional(),
  waiting: z.boolean(),
  unread: z.int(),
  fit: Explanation.shape.fit,
  distanceBand: DistanceBand.optional(),
  appliedAt: Moment,
  answerBy: Moment,
  updatedAt: Moment,
})
export type ApplicationSummary = z.infer<typeof ApplicationSummary>

/** A person as an employer sees them: no surname, no street, no age, no other application; `phone` while they share it with this employer. */
export const PersonView = z.object({
  id: z.string(),
  firstName: z.string(),
  /** With country code, as in `+254700000001`. */
  phone: z.string().optional(),
  language: LanguageTag,
  town: z.string().optional(),
  work: z.array(z.object({ occupation: z.string(), said: z.string(), experience: Experience.optional() })),
  times: WorkTimes.optional(),
  languages: z.array(SpokenLanguage),
  licences: z.array(z.object({ licence: Licence, held: z.boolean() })),
  skills: z.array(z.string()),
  /** Where they read what they are told. */
  answersOn: z.enum(['whatsapp', 'web']),
})
export type PersonView = z.infer<typeof PersonView>

/** `by`: the user's name, or the person's first name. */
const ApplicationStep = z.object({
  state: ApplicationState,
  at: Moment,
  by: z.object({ kind: z.enum(['person', 'user', 'client', 'system']), name: z.string().optional() }),
  reason: NotSelectedReason.optional(),
  note: z.string().optional(),
})

/** `labels` cover the explanation and the person; `moves`: the states that it may go to next. */
export const ApplicationView = ApplicationSummary.extend({
  person: PersonView,
  explanation: Explanation,
  labels: Labels,
  answers: z.array(z.object({ questionId: z.string(), question: z.string(), answer: z.string() })),
  history: z.array(ApplicationStep),
  moves: z.array(ApplicationState),
})
export type ApplicationView = z.infer<typeof ApplicationView>

export const MoveBody = z.strictObject({
  state: ApplicationState.exclude(['new', 'withdrawn']),
  /** Required for `not-selected`, refused otherwise. */
  reason: NotSelectedReason.optional(),
  /** For the organisation's own eyes. */
  note: z.string().trim().min(1).max(500).optional(),
  /** True: nothing changes; the answer says what the person would read. */
  preview: z.boolean().default(false),
})
export type MoveBody = z.infer<typeof MoveBody>

/** `message`: what the person reads, in their language, and not before when. */
export const MoveResult = z.object({
  preview: z.boolean(),
  message: z.object({ text: z.string(), language: LanguageTag, tellAt: Moment }),
  application: ApplicationView,
})
export type MoveResult = z.infer<typeof MoveResult>

const OfOrganisation = z.strictObject({ organisationId: OrganisationId })
const OfApplication = z.strictObject({ organisationId: OrganisationId, applicationId: ApplicationId })

export const applicationRoutes = {
  listJobApplications: {
    method: 'GET',
    path: '/organisations/:organisationId/jobs/:jobId/applications',
    surface: 'employer',
    summary: 'Who applied for a job, oldest first',
    params: OfJob,
    query: PageQuery,
    success: { status: 200, description: 'A page of applications', schema: pageOf(ApplicationSummary) },
    problems: [],
  },
  listApplications: {
    method: 'GET',
    path: '/organisations/:organisationId/applications',
    surface: 'employer',
    summary: 'Applications in one state, oldest first; those that wait for an answer when no state is named',
    params: OfOrganisation,
    query: PageQuery.extend({ state: ApplicationState.default('new') }),
    success: { status: 200, description: 'A page of applications', schema: pageOf(ApplicationSummary) },
    problems: [],
  },
  readApplication: {
    method: 'GET',
    path: '/organisations/:organisationId/applications/:applicationId',
    surface: 'employer',
    summary: 'An application: the person, the reasons, the answers, what happened',
    params: OfApplication,
    success: { status: 200, description: 'The application', schema: ApplicationView },
    problems: [],
  },
  moveApplication: {
    method: 'POST',
    creates: 'state',
    path: '/organisations/:organisationId/applications/:applicationId/moves',
    surface: 'employer',
    summary: 'Move an application on, or preview what the person would read; not selected waits an hour',
    params: OfApplication,
    body: MoveBody,
    success: { status: 200, description: 'The application and the message', schema: MoveResult },
    problems: ['application-state', 'job-full', 'conflict'],
  },
  undoMove: {
    method: 'DELETE',
    path: '/organisations/:organisationId/applications/:applicationId/moves/pending',
    surface: 'employer',
    summary: 'Take back an outcome that the person was not told yet',
    params: OfApplication,
    success: { status: 200, description: 'The application as it was', schema: ApplicationView },
    problems: ['application-state', 'conflict'],
  },
} as const satisfies Record<string, Route>
