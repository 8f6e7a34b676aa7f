import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/**
 * Scripts and styles come from us, from below `assetsUrl` or carry the response's nonce; nothing else runs, frames us or is framed.
 */
export const securityHeaders = async (app: FastifyInstance, assetsUrl: string | undefined): Promise<void> => {
  // The folder and not the whole origin: a host of buckets serves anybody's.
  const own = ["'self'", ...(assetsUrl === undefined ? [] : [`${assetsUrl}/assets/`])]
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: own,
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
