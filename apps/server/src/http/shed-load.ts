import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../refusal.ts'
import { problemOf } from './problems.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** It was let in, and has not left yet. */
    underWay: boolean
  }
}

export type Load = {
  /** CPU time of this thread so far, in milliseconds: what a busy machine takes from it does not count. */
  readonly cpuMs: () => number
  /** Monotonic milliseconds, which cost far less to read than CPU time. */
  readonly elapsedMs: () => number
  /** Runs once the event loop has been round. */
  readonly afterTurn: (done: () => void) => void
}

/** More work than this in one turn of the event loop lets everyone else wait, webhooks too. */
const mostCpuMsInTurn = 75
/** CPU time is read at most so often where nothing is amiss; what was worked on before a turn began counts into it for as long. */
const readsEveryMs = 5
/** About a second of work in most installations; past it each further request only makes all of them slower. */
const mostUnderWay = 400

/**
 * Turns requests away at the door, where that costs next to nothing, as soon as those that are in already are as many as the
 * process can answer in time. Webhooks are registered beside the site: they are never turned away.
 */
export const shedLoad = (site: FastifyInstance, load: Load = ofThisThread): void => {
  // On the request itself: sets of requests that are gone soon cost more than all else here.
  site.decorateRequest('underWay', false)
  let count = 0
  const isTurnFull = watchTurns(load)
  const leave = (request: FastifyRequest): void => {
    if (request.underWay) count -= 1
    request.underWay = false
  }
  site.addHook('onRequest', (request, reply, done) => {
    if (isExempt(request)) return done()
    if (isTurnFull() || count >= mostUnderWay) return turnAway(reply)
    request.underWay = true
    count += 1
    done()
  })
  site.addHook('onResponse', (request, _reply, done) => {
    leave(request)
    done()
  })
  site.addHook('onRequestAbort', (request, done) => {
    leave(request)
    done()
  })
}

/** Tells whether this turn of the event loop has worked too long. A turn that did not even last so long need not be asked. */
const watchTurns = ({ cpuMs, elapsedMs, afterTurn }: Load): (() => boolean) => {
  let turnBeganAt: number | undefined
  let [readAt, cpuThen] = [Number.NEGATIVE_INFINITY, 0]
  return () => {
    const now = elapsedMs()
    if (turnBeganAt !== undefined) return now - turnBeganAt > mostCpuMsInTurn && cpuMs() - cpuThen > mostCpuMsInTurn
    turnBeganAt = now
    if (now - readAt >= readsEveryMs) [readAt, cpuThen] = [now, cpuMs()]
    afterTurn(() => {
      turnBeganAt = undefined
    })
    return false
  }
}

const refusal = JSON.stringify(problemOf(refuse('unavailable')))
const headers = {
  'content-type': 'application/problem+json',
  'content-length': Buffer.byteLength(refusal),
  'cache-control': 'no-store',
  'retry-after': '2',
}

/** Past Fastify and its hooks. */
const turnAway = (reply: FastifyReply): void => {
  reply.hijack()
  reply.raw.writeHead(503, headers).end(refusal)
}

/** Whoever watches the process must see that it lives; a stream stays open for hours and does next to nothing. */
const isExempt = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.config?.limit === 'none' || routeOptions.config?.limit === 'stream'

const ofThisThread: Load = {
  cpuMs: () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  },
  elapsedMs: () => performance.now(),
  afterTurn: setImmediate,
}
