import { z } from 'zod'

/** UTF-16 code units. */
export const maxMessageLength = 1000

/** What one writes to the other about an application: text alone, lines and tabs in it, no other control characters. */
export const MessageText = z
  .string()
  .trim()
  .min(1)
  .max(maxMessageLength)
  .regex(/^(?:\P{Cc}|[\n\t])*$/u)

export const MessageSide = z.enum(['person', 'organisation'])
export type MessageSide = z.infer<typeof MessageSide>
