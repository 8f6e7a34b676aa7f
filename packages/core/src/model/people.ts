import { LanguageTag } from '@rolecall/contract/language'
import { Profile } from '@rolecall/contract/profile'
import { z } from 'zod'
import { define } from './define.ts'

/**
 * A WhatsApp account as one business portfolio sees it: not a phone number, not a person. One without `userKey` and
 * `phoneKey` holds a person of the web until they join theirs; nothing is ever sent to it.
 */
export const accounts = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    portfolioId: z.string(),
    /** `<portfolio>/<business-scoped user id>` */
    userKey: z.string().optional(),
    /** `<portfolio>/<wa_id>`; may be absent, change, and be shared. */
    phoneKey: z.string().optional(),
    userId: z.string().optional(),
    waId: z.string().optional(),
    profileName: z.string().optional(),
    username: z.string().optional(),
    previousUserIds: z.array(z.string()),
    personIds: z.array(z.string()),
    activePersonId: z.string().optional(),
    /** `unreachable`: sends are given up until the account writes again. */
    state: z.enum(['active', 'stopped', 'unreachable']),
    createdAt: z.int(),
    /** Up to a minute before their last message, while they go on writing. */
    lastInboundAt: z.int(),
    /** When they were asked, after a long silence, whether their profile is to be kept. */
    askedAt: z.int().optional(),
  }),
  personal: ['userId', 'waId', 'profileName', 'username', 'previousUserIds'],
  blind: ['userKey', 'phoneKey'],
  sealedBy: 'id',
  indexes: {
    user: { fields: ['userKey'], unique: true },
    phone: { fields: ['phoneKey'], unique: true },
    silent: { fields: ['state', 'lastInboundAt'] },
  },
  feed: false,
})

/** A person with their profile. `state`: `registering` until the first matches were shown; `hidden` after STOP. */
export const people = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    accountId: z.string(),
    state: z.enum(['registering', 'active', 'hidden']),
    name: z.string().optional(),
    /** The tag of the link or poster that they came by, as in `src-flyer`. */
    source: z.string().optional(),
    language: LanguageTag,
    timeZone: z.string(),
    profile: Profile,
    alerts: z.boolean(),
    createdAt: z.int(),
    updatedAt: z.int(),
    /** When alerts were sent, epoch ms, the last 14 days. */
    alertedAt: z.array(z.int()),
    /** `web`: registered on a page and has no WhatsApp here: what is told to them stands in `news`. Absent: WhatsApp. */
    channel: z.enum(['web']).optional(),
    /** An address that they confirmed, as typed; `emailKey` is its lower case, by which they are found. */
    email: z.string().optional(),
    emailKey: z.string().optional(),
    /** Whether their news go to that address too. */
    emailUpdates: z.boolean().optional(),
    /** Epoch ms at which to ask whether anything keeps a registration of the web; absent once something does. */
    forgetAt: z.int().optional(),
  }),
  personal: ['name', 'profile', 'email'],
  blind: ['emailKey'],
  sealedBy: 'id',
  indexes: {
    account: { fields: ['accountId', 'createdAt'] },
    state: { fields: ['state', 'id'] },
    email: { fields: ['emailKey'], unique: true },
    forget: { fields: ['forgetAt'] },
    age: { fields: ['state', 'updatedAt'] },
  },
  feed: true,
})

/** The chat of one account with one business number. `state` is the conversation's own (see conversation/state.ts). */
export const conversations = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    accountId: z.string(),
    phoneNumberId: z.string(),
    state: z.unknown(),
    language: LanguageTag,
    lastInboundAt: z.int(),
    updatedAt: z.int(),
  }),
  personal: ['state'],
  blind: [],
  sealedBy: 'accountId',
  indexes: { account: { fields: ['accountId', 'phoneNumberId'], unique: true } },
  feed: false,
})

/** Append-only. The newest of a scope counts. */
export const consents = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    personId: z.string(),
    scope: z.enum(['service', 'alerts', 'share-contact']),
    /** For `share-contact`: the organisation. */
    organisationId: z.string().optional(),
    given: z.boolean(),
    textVersion: z.string(),
    language: LanguageTag,
    channel: z.enum(['whatsapp', 'web', 'staff']),
    at: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: { person: { fields: ['personId', 'at'] } },
  feed: false,
})
