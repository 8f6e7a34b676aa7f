import { ApiScope } from '@rolecall/contract/api/api-clients'
import { z } from 'zod'
import { define } from './define.ts'

/**
 * A program that works for an organisation. Of its secrets (256 random bits each) only the SHA-256 (base64url) is kept, newest first;
 * at most two are taken at a time.
 */
export const apiClients = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    organisationId: z.string(),
    name: z.string(),
    scopes: z.array(ApiScope),
    secrets: z.array(z.object({ hash: z.string(), endsAt: z.int().optional() })),
    /** The user who made it. */
    createdBy: z.string(),
    createdAt: z.int(),
    expiresAt: z.int().optional(),
    lastUsedAt: z.int().optional(),
    revokedAt: z.int().optional(),
  }),
  personal: [],
  blind: [],
  indexes: { organisation: { fields: ['organisationId', 'createdAt'] } },
  feed: true,
})
