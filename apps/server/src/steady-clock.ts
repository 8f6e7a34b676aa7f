import type { Clock } from '@rolecall/core/ports/clock'
import type { Store } from '@rolecall/core/ports/store'
import { describeError, type Log } from './log.ts'

export type SteadyClock = Clock & Disposable

const lookEveryMs = 10_000
/** So long a look may take for its answer to count: within half of it the clock is right. */
const longestLookMs = 1000
/** What machines that are kept in step differ by at most. */
const usualMs = 2000

/**
 * The time of the store's machine, carried on by this machine's monotonic clock from one look to the next. So all processes
 * have one time, leases and due dates hold, and a clock that is wrong or jumps on one machine is nobody's trouble. Where the
 * store's time goes back, this one runs at half speed until they meet: what is written as due now stays due.
 */
export const startSteadyClock = async ({ time }: Pick<Store, 'time'>, log: Log): Promise<SteadyClock> => {
  // Since when the monotonic clock runs, by the store's time.
  let origin = Date.now() - performance.now()
  let ahead = { byMs: 0, since: 0 }
  const exactly = (): number => {
    const at = performance.now()
    return origin + at + Math.max(0, ahead.byMs - (at - ahead.since) / 2)
  }
  const look = async (isFirst: boolean): Promise<void> => {
    const asked = performance.now()
    const told = await time()
    const answered = performance.now()
    if (answered - asked > longestLookMs) return
    const before = exactly()
    origin = told - (asked + answered) / 2
    const offMs = Math.round(origin + performance.now() - before)
    if (Math.abs(offMs) > usualMs) log.warn('clock.corrected', { offMs })
    ahead = { byMs: isFirst ? 0 : Math.max(0, -offMs), since: performance.now() }
  }
  const tell = (error: unknown) => log.warn('clock.not-looked-at', { error: describeError(error) })
  await look(true).catch(tell)
  const timer = setInterval(() => void look(false).catch(tell), lookEveryMs)
  timer.unref()
  return {
    now: () => Math.round(exactly()),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
