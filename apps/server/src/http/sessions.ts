import { createHash } from 'node:crypto'
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AppDeps } from './deps.ts'

export type Session = Stored<DocumentOf<'sessions'>>

const cookieName = '__Host-rolecall'
/** Not used for so long, a session has ended. Milliseconds. */
export const idleMs = 12 * 60 * 60 * 1000
/** However much it is used, a session ends after so long. Milliseconds. */
export const longestMs = 7 * 24 * 60 * 60 * 1000
/** How exactly the last use is known; so that not each request writes. Milliseconds. */
const seenStepMs = 5 * 60 * 1000

const cookie: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' }

/** The session that the request's cookie opens, unless it has ended. */
export const readSession = async (deps: AppDeps, request: FastifyRequest): Promise<Session | undefined> => {
  const token = request.cookies[cookieName]
  if (token === undefined) return undefined
  const found = await deps.store.find('sessions', { index: 'token', where: [hashOf(token)], limit: 1 })
  const [session] = found.items
  const now = deps.clock.now()
  if (session === undefined || !isAlive(session.doc, now)) return undefined
  if (now - session.doc.lastSeenAt >= seenStepMs) await put(deps, session, { lastSeenAt: now })
  return session
}

/** A new session with an id of its own; one that the browser had before ends, so that nobody can plant theirs. */
export const openSession = async (
  deps: AppDeps,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  userId: string,
): Promise<boolean> => {
  await endSession(deps, await readSession(deps, request))
  const token = deps.randomBytes(32).toString('base64url')
  const now = deps.clock.now()
  const { outcome } = await deps.store.commit([
    {
      op: 'put',
      collection: 'sessions',
      expected: 'absent',
      doc: {
        id: deps.makeId('sessions'),
        tokenHash: hashOf(token),
        userId,
        surface: 'employer',
        createdAt: now,
        lastSeenAt: now,
        endsAt: now + longestMs,
      },
    },
  ])
  if (outcome !== 'committed') return false
  reply.setCookie(cookieName, token, cookie)
  return true
}

/** Ends a session for every holder of its cookie, at once. */
export const endSession = async (deps: AppDeps, session: Session | undefined): Promise<void> => {
  let current = session
  while (current !== undefined && current.doc.endedAt === undefined) {
    const { outcome } = await put(deps, current, { endedAt: deps.clock.now() })
    if (outcome === 'committed') return
    current = await deps.store.get('sessions', current.doc.id)
  }
}

export const clearCookie = (reply: FastifyReply): void => {
  reply.clearCookie(cookieName, cookie)
}

const isAlive = ({ endedAt, endsAt, lastSeenAt }: Session['doc'], now: number): boolean =>
  endedAt === undefined && now < endsAt && now < lastSeenAt + idleMs

const put = ({ store }: AppDeps, { doc, revision }: Session, edit: Partial<Session['doc']>) =>
  store.commit([{ op: 'put', collection: 'sessions', doc: { ...doc, ...edit }, expected: revision }])

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
