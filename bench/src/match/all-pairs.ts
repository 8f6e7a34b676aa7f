import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { MatchEngine } from '@rolecall/match/engine'
import { progressBar } from '@rolecall/server/commands/progress-bar'
import type { Done, Share } from './all-pairs-worker.ts'

const threads = 2

/** The best people for every job, by two threads over one copy of the columns. Rows of a table. */
export const allPairs = async (
  engine: MatchEngine,
  { size, limit }: Pick<Share, 'size' | 'limit'>,
): Promise<readonly string[]> => {
  const { head, columns } = engine.savePeople()
  const shared = sharedOf([...columns()])
  const show = progressBar(process.stderr, 'all jobs against all people')
  const sum = { jobs: 0, lists: 0, rows: 0 }
  const [began, before] = [performance.now(), process.cpuUsage()]
  const work = Array.from({ length: threads }, async (_, thread) => {
    const workerData: Share = { head, shared, size, limit, thread, threads }
    const worker = new Worker(new URL('./all-pairs-worker.ts', import.meta.url), { workerData })
    worker.on('message', (done: Done) => {
      sum.jobs += done.jobs
      sum.lists += done.lists
      sum.rows += done.rows
      show(sum.jobs / size.jobs)
    })
    await once(worker, 'exit')
  })
  await Promise.all(work)
  const seconds = (performance.now() - began) / 1000
  const cpu = process.cpuUsage(before)
  const { rss } = process.memoryUsage()
  if (sum.jobs !== size.jobs) throw new Error(`only ${sum.jobs} of ${size.jobs} jobs were done`)
  return [
    `| the best ${limit} of all people for all ${size.jobs.toLocaleString('en')} jobs, with explanations, ${threads} threads: s; of processors, s | ${seconds.toFixed(1)}; ${((cpu.user + cpu.system) / 1e6).toFixed(1)} |`,
    `| of these lists not empty; rows in all | ${sum.lists.toLocaleString('en')}; ${sum.rows.toLocaleString('en')} |`,
    `| columns that the threads share, MB; the whole process with them and the first engine, MB | ${(shared.byteLength / 1e6).toFixed(0)}; ${(rss / 1e6).toFixed(0)} |`,
  ]
}

const sharedOf = (columns: readonly Uint8Array[]): SharedArrayBuffer => {
  const shared = new SharedArrayBuffer(columns.reduce((sum, { byteLength }) => sum + byteLength, 0))
  const bytes = new Uint8Array(shared)
  let at = 0
  for (const column of columns) {
    bytes.set(column, at)
    at += column.byteLength
  }
  return shared
}
