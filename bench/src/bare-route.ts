import { createHmac, timingSafeEqual } from 'node:crypto'
import Fastify from 'fastify'
import { whatsappEnv } from './rolecall-process.ts'

/** The peer of the webhook bench: a Fastify route that checks the same signature and does nothing else. */
const app = Fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
app.post('/webhooks/whatsapp', async (request, reply) => {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const wanted = createHmac('sha256', whatsappEnv.WHATSAPP_APP_SECRET).update(body).digest()
  const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice('sha256='.length), 'hex')
  const genuine = given.length === wanted.length && timingSafeEqual(given, wanted)
  return reply.code(genuine ? 200 : 401).send()
})
app.get('/readyz', async () => ({ ready: true }))
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
process.on('SIGTERM', () => process.exit(0))
