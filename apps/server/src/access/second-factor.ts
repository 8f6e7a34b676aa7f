import { createHash } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { Secret, TOTP } from 'otpauth'

type Factor = Pick<DocumentOf<'staff'>, 'totpSecret' | 'totpStep' | 'recoveryHashes'>

const stepMs = 30_000
const recoveryCodeCount = 10

/** A new shared secret, base 32 of 20 bytes (RFC 4226 asks for at least 16). */
export const totpSecretOf = (randomBytes: (count: number) => Buffer): string =>
  new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32

/** What an authenticator app reads from a QR code. */
export const totpUriOf = (secret: string, { issuer, label }: { issuer: string; label: string }): string =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret) }).toString()

/** Codes for the day when the phone is lost, 80 bits each, such as `k3f9-…` in four groups. */
export const recoveryCodesOf = (randomBytes: (count: number) => Buffer): readonly string[] =>
  Array.from({ length: recoveryCodeCount }, () => {
    const text = new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32.toLowerCase()
    return text.match(/.{4}/g)?.join('-') ?? text
  })

export const recoveryHashOf = (code: string): string =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z2-7]/g, ''))
    .digest('hex')

/**
 * The factor after a code was used, or undefined where it is wrong. A code of the app counts in its own 30 seconds and those
 * before and after, once; a recovery code counts once.
 */
export const useCode = (factor: Factor, code: string, now: number): Factor | undefined => {
  const digits = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return useRecoveryCode(factor, code)
  if (factor.totpSecret === undefined) return undefined
  const totp = new TOTP({ secret: Secret.fromBase32(factor.totpSecret) })
  const delta = totp.validate({ token: digits, timestamp: now, window: 1 })
  if (delta === null) return undefined
  const step = Math.floor(now / stepMs) + delta
  return step > factor.totpStep ? { ...factor, totpStep: step } : undefined
}

const useRecoveryCode = (factor: Factor, code: string): Factor | undefined => {
  const hash = recoveryHashOf(code)
  if (!factor.recoveryHashes.includes(hash)) return undefined
  return { ...factor, recoveryHashes: factor.recoveryHashes.filter((each) => each !== hash) }
}
