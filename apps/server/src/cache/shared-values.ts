import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What the shared cache can hold: bytes, and a few words about them. */
export type Blob = { readonly about: Readonly<Record<string, string | number>>; readonly body: Buffer }

/** `madeAt` and `until`: epoch ms. `costMs`: what it took to make. */
export type SharedValue = Blob & { readonly madeAt: number; readonly until: number; readonly costMs: number }

/** Its last part says what is in it, so that a version with another form finds none of these. */
const version = 1
const macBytes = 32
const lengthBytes = 4

/** Holds no word that somebody searched for, only a hash of it. */
export const sharedKey = (name: string, parts: readonly string[]): string =>
  `kept:${version}:${name}:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`

/**
 * HMAC-SHA-256 over key and content, the length of the words, the words as JSON, the bytes. Whoever can write to the shared
 * cache can thus make no page, nor give one out for another.
 */
export const sealShared = (secret: Buffer, key: string, { body, ...words }: SharedValue): Buffer => {
  const said = Buffer.from(JSON.stringify(words))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(said.length)
  return Buffer.concat([macOf(secret, key, [length, said, body]), length, said, body])
}

/** Undefined for what this installation did not put there under this key. */
export const openShared = (secret: Buffer, key: string, bytes: Uint8Array): SharedValue | undefined => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (all.length < macBytes + lengthBytes) return undefined
  const content = all.subarray(macBytes)
  if (!timingSafeEqual(all.subarray(0, macBytes), macOf(secret, key, [content]))) return undefined
  const wordsEnd = lengthBytes + content.readUInt32BE()
  const words: Omit<SharedValue, 'body'> = JSON.parse(content.toString('utf8', lengthBytes, wordsEnd))
  return { ...words, body: content.subarray(wordsEnd) }
}

const macOf = (secret: Buffer, key: string, content: readonly Buffer[]): Buffer => {
  const mac = createHmac('sha256', secret).update(key).update('\0')
  for (const part of content) mac.update(part)
  return mac.digest()
}
