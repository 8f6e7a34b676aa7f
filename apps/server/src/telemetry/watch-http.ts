import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Metrics } from './metrics.ts'
import type { Span, Tracing } from './tracing.ts'

/** What the HTTP surface tells of itself. */
export type HttpWatch = {
  /** Call it before any route is registered. */
  requests(app: FastifyInstance): void
  /** A stream of events was opened (1) or has ended (-1). */
  stream(by: 1 | -1): void
  readonly streams: () => number
}

export const watchHttp = ({
  metrics,
  tracing,
}: {
  readonly metrics: Metrics
  readonly tracing: Tracing
}): HttpWatch => {
  let streams = 0
  return {
    requests(app) {
      const spans = new WeakMap<FastifyRequest, Span>()
      app.addHook('onRequest', (request, _reply, done) => {
        if (!isProbe(request))
          spans.set(request, tracing.begin(`${request.method} ${routeOf(request)}`, { kind: 'server' }))
        done()
      })
      // Behind the body: whatever reads it runs in the context of its socket.
      app.addHook('preHandler', (request, _reply, done) => {
        const span = spans.get(request)
        if (span === undefined) done()
        else span.run(done)
      })
      const answered = answersIn(metrics)
      app.addHook('onResponse', (request, reply, done) => {
        const route = routeOf(request)
        const { method } = request
        answered(route, method, reply)
        spans
          .get(request)
          ?.end(
            { 'http.request.method': method, 'http.route': route, 'http.response.status_code': reply.statusCode },
            reply.statusCode >= 500,
          )
        done()
      })
    },
    stream(by) {
      streams += by
      metrics.set('rolecall_streams_open', {}, streams)
    },
    streams: () => streams,
  }
}

/** Counts and times each answer. Routes, methods and classes of status are few: what tells of each is looked up once. */
const answersIn = (metrics: Metrics) => {
  const known = new Map<string, (seconds: number) => void>()
  return (route: string, method: string, { statusCode, elapsedTime }: FastifyReply): void => {
    const status = `${Math.floor(statusCode / 100)}xx`
    const name = `${method} ${status} ${route}`
    let tell = known.get(name)
    if (tell === undefined) {
      tell = tellerOf(metrics, { route, method, status })
      known.set(name, tell)
    }
    tell(elapsedTime / 1000)
  }
}

const tellerOf = (
  metrics: Metrics,
  { route, method, status }: Readonly<Record<'route' | 'method' | 'status', string>>,
) => {
  const count = metrics.counter('rolecall_http_requests_total', { route, method, status })
  const time = metrics.observer('rolecall_http_request_seconds', { route, method })
  return (seconds: number): void => {
    count()
    time(seconds)
  }
}

/** Whatever watches the process asks every few seconds. */
const isProbe = (request: FastifyRequest): boolean => {
  const route = routeOf(request)
  return route === '/livez' || route === '/readyz'
}

/** The pattern, never the address: addresses hold ids and whatever people type. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none'
