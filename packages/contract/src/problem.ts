import { z } from 'zod'

/**
 * RFC 9457 problem details. `code` is stable; `errors` name fields by JSON pointer with a message key for the reader's language.
 * `made`: the id of what a copy of the request made before.
 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  made: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
