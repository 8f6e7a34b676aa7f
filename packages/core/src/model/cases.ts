import { z } from 'zod'
import { define } from './define.ts'

export const CaseReason = z.enum(['asked', 'three-misses', 'distress', 'delete'])
export type CaseReason = z.infer<typeof CaseReason>
export const CaseOutcome = z.enum(['solved', 'no-answer', 'referred'])
export type CaseOutcome = z.infer<typeof CaseOutcome>

/** A person who needs a person. `taken`: one of the staff (`agentId`) has it, and nobody else may read it. Epoch ms. */
export const cases = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    accountId: z.string(),
    personId: z.string().optional(),
    reason: CaseReason,
    state: z.enum(['open', 'taken', 'closed']),
    at: z.int(),
    /** By when the person was told that someone writes. */
    answerBy: z.int().optional(),
    /** When the person last wrote while it was open. */
    heardAt: z.int().optional(),
    agentId: z.string().optional(),
    takenAt: z.int().optional(),
    /** The agent's last act in it. */
    agentAt: z.int().optional(),
    /** Whether the person was told that the agent is there. */
    told: z.boolean().optional(),
    /** The person went back to the bot, though the agent has the case. */
    botBack: z.boolean().optional(),
    /** When the person was last asked, by a template, to write. */
    invitedAt: z.int().optional(),
    /** When it was last written down that the agent reads it. */
    readAt: z.int().optional(),
    closedAt: z.int().optional(),
    outcome: CaseOutcome.optional(),
  }),
  personal: [],
  blind: [],
  indexes: {
    state: { fields: ['state', 'at'] },
    reason: { fields: ['state', 'reason', 'at'] },
    agent: { fields: ['agentId', 'state', 'at'] },
    closed: { fields: ['state', 'closedAt'] },
    account: { fields: ['accountId', 'at'] },
  },
  feed: false,
})

/**
 * What is said in the chat of a person from the message that opened the case on, and what the agent notes down. What the bot says
 * stands in the outbox alone, and so does how far a message of the agent came (`outboxId`).
 */
export const caseMessages = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    caseId: z.string(),
    accountId: z.string(),
    /** `note`: for the staff alone, never sent. */
    from: z.enum(['person', 'agent', 'note']),
    kind: z.enum(['text', 'audio', 'image', 'video', 'document', 'sticker', 'location', 'contacts', 'other']),
    text: z.string(),
    outboxId: z.string().optional(),
    at: z.int(),
  }),
  personal: ['text'],
  blind: [],
  sealedBy: 'accountId',
  indexes: { case: { fields: ['caseId', 'at'] } },
  feed: false,
})
