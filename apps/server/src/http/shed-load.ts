import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../refusal.ts'
import { problemOf } from './problems.ts'

export type Load = {
  /** CPU time of this thread so far, in milliseconds: what a busy machine takes from it does not count. */
  readonly cpuMs: () => number
  /** Runs once the event loop has been round. */
  readonly afterTurn: (done: () => void) => void
}

/** More work than this in one turn of the event loop lets everyone else wait, webhooks too. */
const mostCpuMsInTurn = 50
/** About a second of work in most installations; past it each further request only makes all of them slower. */
const mostUnderWay = 400

/**
 * Turns requests away at the door, where that costs next to nothing, as soon as those that are in already are as many as the
 * process can answer in time. Webhooks are registered beside the site: they are never turned away.
 */
export const shedLoad = (site: FastifyInstance, { cpuMs, afterTurn }: Load = ofThisThread): void => {
  const underWay = new WeakSet<FastifyRequest>()
  let count = 0
  let turnBeganAt: number | undefined
  const isTurnFull = (): boolean => {
    if (turnBeganAt !== undefined) return cpuMs() - turnBeganAt > mostCpuMsInTurn
    turnBeganAt = cpuMs()
    afterTurn(() => {
      turnBeganAt = undefined
    })
    return false
  }
  const leave = async (request: FastifyRequest): Promise<void> => {
    if (underWay.delete(request)) count -= 1
  }
  site.addHook('onRequest', async (request, reply) => {
    if (isExempt(request)) return
    if (isTurnFull() || count >= mostUnderWay) return turnAway(reply)
    underWay.add(request)
    count += 1
  })
  site.addHook('onResponse', leave)
  site.addHook('onRequestAbort', leave)
}

const refusal = JSON.stringify(problemOf(refuse('unavailable')))
const headers = {
  'content-type': 'application/problem+json',
  'content-length': Buffer.byteLength(refusal),
  'cache-control': 'no-store',
  'retry-after': '2',
}

/** Past Fastify and its hooks. */
const turnAway = (reply: FastifyReply): FastifyReply => {
  reply.hijack()
  reply.raw.writeHead(503, headers).end(refusal)
  return reply
}

/** Whoever watches the process must see that it lives; a stream stays open for hours and does next to nothing. */
const isExempt = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.config?.limit === 'none' || routeOptions.config?.limit === 'stream'

const ofThisThread: Load = {
  cpuMs: () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  },
  afterTurn: setImmediate,
}
