import type { FastifyInstance, FastifyRequest } from 'fastify'
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
      app.addHook('onResponse', (request, reply, done) => {
        const route = routeOf(request)
        const { method } = request
        const status = `${Math.floor(reply.statusCode / 100)}xx`
        metrics.add('rolecall_http_requests_total', { route, method, status })
        metrics.observe('rolecall_http_request_seconds', { route, method }, reply.elapsedTime / 1000)
        const attributes = {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': reply.statusCode,
        }
        spans.get(request)?.end(attributes, reply.statusCode >= 500)
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

/** Whatever watches the process asks every few seconds. */
const isProbe = (request: FastifyRequest): boolean => /^\/(livez|readyz)$/.test(routeOf(request))

/** The pattern, never the address: addresses hold ids and whatever people type. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none'
