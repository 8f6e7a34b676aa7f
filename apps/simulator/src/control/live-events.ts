import type { FastifyReply } from 'fastify'
import type { Simulator } from '../simulator.ts'

/**
 * Server-sent events: `phone` with the whole phone (or its id and `removed`), `webhook` with the log entry,
 * `settings` with settings and templates, `send` with the accepted send, `mail` with the mail.
 */
export const liveEvents = (simulator: Simulator, reply: FastifyReply): FastifyReply => {
  const { world } = simulator
  reply.hijack()
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  reply.raw.write(': open\n\n')
  const listen = ({ kind, detail }: { kind: string; detail: unknown }): void => {
    reply.raw.write(`event: ${kind}\ndata: ${JSON.stringify(shown(simulator, kind, detail))}\n\n`)
  }
  world.events.on('change', listen)
  simulator.holdOpen(reply.raw)
  reply.raw.on('close', () => world.events.off('change', listen))
  return reply
}

const shown = ({ world }: Simulator, kind: string, detail: unknown): unknown => {
  if (kind === 'phone') return world.phones.get(String(detail)) ?? { id: detail, removed: true }
  if (kind === 'settings') return { settings: world.settings, templates: [...world.templates.values()] }
  return detail
}
