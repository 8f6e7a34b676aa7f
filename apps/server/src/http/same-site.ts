import type { onRequestAsyncHookHandler } from 'fastify'
import { refuse } from '../refusal.ts'
import type { AppDeps } from './deps.ts'
import { sendRefusal } from './public/send-refusal.ts'

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Against forged requests: whatever changes something comes from our own pages. Browsers say so in Sec-Fetch-Site; where
 * they do not (plain HTTP, old ones), Origin must be ours. One that says neither is refused.
 */
export const requireSameSite =
  (deps: AppDeps): onRequestAsyncHookHandler =>
  async (request, reply) => {
    // A bearer token is sent by a program on purpose, and then no cookie counts.
    if (safeMethods.has(request.method) || request.headers.authorization !== undefined) return
    const site = request.headers['sec-fetch-site']
    const ownOrigin = () => new URL(deps.config.publicUrl()).origin
    const own = site === undefined ? request.headers.origin === ownOrigin() : site === 'same-origin' || site === 'none'
    if (!own) return sendRefusal(deps, { request, reply }, refuse('cross-site'))
  }
