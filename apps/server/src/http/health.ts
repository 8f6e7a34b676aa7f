import type { FastifyInstance } from 'fastify'
import { refuse } from '../refusal.ts'
import type { AppDeps } from './deps.ts'
import { sendProblem } from './problems.ts'

/** `/livez`: the process answers. `/readyz`: it has read what it needs and its store can be reached. */
export const healthRoutes = (app: FastifyInstance, deps: Pick<AppDeps, 'store' | 'ready'>): void => {
  app.get('/livez', uncounted, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'alive' }),
  )
  app.get('/readyz', uncounted, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    if (!deps.ready()) return sendProblem(reply, refuse('unavailable', { retryAfterSeconds: 1 }))
    await deps.store.ping()
    return reply.send({ status: 'ready' })
  })
}

/** Whatever watches the process asks often, and must not be told that it asks too much. */
const uncounted = { config: { limit: 'none' } } as const
