import { monitorEventLoopDelay } from 'node:perf_hooks'

export type LoopDelay = Disposable & {
  /** How late the event loop was since it was last reset, in milliseconds. */
  percentileMs(percentile: number): number
  reset(): void
}

const everyMs = 10

/** Measures by a timer, whose own interval is in what Node tells and is taken off here. */
export const watchLoopDelay = (): LoopDelay => {
  const delay = monitorEventLoopDelay({ resolution: everyMs })
  delay.enable()
  return {
    percentileMs: (percentile) => Math.max(0, delay.percentile(percentile) / 1e6 - everyMs),
    reset: () => delay.reset(),
    [Symbol.dispose]: () => delay.disable(),
  }
}
