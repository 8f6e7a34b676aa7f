import type { FastifyError, FastifyInstance } from 'fastify'
import { scanJson } from './scan-json.ts'

/** A posting of the greatest length is some 30 kB. */
export const maxBodyBytes = 256 * 1024

/** A body that is no JSON of ours: code `bad-json`. */
export class BadJson extends Error {
  override readonly name = 'BadJson'
  readonly statusCode = 400
}

/** Bodies are JSON and nothing else: not text/plain, which another site's form can send without being asked about it. */
export const takeJsonOnly = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string', bodyLimit: maxBodyBytes },
    (request, body, done) => {
      if (body === '') return done(null, undefined)
      if (scanJson(body) !== 'fine') return done(new BadJson('nested too deeply, or with a key twice'))
      parse(request, body, (error: FastifyError | Error | null, value?: unknown) =>
        error === null ? done(null, value) : done(new BadJson('not JSON')),
      )
    },
  )
}
