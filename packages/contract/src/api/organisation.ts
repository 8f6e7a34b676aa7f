import { z } from 'zod'
import { LanguageTag } from '../language.ts'
import { EmailAddress, LinkToken, PlainName } from './account.ts'
import type { Route } from './route.ts'
import { SessionView } from './session.ts'
import { InvitationId, Moment, OrganisationId, UserId } from './shapes.ts'

const OfOrganisation = z.strictObject({ organisationId: OrganisationId })
const OfMember = OfOrganisation.extend({ userId: UserId })
export const MemberRole = z.enum(['owner', 'recruiter', 'reviewer'])
export type MemberRole = z.infer<typeof MemberRole>

export const Member = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: MemberRole,
  since: Moment,
})
export type Member = z.infer<typeof Member>

/** What the link of an invitation leads to. `known`: the e-mail has an account, so that its password is asked. */
export const MemberInvitation = z.object({
  organisationName: z.string(),
  email: z.string(),
  role: MemberRole,
  known: z.boolean(),
})
export type MemberInvitation = z.infer<typeof MemberInvitation>

/** An invitation that nobody followed yet. */
export const OpenInvitation = z.object({
  invitationId: z.string(),
  email: z.string(),
  role: MemberRole,
  since: Moment,
  until: Moment,
})
export type OpenInvitation = z.infer<typeof OpenInvitation>

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
  inviteMember: {
    method: 'POST',
    creates: true,
    path: '/organisations/:organisationId/members',
    surface: 'employer',
    summary: 'Invite someone by e-mail to work in the organisation',
    params: OfOrganisation,
    body: z.strictObject({ email: EmailAddress, role: MemberRole }),
    success: { status: 204, description: 'The mail is on its way; they are a member once they follow its link' },
    problems: ['already-member', 'mail-off'],
  },
  changeMemberRole: {
    method: 'PUT',
    path: '/organisations/:organisationId/members/:userId',
    surface: 'employer',
    summary: 'Give a member another role',
    params: OfMember,
    body: z.strictObject({ role: MemberRole }),
    success: { status: 204, description: 'The role counts from the next request on' },
    problems: ['last-owner'],
  },
  removeMember: {
    method: 'DELETE',
    path: '/organisations/:organisationId/members/:userId',
    surface: 'employer',
    summary: 'Take someone out of the organisation',
    params: OfMember,
    success: { status: 204, description: 'They see nothing of it any more' },
    problems: ['last-owner'],
  },
  listOpenInvitations: {
    method: 'GET',
    path: '/organisations/:organisationId/invitations',
    surface: 'employer',
    summary: 'Who was invited and did not follow the link yet',
    params: OfOrganisation,
    success: { status: 200, description: 'The invitations', schema: z.object({ items: z.array(OpenInvitation) }) },
    problems: [],
  },
  withdrawInvitation: {
    method: 'DELETE',
    path: '/organisations/:organisationId/invitations/:invitationId',
    surface: 'employer',
    summary: 'Take an invitation back: its link is good for nothing any more',
    params: OfOrganisation.extend({ invitationId: InvitationId }),
    success: { status: 204, description: 'The link opens nothing' },
    problems: [],
  },
  readMemberInvitation: {
    method: 'POST',
    creates: 'reads',
    path: '/member-invitations/read',
    surface: 'public',
    summary: 'What an invitation is to, by the token of its mail',
    body: z.strictObject({ token: LinkToken }),
    success: { status: 200, description: 'The invitation', schema: MemberInvitation },
    problems: ['link-over'],
  },
  joinOrganisation: {
    method: 'POST',
    creates: 'session',
    path: '/member-invitations/accepted',
    surface: 'public',
    summary: 'Become a member by the token of a mail, and sign in',
    body: z.strictObject({
      token: LinkToken,
      /** The present one where there is an account, else the one to be. */
      password: z.string().min(1).max(256),
      /** Needed where there is no account yet. */
      name: PlainName.optional(),
      language: LanguageTag,
    }),
    success: { status: 200, description: 'Signed in', schema: SessionView },
    problems: ['link-over'],
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
