import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts one more try of the key: undefined where it may pass, else the seconds to wait. */
export type Limit = (key: string) => Promise<number | undefined>

/** Lets `points` tries of a key pass in each window of `seconds`. The key itself does not stand in memory. */
export const createLimit = ({ points, seconds }: { readonly points: number; readonly seconds: number }): Limit => {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return async (key) => {
    try {
      await limiter.consume(createHash('sha256').update(key).digest('base64url'))
      return undefined
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      return Math.ceil(error.msBeforeNext / 1000)
    }
  }
}
