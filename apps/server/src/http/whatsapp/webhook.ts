import { hash } from 'node:crypto'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Change, Store } from '@rolecall/core/ports/store'
import { verifySignature } from '@rolecall/whatsapp/signature'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { parseWebhook } from '@rolecall/whatsapp/webhook/parse'
import type { FastifyPluginAsync } from 'fastify'
import type { Log } from '../../log.ts'

export type WebhookOptions = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Key of the hashes of what would tell who wrote: message ids hold the number too. */
  readonly inboxSecret: string
  readonly appSecret: string
  readonly verifyToken: string
}

const maxBodyBytes = 4 << 20

/**
 * Where Meta delivers. Verified over the raw bytes, parsed tolerantly, each event stored once under its key, then 200:
 * nothing else happens here. What cannot be stored is answered 503, so that Meta sends it again.
 */
export const webhookRoutes: FastifyPluginAsync<WebhookOptions> = async (app, options) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBodyBytes }, (_request, body, done) =>
    done(null, body),
  )

  app.get<{ Querystring: Record<string, unknown> }>('/webhooks/whatsapp', async (request, reply) => {
    const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = request.query
    if (mode !== 'subscribe' || token !== options.verifyToken || typeof challenge !== 'string')
      return refuse(reply, 403, 'webhook-verify-token', 'The verify token is not the one that this server expects.')
    return reply.type('text/plain').send(challenge)
  })

  app.post('/webhooks/whatsapp', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const signature = request.headers['x-hub-signature-256']
    if (!verifySignature(body, typeof signature === 'string' ? signature : undefined, options.appSecret))
      return refuse(reply, 401, 'webhook-signature', 'The signature is missing or is not over these bytes.')
    const parsed = parseWebhook(body)
    if ('error' in parsed)
      return refuse(reply, 400, `webhook-${parsed.error}`, 'The body is not a webhook of WhatsApp.')
    const changes = toTasks(parsed.events, options.clock.now(), options.inboxSecret)
    for (let from = 0; from < changes.length; from += 1000) {
      const { outcome } = await options.store.commit(changes.slice(from, from + 1000))
      if (outcome !== 'committed') {
        options.log.warn('webhook.not-stored', { outcome })
        return refuse(reply.header('retry-after', '1'), 503, 'store-unavailable', 'Not stored; send it again.')
      }
    }
    return reply.code(200).send()
  })
}

const refuse = (reply: import('fastify').FastifyReply, status: number, code: string, detail: string) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: 'Webhook refused', status, code, detail }))

/** The rows that keep a webhook's events, each once under its key; ids and lanes are hashed. */
export const toTasks = (events: readonly InboundEvent[], now: number, secret: string): Change[] => {
  const day = `day:${new Date(now).toISOString().slice(0, 10)}`
  return events.map((event, index) => ({
    op: 'put',
    collection: 'tasks',
    expected: 'if-absent',
    doc: {
      id: taskIdOf(event.key, secret),
      queue: 'receive',
      lane: `${event.kind}:${hide(laneOf(event), secret)}`,
      kind: event.kind,
      payload: withoutRaw(event),
      keyOwner: day,
      order: orderOf(event.at, index, now),
      dueAt: now,
      state: 'ready',
      attempts: 0,
      at: now,
    },
  }))
}

/** The id of the task that keeps the event with this key, such as `message:<wamid>`. `secret`: the key of the hash. */
export const taskIdOf = (key: string, secret: string): string =>
  `${key.slice(0, key.indexOf(':'))}:${hide(key, secret)}`

/**
 * SHA-256 behind a secret of fixed length: who does not know it cannot try out numbers. Nothing is authenticated with it, so
 * that HMAC's second pass, on the way of every webhook, would buy nothing.
 */
const hide = (text: string, secret: string): string => hash('sha256', secret + text, 'base64url')

/** The part of the body that was understood need not be kept twice; what was not understood is kept as it came. */
const withoutRaw = (event: InboundEvent): unknown => {
  const known =
    event.kind === 'status' ||
    (event.kind === 'message' && event.content.type !== 'unknown' && event.content.type !== 'unsupported')
  if (!known) return event
  const { raw: _raw, ...rest } = event
  return rest
}

/** Messages of one sender are worked on in order; the statuses of one message too, apart from the chat. */
const laneOf = (event: InboundEvent): string => {
  switch (event.kind) {
    case 'message':
      return `chat:${event.phoneNumberId}:${event.sender.userId ?? event.sender.waId ?? event.key}`
    case 'status':
      return `status:${event.wamid}`
    default:
      return event.key
  }
}

/**
 * WhatsApp's times are whole seconds: within one second the order of arrival decides, in steps of an eighth of a
 * millisecond for eight seconds.
 */
const orderOf = (at: number, index: number, now: number): number =>
  at + Math.min(999, Math.max(0, now - at + index) / 8)
