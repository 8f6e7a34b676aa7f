import { createCipheriv, createDecipheriv, createSecretKey, hash, type KeyObject } from 'node:crypto'
import { SealBroken } from '../errors.ts'
import { randomPool } from './random-pool.ts'

/** A data key in use. */
export type DataKey = {
  readonly secret: KeyObject
  /** Four bytes that tell keys apart and stand before what the key seals. Made when asked for: to open what a key sealed takes none. */
  mark(): Buffer
}

/** Where ciphertext belongs: it opens nowhere else. */
export type Place = {
  readonly collection: string
  readonly id: string
  readonly version: number
  readonly owner: string
}

const format = 1
const markEnd = 5
const nonceEnd = markEnd + 12
const tagEnd = nonceEnd + 16
const nextNonce = randomPool(12)
const markPrefix = Buffer.from('data key mark')

export const dataKeyOf = (bytes: Buffer): DataKey => {
  const secret = createSecretKey(bytes)
  let mark: Buffer | undefined
  return {
    secret,
    mark: () => (mark ??= markOf(secret)),
  }
}

const markOf = (secret: KeyObject): Buffer =>
  hash('sha256', Buffer.concat([markPrefix, secret.export()]), 'buffer').subarray(0, 4)

/** Format (1 byte), mark (4), nonce (12), tag (16), AES-256-GCM ciphertext with the place as associated data. */
export const seal = (key: DataKey, place: Place, text: string): Buffer => {
  const head = Buffer.allocUnsafe(tagEnd)
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce).setAAD(associated(place))
  const body = cipher.update(text, 'utf8')
  cipher.final()
  head[0] = format
  key.mark().copy(head, 1)
  nonce.copy(head, markEnd)
  cipher.getAuthTag().copy(head, nonceEnd)
  return Buffer.concat([head, body])
}

/** Undefined where another key sealed it: the one before, which was destroyed. @throws SealBroken */
export const unseal = (key: DataKey, place: Place, sealed: Uint8Array): string | undefined => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < tagEnd || bytes[0] !== format) throw broken(place)
  const decipher = createDecipheriv('aes-256-gcm', key.secret, bytes.subarray(markEnd, nonceEnd), { authTagLength: 16 })
  decipher.setAAD(associated(place)).setAuthTag(bytes.subarray(nonceEnd, tagEnd))
  const text = decipher.update(bytes.subarray(tagEnd))
  try {
    decipher.final()
  } catch (cause) {
    if (!bytes.subarray(1, markEnd).equals(key.mark())) return undefined
    throw broken(place, cause)
  }
  return text.toString()
}

const associated = ({ collection, id, version, owner }: Place): Buffer =>
  Buffer.from(JSON.stringify([collection, id, version, owner]))

const broken = ({ collection, id }: Place, cause?: unknown): SealBroken =>
  new SealBroken(`the sealed part of ${collection}/${id} does not open in its place`, { cause })
