import { createHash } from 'node:crypto'
import helmet from '@fastify/helmet'
import type { AssetOrigin } from '@rolecall/contract/pages'
import type { FastifyInstance } from 'fastify'

/**
 * Scripts and styles come from our files, here or where they were pushed; nothing inside a page runs but the map of what scripts must
 * be, and nothing frames us or is framed.
 */
export const securityHeaders = async (app: FastifyInstance, assets: AssetOrigin | undefined): Promise<void> => {
  // The folder and not the whole origin: a host of buckets serves anybody's.
  const own = ["'self'", ...(assets === undefined ? [] : [`${assets.url}/assets/`])]
  await app.register(helmet, {
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
      },
    },
    frameguard: { action: 'deny' },
    hsts: { maxAge: 31_536_000, includeSubDomains: true },
    referrerPolicy: { policy: 'same-origin' },
  })
}

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`
