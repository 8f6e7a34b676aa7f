import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import type { Blob } from '../../cache/shared-values.ts'

const compress = promisify(gzip)
const expand = promisify(gunzip)
const pageType = 'text/html; charset=utf-8'
const varies = 'accept-language, accept-encoding, cookie'

/** Sends a page that nothing keeps, compressed for whoever takes that. A person's own is kept nowhere. */
export const sendPage = async (
  reply: FastifyReply,
  html: string,
  seenBy: 'anyone' | 'one-person' = 'anyone',
): Promise<FastifyReply> => {
  const gzipped = takesGzip(reply.request.headers['accept-encoding']) ? await compress(html) : undefined
  return reply
    .header('cache-control', seenBy === 'anyone' ? 'private, no-cache' : 'no-store')
    .header('vary', varies)
    .headers(gzipped === undefined ? {} : { 'content-encoding': 'gzip' })
    .type(pageType)
    .send(gzipped ?? html)
}

/** A page as the cache keeps it: compressed once, with the tag that tells it from any other. */
export const packPage = async (html: string, status: 200 | 410): Promise<Blob> => ({
  about: { status, tag: createHash('sha256').update(html).digest('base64url').slice(0, 22) },
  body: await compress(html),
})

/**
 * Sends a page that anyone may see. Browsers and content networks may keep it and must ask each time whether it still is the
 * same, which costs no body (RFC 9110, 13.1.2): so that nobody sees an old one.
 */
export const sendPacked = async (reply: FastifyReply, { about, body }: Blob): Promise<FastifyReply> => {
  const { headers } = reply.request
  const tag = `W/"${about.tag}"`
  // Set already where a choice is kept: no content network may hand out its cookie.
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'public, no-cache')
  reply.header('vary', varies).header('etag', tag)
  if (about.status === 200 && isKnown(headers['if-none-match'], tag)) return reply.code(304).send()
  reply.code(Number(about.status)).header('content-type', pageType)
  if (!takesGzip(headers['accept-encoding'])) return reply.send(await expand(body))
  return reply.header('content-encoding', 'gzip').send(body)
}

/** Tags are compared weakly; a content network may have made the tag strong or weak. */
const isKnown = (given: string | undefined, tag: string): boolean =>
  given?.split(',').some((each) => each.trim().replace(/^W\//, '') === tag.slice(2)) === true

const takesGzip = (accepted: string | undefined): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted ?? '')
