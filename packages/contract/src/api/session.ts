import { z } from 'zod'
import { LanguageTag } from '../language.ts'
import type { Route } from './route.ts'
import { Moment, SessionId } from './shapes.ts'

export const Credentials = z.strictObject({
  email: z.string().trim().min(3).max(254),
  password: z.string().min(1).max(256),
})

export const Membership = z.object({
  organisationId: z.string(),
  name: z.string(),
  role: z.enum(['owner', 'recruiter', 'reviewer']),
  state: z.enum(['pending', 'vetted', 'suspended']),
  country: z.string(),
})
export type Membership = z.infer<typeof Membership>

/** Stands on the sign-in page of the demo; never elsewhere. */
export const DemoAccount = z.object({
  email: z.string(),
  password: z.string(),
  name: z.string(),
  organisationName: z.string(),
})
export type DemoAccount = z.infer<typeof DemoAccount>

/** Who is signed in; `user` is null for a visitor. */
export const SessionView = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), language: LanguageTag }).nullable(),
  organisations: z.array(Membership),
  /** Whether the job form asks what matters most; where it does not, `mattersMost` of a posting changes nothing. */
  asksWhatMatters: z.boolean(),
  /** Where employers can sign up: the countries of the operator. */
  signUp: z.object({ countries: z.array(z.string()) }).optional(),
  demoAccounts: z.array(DemoAccount).optional(),
})
export type SessionView = z.infer<typeof SessionView>

/** A sign-in that lives. `device`: what the browser says of itself. `current`: the one that asks. */
export const OpenSession = z.object({
  id: z.string(),
  device: z.string().optional(),
  since: Moment,
  lastSeenAt: Moment,
  endsAt: Moment,
  current: z.boolean(),
})
export type OpenSession = z.infer<typeof OpenSession>

export const sessionRoutes = {
  signIn: {
    method: 'POST',
    creates: 'session',
    path: '/session',
    surface: 'public',
    summary: 'Sign in with e-mail and password',
    body: Credentials,
    success: { status: 200, description: 'Signed in; the session is in the cookie', schema: SessionView },
    problems: ['wrong-credentials'],
  },
  whoAmI: {
    method: 'GET',
    path: '/session',
    surface: 'public',
    summary: 'Who is signed in',
    success: { status: 200, description: 'The user with their organisations, or no user', schema: SessionView },
    problems: [],
  },
  signOut: {
    method: 'DELETE',
    path: '/session',
    surface: 'public',
    summary: 'Sign out: the session ends everywhere at once',
    success: { status: 204, description: 'Signed out' },
    problems: [],
  },
  listSessions: {
    method: 'GET',
    path: '/sessions',
    surface: 'session',
    summary: 'Where one is signed in, newest first',
    success: { status: 200, description: 'The sessions', schema: z.object({ items: z.array(OpenSession) }) },
    problems: [],
  },
  endSession: {
    method: 'DELETE',
    path: '/sessions/:sessionId',
    surface: 'session',
    summary: 'End one of the own sessions: its tokens are refused from then on',
    params: z.strictObject({ sessionId: SessionId }),
    success: { status: 204, description: 'Ended, or it had ended already' },
    problems: [],
  },
} as const satisfies Record<string, Route>
