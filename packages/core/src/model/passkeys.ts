import { z } from 'zod'
import { define } from './define.ts'

/**
 * A passkey (WebAuthn credential) of one account on one surface: what a user may do as an employer opens nothing of the
 * staff's. `subject`: the id of a user or of a person. A credential's id belongs to one account alone. The public key
 * (COSE, base64url) is no secret.
 */
export const passkeys = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    subject: z.string(),
    surface: z.enum(['employer', 'operator', 'person']),
    /** Base64url. */
    credentialId: z.string(),
    publicKey: z.string(),
    /** Of the newest signature that was taken; stays 0 where the authenticator does not count. */
    counter: z.int(),
    transports: z.array(z.string()),
    /** Whether it may leave its device, which never changes, and whether it has. */
    backupEligible: z.boolean(),
    backedUp: z.boolean(),
    /** Given by its owner. */
    name: z.string(),
    createdAt: z.int(),
    lastUsedAt: z.int().optional(),
  }),
  personal: ['name'],
  blind: ['credentialId'],
  sealedBy: 'subject',
  indexes: {
    credential: { fields: ['credentialId'], unique: true },
    subject: { fields: ['subject', 'createdAt'] },
  },
  feed: false,
})

/**
 * A challenge that waits for its answer; answering deletes it, rightly or wrongly. The id is SHA-256 (base64url) of the
 * challenge. `binding`: keyed hash of the browser, the surface and, for a new passkey, the account, so that no account is
 * named here.
 */
export const passkeyChallenges = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    ceremony: z.enum(['create', 'sign-in']),
    binding: z.string(),
    endsAt: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: { end: { fields: ['ceremony', 'endsAt'] } },
  feed: false,
})
