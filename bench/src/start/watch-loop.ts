import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/**
 * Loaded into a server that is measured (`node --import`): on SIGUSR2 it writes to the file `WATCH_LOOP` how long its main
 * thread's loop was held up at the most, what the process took of the processors, and its memory.
 */
const file = process.env.WATCH_LOOP
if (isMainThread && file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  process.on('SIGUSR2', () => {
    const { user, system } = process.cpuUsage()
    const seen = { maxMs: delay.max / 1e6, cpuS: (user + system) / 1e6, rssBytes: process.memoryUsage.rss() }
    writeFileSync(file, JSON.stringify(seen))
  })
}
