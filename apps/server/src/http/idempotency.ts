import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Once } from '../flows/parts/once.ts'
import type { AppDeps } from './deps.ts'

type Asked = {
  readonly operation: string
  /** The id of whoever asks. */
  readonly by: string
  readonly request: Pick<FastifyRequest, 'headers' | 'params' | 'body'>
}

/** The request as one that is to take effect once; undefined where it carries no Idempotency-Key. */
export const onceOf = (
  { onceSecret, clock }: Pick<AppDeps, 'onceSecret' | 'clock'>,
  { operation, by, request }: Asked,
): Once | undefined => {
  const given = request.headers['idempotency-key']
  if (typeof given !== 'string') return undefined
  // A structured string (RFC 9651) has quotes around it; who leaves them out is understood too.
  const key = given.replace(/^"(.*)"$/, '$1')
  return {
    id: hashed(onceSecret, ['key', operation, by, key]),
    operation,
    fingerprint: hashed(onceSecret, ['body', request.params ?? null, request.body ?? null]),
    at: clock.now(),
  }
}

/** A body may hold a password, which no one must be able to guess from its hash alone. */
const hashed = (secret: Buffer, parts: readonly unknown[]): string =>
  createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')

/**
 * Copies of a request that run in this process wait for each other, so that they neither hash a password twenty times nor
 * use up a limit. Copies in other processes meet in the commit.
 */
export const createQueue = (): (<T>(id: string, run: () => Promise<T>) => Promise<T>) => {
  const last = new Map<string, Promise<unknown>>()
  return async (id, run) => {
    const own = (last.get(id) ?? Promise.resolve()).then(run, run)
    last.set(id, own)
    try {
      return await own
    } finally {
      if (last.get(id) === own) last.delete(id)
    }
  }
}
