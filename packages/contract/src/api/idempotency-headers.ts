import { z } from 'zod'

/** 8 to 100 characters, a UUID at best; as a structured string, or without its quotes. */
export const IdempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^("[ !#-[\]-~]{8,100}"|[!#-[\]-~]{8,100})$/)
    .optional()
    .describe('The same key with the same body within a day gets the same answer, and takes effect once'),
})
