import { LanguageTag } from '@rolecall/contract/language'
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
    /** When the password was said once more, where it was. */
    provenAt: z.int().optional(),
    /** Absolute end, whatever the use. */
    endsAt: z.int(),
    /** How long it may stay unused, in ms, where that is not the usual time: for who has no other way back. */
    keptMs: z.int().optional(),
    endedAt: z.int().optional(),
    endReason: z.enum(['signed-out', 'ended-by-owner', 'token-reused', 'replaced', 'account-changed']).optional(),
  }),
  personal: ['nonce', 'device'],
  blind: [],
  sealedBy: 'subject',
  indexes: { subject: { fields: ['subject', 'createdAt'] }, end: { fields: ['endsAt'] } },
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

/**
 * An attempt of a browser to sign in by WhatsApp. Neither its code nor the browser's secret is stored, but keyed hashes
 * (HMAC-SHA-256, base64url). `asked`: the code came from `accountId`, which is asked for the number that the browser
 * shows. `proven`: it gave the right one, so that the browser may have a session of `personId`, once.
 */
export const webSignIns = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    codeHash: z.string(),
    browserHash: z.string(),
    /** Of the page, for whoever has not told the chat theirs. */
    language: LanguageTag,
    state: z.enum(['waiting', 'asked', 'proven', 'used', 'refused']),
    refusedBecause: z.enum(['wrong-number', 'not-me']).optional(),
    accountId: z.string().optional(),
    personId: z.string().optional(),
    /** The person of the web whom the account is to be joined to; absent where it signs in. */
    joins: z.string().optional(),
    createdAt: z.int(),
    endsAt: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: {
    code: { fields: ['codeHash'], unique: true },
    account: { fields: ['accountId', 'createdAt'] },
    state: { fields: ['state', 'createdAt'] },
    joins: { fields: ['joins', 'createdAt'] },
  },
  feed: false,
})
