import { setTimeout as delay } from 'node:timers/promises'
import { createClient, RESP_TYPES } from '@redis/client'
import type { Cache, Counted } from '@rolecall/core/ports/cache'

export type RedisOptions = {
  readonly url: string
  /** What the keys begin with, so that installations can share a server: `rolecall` by default. */
  readonly namespace?: string
  /** Hears of each failure of the connection; the text holds no key and no value. */
  readonly onError?: (error: Error) => void
}

const answerMs = 150
/** After a call without an answer in time the others do not wait for one; then it is tried again. */
const restMs = 1000
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
  const bytes = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer })
  const answered = waiter()
  return {
    get: (key) => answered(async () => (await bytes.get(full(key))) ?? undefined),
    set: (key, value, ttlMs) =>
      answered(async () => {
        const expiration = { type: 'PX', value: wholeMs(ttlMs) } as const
        await client.set(full(key), Buffer.from(value.buffer, value.byteOffset, value.byteLength), { expiration })
      }),
    delete: (key) =>
      answered(async () => {
        await client.del(full(key))
      }),
    increment: (key, by, ttlMs) =>
      answered<Counted>(async () => {
        const name = full(key)
        const counted = client.multi().incrBy(name, by).pExpire(name, wholeMs(ttlMs), 'NX').pTTL(name).exec()
        const [value, , endsInMs] = await counted
        return { value: Number(value), endsInMs: Math.max(0, Number(endsInMs)) }
      }),
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
    disableClientInfo: true,
    socket: {
      connectTimeout: 500,
      socketTimeout: 300,
      reconnectStrategy: (attempt) => Math.min(50 * 2 ** attempt, 2000),
    },
  })

type Answered = <T>(ask: () => Promise<T | undefined>) => Promise<T | undefined>

/** Waits for answers, and gives none where they are late or fail. */
const waiter = (): Answered => {
  let restsUntil = 0
  return async (ask) => {
    if (performance.now() < restsUntil) return undefined
    const late = Promise.withResolvers<undefined>()
    const timer = setTimeout(() => {
      restsUntil = performance.now() + restMs
      late.resolve(undefined)
    }, answerMs)
    try {
      return await Promise.race([ask(), late.promise])
    } catch {
      return undefined
    } finally {
      clearTimeout(timer)
    }
  }
}

const wholeMs = (ttlMs: number): number => Math.max(1, Math.ceil(ttlMs))
