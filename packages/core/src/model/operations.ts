import { z } from 'zod'
import { define } from './define.ts'

/**
 * Work to be done, in order within its lane. The id is the dedupe key (of an event of a webhook, its kind and the hash of its
 * key), kept after `done` for eight days.
 * `payload` is sealed by `keyOwner`: a day (`day:2026-11-25`) or the owner of a data key; it is absent once done.
 * A lane belongs to one queue. Work that is due is found by `Store.claim`, for which each engine keeps an index of its own.
 */
export const tasks = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    queue: z.enum(['receive', 'deliver', 'match', 'record', 'mail']),
    lane: z.string(),
    kind: z.string(),
    payload: z.unknown().optional(),
    keyOwner: z.string(),
    /** Position within the lane: epoch ms, fractions allowed for batches. */
    order: z.number(),
    dueAt: z.int(),
    state: z.enum(['ready', 'done', 'dead']),
    attempts: z.int(),
    error: z.string().optional(),
    /** The W3C `traceparent` of what made it, where traces are kept: random numbers, nobody's data. */
    trace: z.string().optional(),
    at: z.int(),
  }),
  personal: ['payload'],
  blind: [],
  sealedBy: 'keyOwner',
  indexes: {
    lane: { fields: ['lane', 'state', 'order'] },
    state: { fields: ['state', 'at'] },
  },
  feed: false,
})

/** The `error` of a task that can never be done: what it worked on was erased with its key. */
export const keyDestroyed = 'its data key was destroyed'

/**
 * A message to a person. `message` names catalogue keys and values; it is rendered when it is sent.
 * `unknown`: the process died, or the answer was lost, between request and response; a status webhook settles it.
 */
export const outbox = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    accountId: z.string(),
    personId: z.string().optional(),
    phoneNumberId: z.string(),
    message: z.unknown(),
    category: z.enum(['reply', 'update', 'alert']),
    /** The message of an employer that it carries. */
    messageId: z.string().optional(),
    /** Outside the 24-hour window a template tells of the message in its place. */
    sentAs: z.enum(['message', 'template']).optional(),
    order: z.number(),
    state: z.enum(['queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed', 'unknown', 'dropped']),
    /** A random one of the try that marked it `sending`, by which it knows its own mark where nobody told it whether that stood. */
    mark: z.string().optional(),
    wamid: z.string().optional(),
    attempts: z.int(),
    error: z.string().optional(),
    /** What WhatsApp bills it as, in its own words, from the first status that says so. */
    pricing: z.object({ category: z.string().optional(), type: z.string().optional() }).optional(),
    /** The W3C `traceparent` of what decided it, where traces are kept. */
    trace: z.string().optional(),
    /** Epoch ms: not before (quiet hours, an undoable outcome). */
    dueAt: z.int(),
    at: z.int(),
    updatedAt: z.int(),
  }),
  personal: ['message'],
  /** WhatsApp's message ids hold the number of the person. */
  blind: ['wamid'],
  sealedBy: 'accountId',
  indexes: {
    account: { fields: ['accountId', 'order'] },
    wamid: { fields: ['wamid'], unique: true },
    state: { fields: ['state', 'at'] },
  },
  feed: false,
})

/** A message template as Meta knows it, for one business account. The id is `<wabaId>:<name>:<language>`. */
export const templates = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    wabaId: z.string(),
    name: z.string(),
    language: z.string(),
    status: z.enum(['missing', 'pending', 'approved', 'rejected', 'paused', 'disabled']),
    category: z.string(),
    reason: z.string().optional(),
    updatedAt: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: { waba: { fields: ['wabaId', 'name'] } },
  feed: false,
})

/** A voice note, picture or document of a person; the bytes stand in Files under `fileKey`, sealed with `secret`. */
export const media = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    accountId: z.string(),
    kind: z.enum(['image', 'video', 'audio', 'document', 'sticker']),
    mimeType: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    fileName: z.string().optional(),
    fileKey: z.string().optional(),
    /** Base 64 of the 32-byte key that seals the file. */
    secret: z.string().optional(),
    error: z.string().optional(),
    at: z.int(),
  }),
  personal: ['fileName', 'sha256', 'secret'],
  blind: [],
  sealedBy: 'accountId',
  indexes: { account: { fields: ['accountId', 'at'] }, age: { fields: ['at'] } },
  feed: false,
})

/** A data key, wrapped. The id is its owner (`per_…`, `acc_…`, `usr_…`, `day:…`). Destroying it erases what it sealed. */
export const dataKeys = define({
  version: 1,
  schema: z.object({ id: z.string(), wrapped: z.string(), keyId: z.string(), createdAt: z.int() }),
  personal: [],
  blind: [],
  indexes: { created: { fields: ['createdAt'] }, key: { fields: ['keyId', 'createdAt'] } },
  feed: false,
})
