import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Metrics } from './metrics.ts'
import { noTracing, type Span, type Tracing } from './tracing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of its trace. */
    span: Span | undefined
  }
}

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
      if (tracing !== noTracing) traceRequests(app, tracing)
      const answered = answersIn(metrics)
      app.addHook('onResponse', (request, reply, done) => {
        answered(routeOf(request), request.method, reply)
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

const traceRequests = (app: FastifyInstance, tracing: Tracing): void => {
  app.decorateRequest('span', undefined)
  app.addHook('onRequest', (request, _reply, done) => {
    if (!isProbe(request)) request.span = tracing.begin(`${request.method} ${routeOf(request)}`, { kind: 'server' })
    done()
  })
  // Behind the body: whatever reads it runs in the context of its socket.
  app.addHook('preHandler', ({ span }, _reply, done) => {
    if (span === undefined) done()
    else span.run(done)
  })
  app.addHook('onResponse', (request, { statusCode }, done) => {
    const { method, span } = request
    const route = routeOf(request)
    span?.end(
      { 'http.request.method': method, 'http.route': route, 'http.response.status_code': statusCode },
      statusCode >= 500,
    )
    done()
  })
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
