import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

/** The peer of the cache bench: the same route on a Fastify without hooks, which answers the same bytes, a constant. */
const page = readFileSync(process.env.PAGE_FILE ?? '')
const app = Fastify()
app.get('/jobs/:page', async (_request, reply) =>
  reply.header('content-type', 'text/html; charset=utf-8').header('content-encoding', 'gzip').send(page),
)
app.get('/readyz', async () => ({ ready: true }))
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
process.on('SIGTERM', () => process.exit(0))
