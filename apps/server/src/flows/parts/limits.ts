import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { type Refusal, refuse } from '../../refusal.ts'

/** Counts tries; whoever is over is told when to come again. */
export type Limit = {
  take(key: string): Promise<Refusal | undefined>
  forget(key: string): Promise<unknown>
}

/** `points` tries in `minutes` for each key. No key stands in its memory, only its hash. */
export const createLimit = (name: string, points: number, minutes: number): Limit => {
  const limiter = new RateLimiterMemory({ points, duration: minutes * 60, keyPrefix: name })
  return {
    take: async (key) => {
      try {
        await limiter.consume(hashed(key))
        return undefined
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        return refuse('rate-limited', { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) })
      }
    },
    forget: (key) => limiter.delete(hashed(key)),
  }
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url')
