import { z } from 'zod'
import { LanguageTag } from '../language.ts'
import type { Route } from './route.ts'

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
  demoAccounts: z.array(DemoAccount).optional(),
})
export type SessionView = z.infer<typeof SessionView>

export const sessionRoutes = {
  signIn: {
    method: 'POST',
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
} as const satisfies Record<string, Route>
