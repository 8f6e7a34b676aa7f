import { z } from 'zod'
import type { Route } from './route.ts'
import { Moment, OrganisationId } from './shapes.ts'

const OfOrganisation = z.strictObject({ organisationId: OrganisationId })

export const Member = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['owner', 'recruiter', 'reviewer']),
  since: Moment,
})
export type Member = z.infer<typeof Member>

/** What changed; the page reads it again. `read-again`: changes were missed, anything may have changed. */
export const OrganisationEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('job'), jobId: z.string() }),
  z.object({ type: z.literal('application'), applicationId: z.string(), jobId: z.string() }),
  z.object({ type: z.literal('read-again') }),
])
export type OrganisationEvent = z.infer<typeof OrganisationEvent>

export const organisationRoutes = {
  listMembers: {
    method: 'GET',
    path: '/organisations/:organisationId/members',
    surface: 'employer',
    summary: 'Who works in an organisation',
    params: OfOrganisation,
    success: { status: 200, description: 'The members', schema: z.object({ items: z.array(Member) }) },
    problems: [],
  },
  followEvents: {
    method: 'GET',
    path: '/organisations/:organisationId/events',
    surface: 'employer',
    summary: "Changes of an organisation's jobs and applications as they happen",
    params: OfOrganisation,
    success: { status: 200, description: 'Server-sent events', schema: OrganisationEvent, stream: true },
    problems: [],
  },
} as const satisfies Record<string, Route>
