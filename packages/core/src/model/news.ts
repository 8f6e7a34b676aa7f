import { z } from 'zod'
import { define } from './define.ts'

/**
 * What a person without WhatsApp would have been sent: shown on their pages from `dueAt` on. It is sealed by the person's own
 * key, so that it moves with them when they join WhatsApp. `toldAt`: they were told of it there.
 */
export const news = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    personId: z.string(),
    /** As it would stand in the outbox. */
    message: z.unknown(),
    category: z.enum(['update', 'alert']),
    dueAt: z.int(),
    toldAt: z.int().optional(),
    at: z.int(),
  }),
  personal: ['message'],
  blind: [],
  sealedBy: 'personId',
  indexes: { person: { fields: ['personId', 'dueAt'] }, age: { fields: ['at'] } },
  feed: false,
})
