import type { OrganisationEvent } from '@rolecall/contract/api/organisation'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { hijacked, operation } from '../operation.ts'
import { type Member, memberOf, viewerOf } from '../viewer.ts'

/** So that proxies keep the line open, and that a session that has ended is noticed. Milliseconds. */
const beatMs = 25_000
/** Streams that one user can hold open in this process: some tabs on some devices. */
const mostStreams = 20

/** What changes in an organisation, as server-sent events. The browser reconnects by itself and reads anew. */
export const eventOperations = (app: FastifyInstance, deps: AppDeps): void => {
  /** How each open stream is closed, with the user who holds it. */
  const open = new Map<() => void, string>()
  app.addHook('preClose', async () => {
    for (const close of open.keys()) close()
  })

  operation(app, deps, {
    name: 'followEvents',
    handle: async ({ who, reply }) => {
      const organisationId = who.organisation.id
      const held = [...open.values()].filter((userId) => userId === who.user.id).length
      if (held >= mostStreams) return refuse('rate-limited', { retryAfterSeconds: 60 })
      const stream = openStream(reply)
      const unsubscribe = deps.subscribe(organisationId, stream.send)
      const beat = setInterval(async () => {
        if (await isStillMember(deps, who)) stream.beat()
        else close()
      }, beatMs)
      const close = () => {
        if (open.delete(close)) deps.watch?.stream(-1)
        clearInterval(beat)
        unsubscribe()
        stream.end()
      }
      open.set(close, who.user.id)
      deps.watch?.stream(1)
      reply.raw.on('close', close)
      return hijacked
    },
  })
}

const isStillMember = async (deps: AppDeps, { session, organisation }: Member): Promise<boolean> => {
  const viewer = session && (await viewerOf(deps, deps.rights.fresh, session.id).catch(() => undefined))
  return viewer !== undefined && memberOf(viewer, organisation.id) !== undefined
}

const openStream = (reply: FastifyReply) => {
  reply.hijack()
  const headers = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined)
  reply.raw.writeHead(200, {
    ...Object.fromEntries(headers),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  reply.raw.write('retry: 2000\n\n')
  return {
    send: (event: OrganisationEvent): void => {
      reply.raw.write(`data: ${JSON.stringify(event)}\n\n`)
    },
    beat: (): void => {
      reply.raw.write(': beat\n\n')
    },
    end: (): void => {
      reply.raw.end()
    },
  }
}
