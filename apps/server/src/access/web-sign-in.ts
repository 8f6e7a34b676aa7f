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
    /** The person of the web whom the phone is to be joined to. */
    readonly joins?: string
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
    ...(given.joins === undefined ? {} : { joins: given.joins }),
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
  return isSameText(hashed(secret, 'browser', token), attempt.doc.browserHash) ? attempt : undefined
}

/** The code that a browser shows: ten characters of Crockford's base 32, 50 bits. */
export const codeOf = (secret: Buffer, token: string): string =>
  [...mac(secret, 'code', token).subarray(0, 10)].map((byte) => alphabet[byte & 31]).join('')
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const hashOfCode = (secret: Buffer, code: string): string => hashed(secret, 'code-hash', code)

/** A sign-in offers few, since it is asked of whoever owns the pages; a join offers more, since a thief of its code would be asked. */
const numbersOffered = (attempt: Pick<WebSignIn, 'joins'>): number => (attempt.joins === undefined ? 3 : 9)

/**
 * The number that the attempt's browser shows and those that the chat offers, in order: made from the attempt, so
 * that the same question is asked again, and not readable from the store.
 */
export const numbersOf = (
  secret: Buffer,
  attempt: Pick<WebSignIn, 'id' | 'joins'>,
): { readonly shown: string; readonly offered: readonly string[] } => {
  const bytes = mac(secret, 'numbers', attempt.id)
  const offered = new Set<number>()
  for (let at = 0; offered.size < numbersOffered(attempt); at += 4)
    offered.add(10 + ((bytes.readUInt32BE(at % 32) + (at >> 5)) % 90))
  const [shown = 10] = offered
  return { shown: String(shown), offered: [...offered].sort((a, b) => a - b).map(String) }
}

/** What the link that ends a person's mails carries: their id, and that it was made for this address. */
export const mailStopToken = (secret: Buffer, personId: string, emailKey: string): string =>
  `${personId}.${hashed(secret, 'mail-stop', `${personId}\n${emailKey}`)}`

export const personIdOfMailStop = (token: string): string | undefined =>
  /^(per_[0-9a-z]{26})\.[\w-]{43}$/.exec(token)?.[1]

/** What is kept of a browser's secret. */
export const hashOfBrowser = (secret: Buffer, token: string): string => hashed(secret, 'mail-browser', token)

export const isSameText = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const hashed = (secret: Buffer, purpose: string, text: string): string =>
  mac(secret, purpose, text).toString('base64url')

const mac = (secret: Buffer, purpose: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest()
