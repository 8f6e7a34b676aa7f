import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/**
 * Loaded into a server that is measured (`node --import`): on SIGUSR2 it writes to the file `WATCH_LOOP` how long its main
 * thread's loop was held up since the signal before, and what memory the process takes, and begins anew.
 */
const file = process.env.WATCH_LOOP
if (isMainThread && file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  process.on('SIGUSR2', () => {
    const { max } = delay
    const p99 = delay.percentile(99)
    delay.reset()
    writeFileSync(file, JSON.stringify({ maxMs: max / 1e6, p99Ms: p99 / 1e6, rssBytes: process.memoryUsage.rss() }))
  })
}
