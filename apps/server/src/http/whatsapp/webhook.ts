import { createHash, timingSafeEqual } from 'node:crypto'
import { verifySignature } from '@rolecall/whatsapp/signature'
import { refusalOf } from '@rolecall/whatsapp/webhook/parse'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../../log.ts'
import type { Inbox } from './inbox.ts'

export type WebhookOptions = {
  readonly inbox: Inbox
  readonly log: Log
  readonly appSecret: string
  readonly verifyToken: string
  readonly watch?: WebhookWatch
}

/** Looks on while webhooks come in. */
export type WebhookWatch = {
  arrived(): { readonly trace: string | undefined; answered(status: number): void }
}

const maxBodyBytes = 4 << 20

/**
 * Where Meta delivers. Verified over the raw bytes, found to be a webhook, stored as it came, then 200: nothing else
 * happens here; a worker takes it apart. What cannot be stored is answered 503, so that Meta sends it again.
 */
export const webhookRoutes: FastifyPluginAsync<WebhookOptions> = async (app, options) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBodyBytes }, (_request, body, done) =>
    done(null, body),
  )

  app.get<{ Querystring: Record<string, unknown> }>('/webhooks/whatsapp', async (request, reply) => {
    const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = request.query
    if (mode !== 'subscribe' || !isToken(token, options.verifyToken) || typeof challenge !== 'string')
      return refuse(reply, 403, 'webhook-verify-token', 'The verify token is not the one that this server expects.')
    return reply.type('text/plain').send(challenge)
  })

  app.post('/webhooks/whatsapp', async (request, reply) => {
    const arrival = options.watch?.arrived()
    try {
      return await take(request, reply, arrival?.trace)
    } finally {
      arrival?.answered(reply.sent ? reply.statusCode : 503)
    }
  })

  const take = async (request: FastifyRequest, reply: FastifyReply, trace: string | undefined) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const signature = request.headers['x-hub-signature-256']
    if (!verifySignature(body, typeof signature === 'string' ? signature : undefined, options.appSecret))
      return refuse(reply, 401, 'webhook-signature', 'The signature is missing or is not over these bytes.')
    const text = body.toString('utf8')
    const refusal = refusalOf(text)
    if (refusal !== undefined) return refuse(reply, 400, `webhook-${refusal}`, 'The body is not a webhook of WhatsApp.')
    const outcome = await options.inbox.keep(text, trace)
    if (outcome !== 'committed') {
      options.log.warn('webhook.not-stored', { outcome })
      return refuse(reply.header('retry-after', '1'), 503, 'store-unavailable', 'Not stored; send it again.')
    }
    return reply.code(200).send()
  }
}

/** Hashed, so that neither its length nor its first letters show in the time. */
const isToken = (given: unknown, expected: string): boolean =>
  typeof given === 'string' && timingSafeEqual(sha256(given), sha256(expected))
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

const refuse = (reply: FastifyReply, status: number, code: string, detail: string) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: 'Webhook refused', status, code, detail }))
