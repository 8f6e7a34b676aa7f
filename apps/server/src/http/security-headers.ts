import { createHash } from 'node:crypto'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { AssetOrigin } from '@rolecall/contract/pages'
import type { FastifyInstance } from 'fastify'
import helmet, { type HelmetOptions } from 'helmet'
import { policyReportsPath } from './policy-reports.ts'

/**
 * Scripts and styles come from our files, here or where they were pushed; nothing inside a page runs but the map of what scripts must
 * be, and nothing frames us or is framed.
 */
export const securityHeaders = (app: FastifyInstance, assets: AssetOrigin | undefined): void => {
  // The folder and not the whole origin: a host of buckets serves anybody's.
  const own = ["'self'", ...(assets === undefined ? [] : [`${assets.url}/assets/`])]
  const headers = headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: [...own, ...(assets === undefined ? [] : [hashOf(assets.importMap)])],
        styleSrc: own,
        fontSrc: own,
        imgSrc: [...own, 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        // Nothing of ours makes a policy, so that no text becomes code through one.
        trustedTypes: ["'none'"],
        // Old, but what every browser sends by.
        reportUri: [policyReportsPath],
      },
    },
    frameguard: { action: 'deny' },
    hsts: { maxAge: 31_536_000, includeSubDomains: true },
    referrerPolicy: { policy: 'same-origin' },
  })
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}

/** The same for every answer: so the library is asked once, and not for each, which took more time than a page from the cache. */
const headersOf = (options: HelmetOptions): Readonly<Record<string, string>> => {
  const request = new IncomingMessage(new Socket())
  const answer = new ServerResponse(request)
  helmet(options)(request, answer, (error) => {
    if (error !== undefined) throw error
  })
  return Object.fromEntries(answer.getHeaderNames().map((name) => [name, String(answer.getHeader(name))]))
}

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`
