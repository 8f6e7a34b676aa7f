import { Secret, TOTP } from 'otpauth'

/** What an authenticator app shows at a moment (epoch ms) for a secret (base 32). */
export const codeAt = (now: number, secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now })
