import type { SignInAttempt } from '@rolecall/contract/pages'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import { signInMs, signInText } from '@rolecall/core/web-sign-in'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { attemptOf, codeOf, newAttempt, numbersOf } from '../../access/web-sign-in.ts'
import type { AppDeps } from '../deps.ts'
import { type Exchange, startSession } from '../session-cookies.ts'

type Attempt = Stored<DocumentOf<'webSignIns'>>

/** What an attempt is for: a join has a cookie of its own, so that neither is taken for the other. */
export type AttemptFor = 'sign-in' | 'join'
const cookieNames = { 'sign-in': '__Host-rolecall-sign-in', join: '__Host-rolecall-join' } as const
const cookie = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const

/**
 * Begins an attempt of this browser; the one that it had before is forgotten. `joins`: the person of the web whom a phone is
 * joined to. False where it could not be stored.
 */
export const beginAttempt = async (
  deps: AppDeps,
  reply: FastifyReply,
  { language, joins }: { readonly language: string; readonly joins?: string },
): Promise<boolean> => {
  const { makeId, randomBytes, clock } = deps
  const { attempt, token } = newAttempt(deps.signInSecret, {
    makeId,
    randomBytes,
    language,
    ...(joins === undefined ? {} : { joins }),
    now: clock.now(),
  })
  const { outcome } = await deps.store.commit([
    { op: 'put', collection: 'webSignIns', doc: attempt, expected: 'absent' },
  ])
  if (outcome !== 'committed') return false
  reply.setCookie(cookieNames[joins === undefined ? 'sign-in' : 'join'], token, { ...cookie, maxAge: signInMs / 1000 })
  return true
}

/** The attempt of this browser, with its token. */
export const readAttempt = async (
  deps: AppDeps,
  request: FastifyRequest,
  purpose: AttemptFor = 'sign-in',
): Promise<{ readonly attempt: Attempt; readonly token: string } | undefined> => {
  const token = request.cookies[cookieNames[purpose]]
  const attempt = token === undefined ? undefined : await attemptOf(deps.store, deps.signInSecret, token)
  if (attempt === undefined || token === undefined) return undefined
  return (attempt.doc.joins === undefined) === (purpose === 'sign-in') ? { attempt, token } : undefined
}

export const isProven = ({ doc }: Attempt, now: number): boolean => doc.state === 'proven' && now < doc.endsAt

/** Uses a proof up and opens the session. False where another request of the browser was first. */
export const spendProof = async (deps: AppDeps, exchange: Exchange, { doc, revision }: Attempt): Promise<boolean> => {
  if (doc.personId === undefined) return false
  const { outcome } = await deps.store.commit([
    { op: 'put', collection: 'webSignIns', doc: { ...doc, state: 'used' }, expected: revision },
  ])
  if (outcome !== 'committed') return false
  exchange.reply.clearCookie(cookieNames['sign-in'], cookie)
  // A session of somebody who was erased meanwhile would make a data key for them anew.
  if ((await deps.store.get('people', doc.personId)) === undefined) return false
  return startSession(deps, exchange, { subject: doc.personId, surface: 'person' })
}

/** What the page shows of an attempt; undefined where it is used up and nothing is left to say. */
export const presentAttempt = (
  deps: AppDeps,
  { attempt: { doc }, token }: { readonly attempt: Attempt; readonly token: string },
): SignInAttempt | undefined => {
  if (doc.state === 'used') return undefined
  if (doc.state === 'refused') return { state: 'over', because: doc.refusedBecause ?? 'wrong-number' }
  if (doc.endsAt <= deps.clock.now()) return { state: 'over', because: 'expired' }
  if (doc.state !== 'waiting') return { state: 'asked', number: numbersOf(deps.signInSecret, doc).shown }
  const text = signInText(codeOf(deps.signInSecret, token), doc.joins === undefined ? 'SIGN-IN' : 'JOIN')
  return { state: 'waiting', text, chatUrl: deps.config.whatsappLink(text) }
}
