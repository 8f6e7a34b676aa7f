import type { AuditAction } from '@rolecall/core/model/audit'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Change, Store, Stored } from '@rolecall/core/ports/store'
import { noted } from '../audit/note.ts'
import type { Log } from '../log.ts'
import type { MakeId } from '../make-id.ts'
import { type Judgement, judge, refreshTokenOf, sessionIdIn } from './refresh-token.ts'

export type Session = Stored<DocumentOf<'sessions'>>
export type SessionDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly makeId: MakeId
  readonly randomBytes: (count: number) => Buffer
  /** Makes and judges refresh tokens. */
  readonly refreshSecret: Buffer
}
export type Opened = { readonly session: Session['doc']; readonly refreshToken: string }

/** Not used for so long, a session has ended. Milliseconds. */
export const idleMs = 12 * 60 * 60 * 1000
/** However much it is used, a session ends after so long. Milliseconds. */
export const longestMs = 7 * 24 * 60 * 60 * 1000
/** The two of a person of the web, whose browser may be their only way back. */
export const keptMs = 30 * 24 * 60 * 60 * 1000
const longestKeptMs = 90 * 24 * 60 * 60 * 1000

/** A new session with an id of its own. Undefined where it could not be stored. */
export const openSession = async (
  deps: SessionDeps,
  whose: Pick<Session['doc'], 'subject' | 'surface' | 'device' | 'keptMs'>,
): Promise<Opened | undefined> => {
  const now = deps.clock.now()
  const session: Session['doc'] = {
    id: deps.makeId('sessions'),
    ...whose,
    nonce: deps.randomBytes(32).toString('base64url'),
    turn: 0,
    turnedAt: now,
    createdAt: now,
    lastSeenAt: now,
    endsAt: now + (whose.keptMs === undefined ? longestMs : longestKeptMs),
  }
  const { outcome } = await deps.store.commit([put(session, 'absent'), note(session, 'session.start', now)])
  return outcome === 'committed' ? opened(deps, session) : undefined
}

/**
 * Takes a refresh token and gives the next. A token that was used up before ends its session, for whoever stole it and
 * for whom it was stolen from: nobody can tell which of the two came now.
 */
export const continueSession = async (deps: SessionDeps, token: string): Promise<Opened | undefined> => {
  const id = sessionIdIn(token)
  if (id === undefined) return undefined
  for (;;) {
    const session = await readSession(deps, id)
    if (session === undefined) return undefined
    const judgement: Judgement = judge(deps.refreshSecret, session.doc, { token, now: deps.clock.now() })
    if (judgement === 'forged') return undefined
    if (judgement === 'previous') return opened(deps, session.doc)
    if (judgement === 'reused') {
      deps.log.warn('session.token-reused', { session: id })
      await endSession(deps, id, 'token-reused')
      return undefined
    }
    const now = deps.clock.now()
    const next = { ...session.doc, turn: session.doc.turn + 1, turnedAt: now, lastSeenAt: now }
    const { outcome } = await deps.store.commit([put(next, session.revision)])
    if (outcome === 'committed') return opened(deps, next)
    if (outcome !== 'conflict') return undefined
  }
}

/** The session while it lives. */
export const readSession = async ({ store, clock }: SessionDeps, id: string): Promise<Session | undefined> => {
  const session = await store.get('sessions', id)
  return session !== undefined && isAlive(session.doc, clock.now()) ? session : undefined
}

/** The sessions of a subject that live, newest first. */
export const sessionsOf = async (deps: SessionDeps, subject: string): Promise<readonly Session['doc'][]> =>
  (await storedSessionsOf(deps, subject)).map(({ doc }) => doc)

const storedSessionsOf = async ({ store, clock }: SessionDeps, subject: string): Promise<readonly Session[]> => {
  const { items } = await store.find('sessions', {
    index: 'subject',
    where: [subject],
    order: 'descending',
    limit: 100,
  })
  return items.filter(({ doc }) => isAlive(doc, clock.now()))
}

/** Ends a session for every holder of its tokens, at once and everywhere. */
export const endSession = async (deps: SessionDeps, id: string, reason: EndReason): Promise<void> => {
  for (;;) {
    const session = await deps.store.get('sessions', id)
    if (session === undefined || session.doc.endedAt !== undefined) return
    const now = deps.clock.now()
    const ended = { ...session.doc, endedAt: now, endReason: reason }
    const action = reason === 'token-reused' ? 'session.token-reuse' : 'session.end'
    const { outcome } = await deps.store.commit([put(ended, session.revision), note(session.doc, action, now, reason)])
    if (outcome === 'committed') return
  }
}

/** Changes that end every living session of a subject, in the commit that gives the reason. `but`: the one that goes on. */
export const endings = async (
  deps: SessionDeps,
  { subject, reason, but }: { readonly subject: string; readonly reason: EndReason; readonly but?: string },
): Promise<readonly Change[]> => {
  const now = deps.clock.now()
  const sessions = await storedSessionsOf(deps, subject)
  return sessions
    .filter(({ doc }) => doc.id !== but)
    .flatMap(({ doc, revision }) => [
      put({ ...doc, endedAt: now, endReason: reason }, revision),
      note(doc, 'session.end', now, reason),
    ])
}

type EndReason = NonNullable<Session['doc']['endReason']>

const opened = ({ refreshSecret }: SessionDeps, session: Session['doc']): Opened => ({
  session,
  refreshToken: refreshTokenOf(refreshSecret, session, session.turn),
})

export const isAlive = ({ endedAt, endsAt, lastSeenAt, keptMs: kept = idleMs }: Session['doc'], now: number): boolean =>
  endedAt === undefined && now < endsAt && now < lastSeenAt + kept

const note = ({ id, subject, surface }: Session['doc'], action: AuditAction, at: number, detail?: string): Change =>
  noted({
    at,
    actorKind: surface === 'person' ? 'person' : 'user',
    actorId: subject,
    action,
    subjectId: id,
    ...(detail === undefined ? {} : { detail }),
  })

const put = (doc: Session['doc'], expected: 'absent' | number): Change => ({
  op: 'put',
  collection: 'sessions',
  doc,
  expected,
})
