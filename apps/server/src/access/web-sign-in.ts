import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store, Stored } from '@rolecall/core/ports/store'
import { signInMs } from '@rolecall/core/web-sign-in'

type WebSignIn = DocumentOf<'webSignIns'>

/**
 * A new attempt and the token of its browser, `<id>.<256 random bits>`. The code is made from the token and stands nowhere:
 * the browser shows it, the store holds hashes.
 */
export const newAttempt = (
  secret: Buffer,
  given: {
    readonly makeId: (collection: 'webSignIns') => string
    readonly randomBytes: (count: number) => Buffer
    readonly language: string
    readonly now: number
  },
): { readonly attempt: WebSignIn; readonly token: string } => {
  const id = given.makeId('webSignIns')
  const token = `${id}.${given.randomBytes(32).toString('base64url')}`
  const attempt: WebSignIn = {
    id,
    codeHash: hashOfCode(secret, codeOf(secret, token)),
    browserHash: hashed(secret, 'browser', token),
    language: given.language,
    state: 'waiting',
    createdAt: given.now,
    endsAt: given.now + signInMs,
  }
  return { attempt, token }
}

/** The attempt that a browser's token belongs to; undefined for a forged one. */
export const attemptOf = async (
  store: Store,
  secret: Buffer,
  token: string,
): Promise<Stored<WebSignIn> | undefined> => {
  const id = /^(wsi_[0-9a-z]{26})\.[\w-]{43}$/.exec(token)?.[1]
  const attempt = id === undefined ? undefined : await store.get('webSignIns', id)
  if (attempt === undefined) return undefined
  const [given, kept] = [Buffer.from(hashed(secret, 'browser', token)), Buffer.from(attempt.doc.browserHash)]
  return given.length === kept.length && timingSafeEqual(given, kept) ? attempt : undefined
}

/** The code that a browser shows: ten characters of Crockford's base 32, 50 bits. */
export const codeOf = (secret: Buffer, token: string): string =>
  [...mac(secret, 'code', token).subarray(0, 10)].map((byte) => alphabet[byte & 31]).join('')
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const hashOfCode = (secret: Buffer, code: string): string => hashed(secret, 'code-hash', code)

/**
 * The number that the attempt's browser shows and the three that the chat offers, in order: made from the attempt, so
 * that the same question is asked again, and not readable from the store.
 */
export const numbersOf = (
  secret: Buffer,
  attemptId: string,
): { readonly shown: string; readonly offered: readonly string[] } => {
  const bytes = mac(secret, 'numbers', attemptId)
  const offered = new Set<number>()
  for (let at = 0; offered.size < 3; at += 4) offered.add(10 + ((bytes.readUInt32BE(at % 32) + (at >> 5)) % 90))
  const [shown = 10] = offered
  return { shown: String(shown), offered: [...offered].sort((a, b) => a - b).map(String) }
}

const hashed = (secret: Buffer, purpose: string, text: string): string =>
  mac(secret, purpose, text).toString('base64url')

const mac = (secret: Buffer, purpose: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest()
