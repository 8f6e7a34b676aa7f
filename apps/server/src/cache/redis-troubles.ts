import { describeError, type Log } from '../log.ts'

const everyMs = 60_000

/** Tells of Redis's absence once a minute, not with each try to reach it. */
export const redisTroubles = (log: Log): ((error: Error) => void) => {
  let toldAt = Number.NEGATIVE_INFINITY
  return (error) => {
    if (performance.now() - toldAt < everyMs) return
    toldAt = performance.now()
    log.warn('redis.unreachable', { error: describeError(error) })
  }
}
