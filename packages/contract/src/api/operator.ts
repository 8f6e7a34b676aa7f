import { z } from 'zod'
import type { Route } from './route.ts'
import { Moment, OrganisationId, PageQuery, pageOf, UserId } from './shapes.ts'

const StaffRole = z.enum(['support', 'moderator', 'administrator', 'auditor'])
const Email = z
  .string()
  .trim()
  .min(3)
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/)
const Name = z.string().trim().min(1).max(80)
const Token = z.string().min(20).max(120)
/** Six digits of the authenticator app, or a recovery code. */
const Code = z.string().trim().min(6).max(40)
/** At least eight characters, as there is a second factor (ASVS 5.0, 6.2.1). */
const Password = z.string().min(8).max(256)

/** Who of the operator's staff is signed in; null for nobody. */
export const StaffView = z.object({
  staff: z.object({ userId: z.string(), name: z.string(), email: z.string(), role: StaffRole }).nullable(),
})
export type StaffView = z.infer<typeof StaffView>

/** `totpUri`: what the authenticator app reads from a QR code; `totpSecret`: the same to type in. */
export const EnrolmentView = z.object({
  email: z.string(),
  name: z.string(),
  role: StaffRole,
  totpUri: z.string(),
  totpSecret: z.string(),
})
export type EnrolmentView = z.infer<typeof EnrolmentView>

export const OrganisationView = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  state: z.enum(['pending', 'vetted', 'suspended']),
  createdAt: Moment,
  /** Its owners. */
  owners: z.array(z.object({ name: z.string(), email: z.string() })),
  /** The newest of its jobs. */
  jobs: z.array(z.object({ id: z.string(), title: z.string(), state: z.string(), description: z.string() })),
})
export type OrganisationView = z.infer<typeof OrganisationView>

export const SuspendReason = z.enum(['fraud', 'fees', 'discrimination', 'unreachable', 'other'])
export type SuspendReason = z.infer<typeof SuspendReason>

export const StaffMember = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: StaffRole,
  state: z.enum(['enrolling', 'active', 'ended']),
  since: Moment,
})
export type StaffMember = z.infer<typeof StaffMember>

export const AuditEntryView = z.object({
  seq: z.int(),
  at: Moment,
  actor: z.string(),
  role: z.string().optional(),
  action: z.string(),
  subject: z.string(),
  organisation: z.string().optional(),
  detail: z.string().optional(),
})
export type AuditEntryView = z.infer<typeof AuditEntryView>

export const operatorRoutes = {
  readEnrolment: {
    method: 'POST',
    creates: 'reads',
    path: '/operator/enrolment',
    surface: 'public',
    summary: 'What someone who follows their one-time link must set up',
    body: z.strictObject({ token: Token }),
    success: { status: 200, description: 'The enrolment', schema: EnrolmentView },
    problems: ['link-over'],
  },
  finishEnrolment: {
    method: 'POST',
    creates: 'session',
    path: '/operator/enrolment/finish',
    surface: 'public',
    summary: 'Choose a password and prove the second factor: uses up the link and signs in',
    body: z.strictObject({ token: Token, password: Password, code: Code }),
    success: {
      status: 200,
      description: 'Signed in; the recovery codes are told this once',
      schema: z.object({ recoveryCodes: z.array(z.string()) }),
    },
    problems: ['link-over'],
  },
  staffSignIn: {
    method: 'POST',
    creates: 'session',
    path: '/operator/session',
    surface: 'public',
    summary: 'Sign in as staff with e-mail, password and second factor',
    body: z.strictObject({ email: Email, password: z.string().min(1).max(256), code: Code }),
    success: { status: 200, description: 'Signed in; the session is in the cookies', schema: StaffView },
    problems: ['wrong-credentials'],
  },
  whichStaff: {
    method: 'GET',
    path: '/operator/session',
    surface: 'public',
    summary: 'Who of the staff is signed in',
    success: { status: 200, description: 'The member of staff, or nobody', schema: StaffView },
    problems: [],
  },
  listOrganisations: {
    method: 'GET',
    path: '/operator/organisations',
    surface: 'operator',
    summary: 'Organisations in one state, oldest first',
    query: PageQuery.extend({ state: OrganisationView.shape.state.default('pending') }),
    success: { status: 200, description: 'A page of organisations', schema: pageOf(OrganisationView) },
    problems: [],
  },
  vetOrganisation: {
    method: 'POST',
    creates: 'state',
    path: '/operator/organisations/:organisationId/state',
    surface: 'operator',
    summary: 'Let an organisation publish, or stop it: its open jobs are then paused',
    params: z.strictObject({ organisationId: OrganisationId }),
    body: z.strictObject({ state: z.enum(['vetted', 'suspended']), reason: SuspendReason.optional() }),
    success: { status: 200, description: 'The organisation', schema: OrganisationView },
    problems: ['conflict'],
  },
  listStaff: {
    method: 'GET',
    path: '/operator/staff',
    surface: 'operator',
    summary: 'Who works for the operator',
    success: { status: 200, description: 'The staff', schema: z.object({ items: z.array(StaffMember) }) },
    problems: [],
  },
  addStaff: {
    method: 'POST',
    creates: 'told-once',
    path: '/operator/staff',
    surface: 'operator',
    summary: 'Make someone one of the staff; the one-time link to enrol by is in the answer alone',
    body: z.strictObject({ email: Email, name: Name, role: StaffRole }),
    success: { status: 201, description: 'Added', schema: z.object({ userId: z.string(), url: z.string() }) },
    problems: ['conflict'],
  },
  changeStaff: {
    method: 'PUT',
    path: '/operator/staff/:userId',
    surface: 'operator',
    summary: 'Another role, or the end of their work; never of oneself',
    params: z.strictObject({ userId: UserId }),
    body: z.strictObject({ role: StaffRole.optional(), ended: z.boolean().optional() }),
    success: { status: 200, description: 'As they are now', schema: StaffMember },
    problems: ['conflict'],
  },
  readAuditLog: {
    method: 'GET',
    path: '/operator/audit-log',
    surface: 'operator',
    summary: 'Who did what to whom, newest first; of one actor or subject where it is named',
    query: PageQuery.extend({ of: z.string().max(60).optional() }),
    success: { status: 200, description: 'A page of the log', schema: pageOf(AuditEntryView) },
    problems: [],
  },
} as const satisfies Record<string, Route>
