import { z } from 'zod'
import { PlainName } from './account.ts'
import type { Route } from './route.ts'
import { ApiClientId, Moment, OrganisationId } from './shapes.ts'

/** What an API client may do, in the words of the field. The policy says what each covers. */
export const ApiScope = z.enum([
  'jobs:read',
  'jobs:write',
  'matches:read',
  'invitations:write',
  'applications:read',
  'applications:write',
])
export type ApiScope = z.infer<typeof ApiScope>

/** A program that works for an organisation. `lastUsedAt`: when it last got a token, to the minute. */
export const ApiClient = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(ApiScope),
  createdAt: Moment,
  createdBy: z.string().optional(),
  lastUsedAt: Moment.optional(),
  expiresAt: Moment.optional(),
  /** After a new secret was made: until when the one before is still taken. */
  oldSecretUntil: Moment.optional(),
})
export type ApiClient = z.infer<typeof ApiClient>

/** `clientSecret` is told this once; only its hash is kept. */
export const ApiClientWithSecret = ApiClient.extend({ clientSecret: z.string() })
export type ApiClientWithSecret = z.infer<typeof ApiClientWithSecret>

export const NewApiClient = z.strictObject({
  name: PlainName,
  scopes: z.array(ApiScope).min(1).max(ApiScope.options.length),
  /** Absent: until it is revoked. */
  expiresInDays: z.int().min(1).max(730).optional(),
})
export type NewApiClient = z.infer<typeof NewApiClient>

const OfOrganisation = z.strictObject({ organisationId: OrganisationId })
const OfClient = OfOrganisation.extend({ clientId: ApiClientId })

export const apiClientRoutes = {
  listApiClients: {
    method: 'GET',
    path: '/organisations/:organisationId/api-clients',
    surface: 'employer',
    summary: 'The programs that may work for an organisation, newest first',
    params: OfOrganisation,
    success: { status: 200, description: 'The API clients', schema: z.object({ items: z.array(ApiClient) }) },
    problems: [],
  },
  createApiClient: {
    method: 'POST',
    creates: 'told-once',
    path: '/organisations/:organisationId/api-clients',
    surface: 'employer',
    summary: 'Make an API client; its secret is told this once',
    params: OfOrganisation,
    body: NewApiClient,
    success: { status: 201, description: 'The client with its secret', schema: ApiClientWithSecret },
    problems: ['too-many-clients', 'conflict'],
  },
  rotateApiClient: {
    method: 'POST',
    creates: 'secret',
    path: '/organisations/:organisationId/api-clients/:clientId/secrets',
    surface: 'employer',
    summary: 'Give an API client a new secret; the one before is taken for 24 hours more',
    params: OfClient,
    body: z.strictObject({}),
    success: { status: 200, description: 'The client with its new secret', schema: ApiClientWithSecret },
    problems: ['conflict'],
  },
  revokeApiClient: {
    method: 'DELETE',
    path: '/organisations/:organisationId/api-clients/:clientId',
    surface: 'employer',
    summary: 'End an API client: its secrets and tokens are refused from the next request on',
    params: OfClient,
    success: { status: 204, description: 'Revoked, or it was revoked already' },
    problems: ['conflict'],
  },
} as const satisfies Record<string, Route>
