import { setTimeout as delay } from 'node:timers/promises'
import type { Cache, Counted } from '@rolecall/core/ports/cache'
import { createClient } from 'redis'

export type RedisOptions = {
  readonly url: string
  /** What the keys begin with, so that installations can share a server: `rolecall` by default. */
  readonly namespace?: string
  /** Hears of each failure of the connection; the text holds no key and no value. */
  readonly onError?: (error: Error) => void
}

const answerMs = 150
const firstConnectMs = 500

/**
 * A cache on a Redis server, which may be slow, hung or gone: every call is answered in 150 ms, with what reads as absent
 * where the server was not. Resolves once connected, or after half a second without; it goes on trying.
 */
export const openRedisCache = async ({ url, namespace = 'rolecall', onError }: RedisOptions): Promise<Cache> => {
  const client = clientOf(url)
  client.on('error', (error: Error) => onError?.(error))
  await Promise.race([client.connect().catch(() => undefined), delay(firstConnectMs)])
  const full = (key: string): string => `${namespace}:${key}`
  return {
    get: (key) =>
      answered(
        client.get(full(key)).then((value) => value ?? undefined),
        undefined,
      ),
    set: (key, value, ttlMs) =>
      answered(
        client.set(full(key), value, { expiration: { type: 'PX', value: wholeMs(ttlMs) } }).then(nothing),
        undefined,
      ),
    delete: (key) => answered(client.del(full(key)).then(nothing), undefined),
    increment: (key, by, ttlMs) => {
      const name = full(key)
      const counted = client.multi().incrBy(name, by).pExpire(name, wholeMs(ttlMs), 'NX').pTTL(name).exec()
      return answered<Counted | undefined>(
        counted.then(([value, , endsInMs]) => ({ value: Number(value), endsInMs: Math.max(0, Number(endsInMs)) })),
        undefined,
      )
    },
    [Symbol.asyncDispose]: async () => client.destroy(),
  }
}

/**
 * A command that was sent has no time-out of its own: only the socket has. The ping keeps a quiet socket from being
 * taken for a dead one, and the strategy makes every end of a connection a new beginning.
 */
const clientOf = (url: string) =>
  createClient({
    url,
    RESP: 3,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1000,
    pingInterval: 100,
    socket: {
      connectTimeout: 500,
      socketTimeout: 300,
      reconnectStrategy: (attempt) => Math.min(50 * 2 ** attempt, 2000),
    },
  })

const answered = async <T>(answer: Promise<T>, otherwise: T): Promise<T> => {
  const late = Promise.withResolvers<T>()
  const timer = setTimeout(() => late.resolve(otherwise), answerMs)
  try {
    return await Promise.race([answer, late.promise])
  } catch {
    return otherwise
  } finally {
    clearTimeout(timer)
  }
}

const nothing = (): void => undefined

const wholeMs = (ttlMs: number): number => Math.max(1, Math.ceil(ttlMs))
