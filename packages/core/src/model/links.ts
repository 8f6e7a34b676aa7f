import { LanguageTag } from '@rolecall/contract/language'
import { z } from 'zod'
import { define } from './define.ts'

/**
 * A link in a mail or a chat, good for once: what it does deletes it in the same commit. The id is SHA-256 (base64url) of the
 * token, which stands in the message alone. `subject`: the user, the organisation or the person that it is about.
 */
export const links = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    purpose: z.enum([
      'sign-up',
      'password',
      'invitation',
      'person-email',
      'person-sign-in',
      'own-data',
      'reading-own-data',
    ]),
    subject: z.string(),
    content: z.discriminatedUnion('purpose', [
      z.object({
        purpose: z.literal('sign-up'),
        email: z.string(),
        name: z.string(),
        passwordHash: z.string(),
        organisationName: z.string(),
        country: z.string(),
        language: LanguageTag,
      }),
      z.object({ purpose: z.literal('password') }),
      z.object({
        purpose: z.literal('invitation'),
        email: z.string(),
        role: z.enum(['owner', 'recruiter', 'reviewer']),
        /** The owner who invites; once they are no owner any more, it is over. */
        invitedBy: z.string(),
      }),
      z.object({ purpose: z.literal('person-email'), email: z.string() }),
      /** `browserHash`: keyed hash (HMAC-SHA-256, base64url) of the secret of the browser that asked. */
      z.object({ purpose: z.literal('person-sign-in'), browserHash: z.string() }),
      /** What is kept of a person, for that person: opened once, and then read by the browser that opened it. */
      z.object({ purpose: z.literal('own-data') }),
      z.object({ purpose: z.literal('reading-own-data') }),
    ]),
    /** The day's key, which ends after eight days: no link lives longer. */
    keyOwner: z.string(),
    createdAt: z.int(),
    endsAt: z.int(),
  }),
  personal: ['content'],
  blind: [],
  sealedBy: 'keyOwner',
  indexes: {
    subject: { fields: ['subject', 'createdAt'] },
    end: { fields: ['purpose', 'endsAt'] },
  },
  feed: false,
})
