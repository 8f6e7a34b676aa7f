import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'

type Session = Pick<DocumentOf<'sessions'>, 'id' | 'nonce' | 'turn' | 'turnedAt'>

/** After a token was used up, how long it may come once more: its answer was lost, or two pages asked at once. Milliseconds. */
export const graceMs = 10_000

/**
 * What a refresh token is to its session. `current`: the next one is due. `previous`: used up moments ago, and its successor
 * may be given again. `reused`: used up before that, so that two hold the session. `forged`: never given out.
 */
export type Judgement = 'current' | 'previous' | 'reused' | 'forged'

/**
 * The token of a session's turn, `<session id>.<turn>.<mac>`: HMAC-SHA-256 under the server's secret over both and the
 * session's own 256 random bits. It can be made again and is nowhere stored.
 */
export const refreshTokenOf = (secret: Buffer, { id, nonce }: Pick<Session, 'id' | 'nonce'>, turn: number): string => {
  const mac = createHmac('sha256', secret).update(`${id}.${turn}.${nonce}`).digest('base64url')
  return `${id}.${turn}.${mac}`
}

/** The session that a token says it belongs to; undefined for what is no token. Proves nothing. */
export const sessionIdIn = (token: string): string | undefined => parts(token)?.id

export const judge = (secret: Buffer, session: Session, { token, now }: { token: string; now: number }): Judgement => {
  const turn = parts(token)?.turn
  if (turn === undefined || !equal(token, refreshTokenOf(secret, session, turn))) return 'forged'
  if (turn === session.turn) return 'current'
  return turn === session.turn - 1 && now - session.turnedAt <= graceMs ? 'previous' : 'reused'
}

const parts = (token: string): { readonly id: string; readonly turn: number } | undefined => {
  const [, id, turn] = /^(ses_[0-9a-z]{26})\.(0|[1-9]\d{0,8})\.[\w-]{43}$/.exec(token) ?? []
  return id === undefined ? undefined : { id, turn: Number(turn) }
}

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
