import { readFileSync } from 'node:fs'
import { securityHeaders } from '@rolecall/server/http/security-headers'
import { shedLoad } from '@rolecall/server/http/shed-load'
import Fastify from 'fastify'

/**
 * The peer of the cache bench: the same route, which answers the same bytes, a constant; with GUARDED behind the same headers and
 * the same door that sheds load.
 */
const page = readFileSync(process.env.PAGE_FILE ?? '')
const app = Fastify()
if (process.env.GUARDED !== undefined) {
  securityHeaders(app, undefined)
  shedLoad(app)
}
app.get('/jobs/:page', async (_request, reply) =>
  reply.header('content-type', 'text/html; charset=utf-8').header('content-encoding', 'gzip').send(page),
)
app.get('/readyz', async () => ({ ready: true }))
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
process.on('SIGTERM', () => process.exit(0))
