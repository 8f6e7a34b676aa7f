import type { Text } from '@rolecall/text/format'
import { ApiProblem } from '../api/client.ts'
import { problemText } from '../text/problem-text.ts'
import { isKnownHere } from './ceremony.ts'

/** What went wrong with a passkey: what the server refused, or what the browser says when its person turned it down. */
export const passkeyProblem = (error: Error, text: Text): string => {
  if (error instanceof ApiProblem) return problemText(error, text)
  return text.say({ key: isKnownHere(error) ? 'web.passkeys.known' : 'web.passkeys.stopped' })
}
