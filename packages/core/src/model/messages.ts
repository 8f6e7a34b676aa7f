import { LanguageTag } from '@rolecall/contract/language'
import { MessageSide } from '@rolecall/contract/message'
import { ReportDecision, ReportReason } from '@rolecall/contract/report'
import { z } from 'zod'
import { define } from './define.ts'

/**
 * What an employer and a person wrote to each other about an application. Times within a thread differ and only grow.
 * `outboxId`: the WhatsApp message that carries it to the person; how far it came stands there.
 */
export const messages = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    applicationId: z.string(),
    jobId: z.string(),
    organisationId: z.string(),
    personId: z.string(),
    from: MessageSide,
    /** Who wrote it for the organisation. */
    userId: z.string().optional(),
    text: z.object({ text: z.string(), language: LanguageTag.optional() }),
    outboxId: z.string().optional(),
    at: z.int(),
    readAt: z.int().optional(),
  }),
  personal: ['text'],
  blind: [],
  sealedBy: 'personId',
  indexes: {
    thread: { fields: ['applicationId', 'at'] },
    pair: { fields: ['organisationId', 'personId', 'at'] },
    person: { fields: ['personId', 'at'] },
    age: { fields: ['at'] },
  },
  feed: true,
})

/**
 * Who takes no messages from whom: by the person, by the organisation, or by a moderator, whose block names no organisation
 * and keeps the person from writing to any. The id is `<personId>:<organisationId or all>:<by>`.
 */
export const blocks = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    personId: z.string(),
    organisationId: z.string().optional(),
    by: z.enum(['person', 'organisation', 'moderator']),
    active: z.boolean(),
    userId: z.string().optional(),
    at: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: { person: { fields: ['personId', 'at'] } },
  feed: false,
})

/**
 * What someone told the moderators of: a job, or one side of a thread. The id names subject, reporter and day, so that
 * nobody files the same twice on one day. `keyOwner`: the person whom it concerns or who filed it; else its own id.
 */
export const reports = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    about: z.enum(['job', 'organisation', 'person']),
    jobId: z.string(),
    organisationId: z.string(),
    applicationId: z.string().optional(),
    /** Of the thread, or who filed it. */
    personId: z.string().optional(),
    reporter: z.object({ kind: z.enum(['person', 'user', 'visitor']), id: z.string().optional() }),
    reason: ReportReason,
    text: z.object({ text: z.string(), language: LanguageTag.optional() }).optional(),
    keyOwner: z.string(),
    state: z.enum(['open', 'decided']),
    decision: ReportDecision.optional(),
    decidedBy: z.string().optional(),
    decidedAt: z.int().optional(),
    at: z.int(),
  }),
  personal: ['text'],
  blind: [],
  sealedBy: 'keyOwner',
  indexes: {
    state: { fields: ['state', 'at'] },
    person: { fields: ['personId', 'at'] },
    application: { fields: ['applicationId', 'at'] },
  },
  feed: false,
})
