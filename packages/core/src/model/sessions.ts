import { z } from 'zod'
import { define } from './define.ts'

/**
 * A sign-in on one device and all the refresh tokens that follow from it. No token is stored: `nonce` (256 random bits) and
 * `turn` are what the server makes them from. `subject`: the id of a user or of a person.
 */
export const sessions = define({
  version: 2,
  schema: z.object({
    id: z.string(),
    subject: z.string(),
    surface: z.enum(['employer', 'operator', 'person']),
    nonce: z.string(),
    /** How many times the refresh token was used up, and when it last was. */
    turn: z.int(),
    turnedAt: z.int(),
    /** What the browser says of itself. */
    device: z.string().optional(),
    createdAt: z.int(),
    lastSeenAt: z.int(),
    /** Absolute end, whatever the use. */
    endsAt: z.int(),
    endedAt: z.int().optional(),
    endReason: z.enum(['signed-out', 'ended-by-owner', 'token-reused', 'replaced', 'account-changed']).optional(),
  }),
  personal: ['nonce', 'device'],
  blind: [],
  sealedBy: 'subject',
  indexes: { subject: { fields: ['subject', 'createdAt'] } },
  feed: true,
  /** Cookies of the version before cannot be continued: those sessions have ended. */
  upgrade: ({ id, userId, createdAt, lastSeenAt, endsAt, endedAt }) => ({
    id: String(id),
    subject: String(userId),
    surface: 'employer' as const,
    nonce: '',
    turn: 0,
    turnedAt: Number(createdAt),
    createdAt: Number(createdAt),
    lastSeenAt: Number(lastSeenAt),
    endsAt: Number(endsAt),
    endedAt: Number(endedAt ?? lastSeenAt),
  }),
})

/** Keys that sign tokens. `privateJwk`: the key pair as a JSON Web Key (RFC 7517). */
export const signingKeys = define({
  version: 1,
  schema: z.object({ id: z.string(), use: z.enum(['access']), privateJwk: z.string(), createdAt: z.int() }),
  personal: ['privateJwk'],
  blind: [],
  sealedBy: 'id',
  indexes: { use: { fields: ['use', 'createdAt'] } },
  feed: false,
})
