import type { FastifyInstance } from 'fastify'

const sweepMs = 100

/**
 * Closes the server once what is under way is answered. A connection whose answer leaves while the server closes would
 * else be kept alive for its whole idle time (72 s), and the process with it.
 */
export const closeApp = async (app: Pick<FastifyInstance, 'close' | 'server'>): Promise<void> => {
  const sweep = setInterval(() => app.server.closeIdleConnections(), sweepMs)
  try {
    await app.close()
  } finally {
    clearInterval(sweep)
  }
}
