import { createHmac, timingSafeEqual } from 'node:crypto'

const prefix = 'sha256='

/**
 * Whether `header` (`X-Hub-Signature-256`) signs exactly these bytes. Verify before parsing: Meta escapes
 * `/` and non-ASCII in its JSON, so that a body written anew carries another signature.
 * The signature holds no time; a replay is caught by the event's key.
 */
export function verifySignature(rawBody: Buffer, header: string | undefined, appSecret: string): boolean {
  // An empty secret would accept what anybody can sign.
  if (header === undefined || appSecret === '') return false
  const expected = Buffer.from(sign(rawBody, appSecret))
  const given = Buffer.from(header)
  // timingSafeEqual throws where the lengths differ.
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The header's value for these bytes: `sha256=` and the lower-case hex of HMAC-SHA256. */
export function sign(rawBody: Buffer, secret: string): string {
  return prefix + createHmac('sha256', secret).update(rawBody).digest('hex')
}
