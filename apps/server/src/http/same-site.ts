import type { onRequestAsyncHookHandler } from 'fastify'
import { refuse } from '../refusal.ts'
import { sendProblem } from './problems.ts'

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Against forged requests: whatever changes something comes from our own pages. Browsers say so in Sec-Fetch-Site; where
 * they do not (plain HTTP, old ones), Origin must be ours. One that says neither is refused.
 */
export const requireSameSite =
  (ownOrigin: () => string): onRequestAsyncHookHandler =>
  async (request, reply) => {
    // A bearer token is sent by a program on purpose, and then no cookie counts.
    if (safeMethods.has(request.method) || request.headers.authorization !== undefined) return
    const site = request.headers['sec-fetch-site']
    const own = site === undefined ? request.headers.origin === ownOrigin() : site === 'same-origin' || site === 'none'
    if (!own) return sendProblem(reply, refuse('cross-site'))
  }
