import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomFillSync } from 'node:crypto'
import type { Keys } from '@rolecall/core/ports/keys'

/** Key-encryption keys by id (AES-256), which of them wraps now, and the secret that blind keys are derived from. */
export type KeyRing = {
  readonly current: string
  readonly wrapping: ReadonlyMap<string, KeyObject>
  readonly blindSecret: Buffer
}

const nonceBytes = 12
const tagBytes = 16

/**
 * Keys held in memory. A wrapped key is base64url of nonce (12 bytes), tag (16) and AES-256-GCM ciphertext, with the
 * context as associated data: a key wrapped for one owner does not unwrap for another.
 * @throws KeyUnknown where the id is not of this ring, KeyRefused where the context or the bytes are not the wrapped ones.
 */
export const keysOf = (ring: KeyRing): Keys => {
  const blindKeys = new Map<string, Buffer>()
  return {
    current: ring.current,
    wrap: async (dataKey, context) => ({
      keyId: ring.current,
      wrapped: seal(keyNamed(ring, ring.current), dataKey, context),
    }),
    unwrap: async (wrapped, keyId, context) => open(keyNamed(ring, keyId), wrapped, context),
    blindKey: (name) => {
      const known = blindKeys.get(name)
      if (known) return known
      const derived = Buffer.from(hkdfSync('sha256', ring.blindSecret, '', `blind index: ${name}`, 32))
      blindKeys.set(name, derived)
      return derived
    },
  }
}

export class KeyUnknown extends Error {
  override readonly name = 'KeyUnknown'
}

export class KeyRefused extends Error {
  override readonly name = 'KeyRefused'
}

const keyNamed = (ring: KeyRing, id: string): KeyObject => {
  const key = ring.wrapping.get(id)
  if (!key)
    throw new KeyUnknown(`no key-encryption key named ${id}: is this the key file that the data was sealed with?`)
  return key
}

const seal = (key: KeyObject, dataKey: Buffer, context: string): string => {
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const ciphertext = Buffer.concat([cipher.update(dataKey), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url')
}

const open = (key: KeyObject, wrapped: string, context: string): Buffer => {
  const bytes = Buffer.from(wrapped, 'base64url')
  if (bytes.length < nonceBytes + tagBytes) throw new KeyRefused('the wrapped key is cut short')
  const nonce = bytes.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
  } catch (cause) {
    throw new KeyRefused(`the wrapped key does not open for ${context}`, { cause })
  }
}

let pool = Buffer.alloc(0)

/** Each person who is new has a key to wrap: the system is asked for the nonces of hundreds at a time. Each byte is used once. */
const nextNonce = (): Buffer => {
  if (pool.length < nonceBytes) pool = randomFillSync(Buffer.allocUnsafeSlow(nonceBytes * 340))
  const nonce = pool.subarray(0, nonceBytes)
  pool = pool.subarray(nonceBytes)
  return nonce
}
