import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply } from 'fastify'

/**
 * Sends a page, compressed for whoever takes that. Each has a nonce of its own: one that anyone may see may be kept but must
 * be asked for again; a person's own is kept nowhere.
 */
export const sendPage = async (
  reply: FastifyReply,
  html: string,
  seenBy: 'anyone' | 'one-person' = 'anyone',
): Promise<FastifyReply> => {
  const gzipped = takesGzip(reply.request.headers['accept-encoding']) ? await compress(html) : undefined
  return reply
    .header('cache-control', seenBy === 'anyone' ? 'private, no-cache' : 'no-store')
    .header('vary', 'accept-language, accept-encoding, cookie')
    .headers(gzipped === undefined ? {} : { 'content-encoding': 'gzip' })
    .type('text/html; charset=utf-8')
    .send(gzipped ?? html)
}

const compress = promisify(gzip)
const takesGzip = (accepted: string | undefined): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted ?? '')
