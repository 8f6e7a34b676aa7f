import { createHmac } from 'node:crypto'

/**
 * JSON in the way Meta writes it: what is not ASCII as `\uXXXX` (in pairs beyond the basic plane), `/` as `\/`.
 * The signature holds for these bytes only.
 */
export const encodeLikeMeta = (payload: unknown): Buffer =>
  Buffer.from(
    JSON.stringify(payload)
      .replaceAll('/', '\\/')
      .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    'ascii',
  )

/** The value of `X-Hub-Signature-256`. */
export const signBody = (appSecret: string, body: Uint8Array): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
