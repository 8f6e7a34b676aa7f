import type { DocumentOf } from './model/collections.ts'

type WebSignIn = DocumentOf<'webSignIns'>

/** How long an attempt to sign in lives. Milliseconds. */
export const signInMs = 10 * 60_000

/** The text that a phone sends to prove its account: `SIGN-IN ABCDE-FGHJK`, or `JOIN ABCDE-FGHJK`. */
export const signInText = (code: string, word: 'SIGN-IN' | 'JOIN' = 'SIGN-IN'): string =>
  `${word} ${code.slice(0, 5)}-${code.slice(5)}`

/**
 * The ten characters (Crockford's base 32) of a text that is meant to sign in or to join, whatever case and signs it was typed in;
 * undefined for any other text.
 */
export const signInCodeIn = (text: string): string | undefined => {
  if (text.length > 60) return undefined
  const [, first, second] = /^\s*(?:sign[\s-]?in|join)[\s:]+([0-9a-z]{5})[\s-]?([0-9a-z]{5})\s*$/i.exec(text) ?? []
  return first === undefined ? undefined : `${first}${second}`.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
}

/** The id of an option under the question for the number: `answer` is the number, or `no` for "It was not me". */
export const signInOption = (attemptId: string, answer: string): string => `web-sign-in.${attemptId}.${answer}`

export const signInOptionIn = (id: string): { readonly attemptId: string; readonly answer: string } | undefined => {
  const [, attemptId, answer] = /^web-sign-in\.(wsi_[0-9a-z]{26})\.(\d\d|no)$/.exec(id) ?? []
  return attemptId === undefined || answer === undefined ? undefined : { attemptId, answer }
}

export type SignInRefusal = 'unknown' | 'expired' | 'used'
export type SignInDecision =
  | { readonly decision: 'ask' | 'proven' | 'refused'; readonly attempt: WebSignIn }
  | { readonly decision: 'cannot'; readonly because: SignInRefusal }

/** An account sent the code of an attempt: the first one that does is asked, any other gets nothing of it. */
export const askForNumber = (
  attempt: WebSignIn | undefined,
  { accountId, now }: { readonly accountId: string; readonly now: number },
): SignInDecision => {
  if (attempt === undefined) return cannot('unknown')
  const isOpen = attempt.state === 'waiting' || (attempt.state === 'asked' && attempt.accountId === accountId)
  if (!isOpen) return cannot('used')
  if (attempt.endsAt <= now) return cannot('expired')
  return { decision: 'ask', attempt: { ...attempt, state: 'asked', accountId } }
}

/**
 * The account answers which number its browser shows. Whoever was sent the link of somebody else's browser sees no number:
 * one wrong answer, or that it was not them, ends the attempt.
 */
export const answerNumber = (
  attempt: WebSignIn | undefined,
  answered: {
    readonly accountId: string
    readonly personId: string
    readonly answer: string
    /** The number that the browser shows. */
    readonly shown: string
    readonly now: number
  },
): SignInDecision => {
  if (attempt === undefined || attempt.accountId !== answered.accountId) return cannot('unknown')
  if (attempt.state !== 'asked') return cannot('used')
  if (attempt.endsAt <= answered.now) return cannot('expired')
  if (answered.answer === answered.shown)
    return { decision: 'proven', attempt: { ...attempt, state: 'proven', personId: answered.personId } }
  const refusedBecause = answered.answer === 'no' ? 'not-me' : 'wrong-number'
  return { decision: 'refused', attempt: { ...attempt, state: 'refused', refusedBecause } }
}

const cannot = (because: SignInRefusal): SignInDecision => ({ decision: 'cannot', because })
