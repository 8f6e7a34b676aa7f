import type { Text } from '@rolecall/text/format'
import { ApiProblem } from '../api/client.ts'

/** What a refused call means, for whoever reads the page. */
export const problemText = (error: unknown, text: Text): string => {
  const key = `problem.${error instanceof ApiProblem ? error.code : 'internal'}`
  return text.say({ key: text.has(key) ? key : 'problem.internal' })
}
