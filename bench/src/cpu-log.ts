import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/**
 * Loaded into the server that is profiled: each tenth of a second keeps how much CPU the process has taken, all of its
 * threads, user and system, and leaves that in the file CPU_LOG when the process ends: `[[ms, CPU ms], …]`.
 */
const path = process.env.CPU_LOG
if (path !== undefined && isMainThread) {
  const taken: [atMs: number, cpuMs: number][] = []
  const look = () => {
    const { user, system } = process.cpuUsage()
    taken.push([performance.now(), (user + system) / 1000])
  }
  setInterval(look, 100).unref()
  process.on('exit', () => {
    look()
    writeFileSync(path, JSON.stringify(taken))
  })
}
