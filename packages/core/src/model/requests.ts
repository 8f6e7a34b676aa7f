import { z } from 'zod'
import { define } from './define.ts'

/**
 * A request that created something and came with an Idempotency-Key, for a day. It stands in the same commit as what it created.
 * The id and `fingerprint` are keyed hashes (HMAC-SHA-256, base64url): of who asked, the operation and the key; of the parameters and
 * the body. `result`: what the answer is made from; it holds nothing of a person but ids.
 */
export const requests = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    operation: z.string(),
    fingerprint: z.string(),
    result: z.unknown().optional(),
    /** The day's key, which ends after eight days. */
    keyOwner: z.string(),
    createdAt: z.int(),
  }),
  personal: ['result'],
  blind: [],
  sealedBy: 'keyOwner',
  indexes: { day: { fields: ['keyOwner', 'createdAt'] } },
  feed: false,
})
