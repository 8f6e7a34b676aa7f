import { LanguageTag } from '@rolecall/contract/language'
import { z } from 'zod'
import { define } from './define.ts'

export const organisations = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    name: z.string(),
    country: z.string(),
    /** `vetted`: may publish; `pending`: waits for a moderator; `suspended`: may not. */
    state: z.enum(['pending', 'vetted', 'suspended']),
    createdAt: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: { state: { fields: ['state', 'createdAt'] } },
  feed: true,
})

export const users = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    /** Lower case. */
    email: z.string(),
    emailKey: z.string(),
    emailConfirmedAt: z.int().optional(),
    name: z.string(),
    language: LanguageTag,
    /** PHC string of argon2id. */
    passwordHash: z.string().optional(),
    state: z.enum(['active', 'disabled']),
    createdAt: z.int(),
  }),
  personal: ['email', 'name'],
  blind: ['emailKey'],
  sealedBy: 'id',
  indexes: { email: { fields: ['emailKey'], unique: true } },
  feed: true,
})

export const memberships = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    userId: z.string(),
    organisationId: z.string(),
    role: z.enum(['owner', 'recruiter', 'reviewer']),
    createdAt: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: {
    user: { fields: ['userId', 'createdAt'] },
    organisation: { fields: ['organisationId', 'createdAt'] },
    pair: { fields: ['userId', 'organisationId'], unique: true },
  },
  feed: true,
})
