import { z } from 'zod'

/** What the server put into the employers' document. */
export const Start = z.object({
  language: z.string(),
  languages: z.array(z.object({ tag: z.string(), name: z.string() })),
  catalogue: z.record(z.string(), z.string()),
  operator: z.string(),
})
export type Start = z.infer<typeof Start>

export const readStart = (): Start => Start.parse(JSON.parse(document.getElementById('start')?.textContent ?? ''))
