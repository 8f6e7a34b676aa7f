import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AccessClaims, accessMs } from '../access/access-token.ts'
import { continueSession, endSession, type Opened, openSession, type Session } from '../access/sessions.ts'
import type { AppDeps } from './deps.ts'

const accessCookie = '__Host-rolecall'
const refreshCookie = '__Host-rolecall-refresh'
const cookie: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' }
const longestDevice = 200

export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/**
 * Whom the request's tokens speak for: a bearer token alone where there is one, else the browser's cookies. An access token
 * that has ended is replaced by means of the refresh token, in the same answer.
 */
export const identify = async (deps: AppDeps, { request, reply }: Exchange): Promise<AccessClaims | undefined> => {
  const token = bearerOf(request)
  if (token !== undefined) return deps.accessTokens.verify(token)
  const access = request.cookies[accessCookie]
  const claims = access === undefined ? undefined : await deps.accessTokens.verify(access)
  if (claims !== undefined) return claims
  const refresh = request.cookies[refreshCookie]
  const opened = refresh === undefined ? undefined : await continueSession(deps, refresh)
  if (opened !== undefined) return handOut(deps, reply, opened)
  if (access !== undefined || refresh !== undefined) clearCookies(reply)
  return undefined
}

/** Signs someone in on this browser. The session that it had before ends, so that nobody can plant theirs. */
export const startSession = async (
  deps: AppDeps,
  exchange: Exchange,
  whose: Pick<Session['doc'], 'subject' | 'surface' | 'keptMs'>,
): Promise<boolean> => {
  const before = await identify(deps, exchange)
  if (before !== undefined) await endSession(deps, before.sessionId, 'replaced')
  const device = exchange.request.headers['user-agent']?.slice(0, longestDevice)
  const opened = await openSession(deps, { ...whose, ...(device === undefined ? {} : { device }) })
  if (opened === undefined) return false
  await handOut(deps, exchange.reply, opened)
  return true
}

export const clearCookies = (reply: FastifyReply): void => {
  reply.clearCookie(accessCookie, cookie)
  reply.clearCookie(refreshCookie, cookie)
}

const handOut = async (
  deps: AppDeps,
  reply: FastifyReply,
  { session, refreshToken }: Opened,
): Promise<AccessClaims> => {
  const claims = { sessionId: session.id, subject: session.subject, surface: session.surface }
  const maxAge = accessMs / 1000
  reply.setCookie(accessCookie, await deps.accessTokens.sign(claims), { ...cookie, maxAge })
  const kept = session.keptMs === undefined ? {} : { maxAge: session.keptMs / 1000 }
  reply.setCookie(refreshCookie, refreshToken, { ...cookie, ...kept })
  return claims
}

/** The bearer token of a request; empty where its Authorization is of another kind, so that no cookie counts beside it. */
export const bearerOf = ({ headers: { authorization } }: FastifyRequest): string | undefined =>
  authorization === undefined ? undefined : (/^Bearer ([\w.-]+)$/i.exec(authorization)?.[1] ?? '')
