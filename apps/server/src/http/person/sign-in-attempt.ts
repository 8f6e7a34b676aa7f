import type { SignInAttempt } from '@rolecall/contract/pages'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import { signInMs, signInText } from '@rolecall/core/web-sign-in'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { attemptOf, codeOf, newAttempt, numbersOf } from '../../access/web-sign-in.ts'
import type { AppDeps } from '../deps.ts'
import { type Exchange, startSession } from '../session-cookies.ts'

type Attempt = Stored<DocumentOf<'webSignIns'>>

const cookieName = '__Host-rolecall-sign-in'
const cookie = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const

/** Begins an attempt of this browser; the one that it had before is forgotten. False where it could not be stored. */
export const beginAttempt = async (deps: AppDeps, reply: FastifyReply, language: string): Promise<boolean> => {
  const { makeId, randomBytes, clock } = deps
  const { attempt, token } = newAttempt(deps.signInSecret, { makeId, randomBytes, language, now: clock.now() })
  const { outcome } = await deps.store.commit([
    { op: 'put', collection: 'webSignIns', doc: attempt, expected: 'absent' },
  ])
  if (outcome !== 'committed') return false
  reply.setCookie(cookieName, token, { ...cookie, maxAge: signInMs / 1000 })
  return true
}

/** The attempt of this browser, with its token. */
export const readAttempt = async (
  deps: AppDeps,
  request: FastifyRequest,
): Promise<{ readonly attempt: Attempt; readonly token: string } | undefined> => {
  const token = request.cookies[cookieName]
  const attempt = token === undefined ? undefined : await attemptOf(deps.store, deps.signInSecret, token)
  return attempt === undefined || token === undefined ? undefined : { attempt, token }
}

export const isProven = ({ doc }: Attempt, now: number): boolean => doc.state === 'proven' && now < doc.endsAt

/** Uses a proof up and opens the session. False where another request of the browser was first. */
export const spendProof = async (deps: AppDeps, exchange: Exchange, { doc, revision }: Attempt): Promise<boolean> => {
  if (doc.personId === undefined) return false
  const { outcome } = await deps.store.commit([
    { op: 'put', collection: 'webSignIns', doc: { ...doc, state: 'used' }, expected: revision },
  ])
  if (outcome !== 'committed') return false
  exchange.reply.clearCookie(cookieName, cookie)
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
  if (doc.state !== 'waiting') return { state: 'asked', number: numbersOf(deps.signInSecret, doc.id).shown }
  const text = signInText(codeOf(deps.signInSecret, token))
  return { state: 'waiting', text, chatUrl: deps.config.whatsappLink(text) }
}
