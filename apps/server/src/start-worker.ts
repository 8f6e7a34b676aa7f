import type { Claim } from '@rolecall/core/ports/store'
import { describeError } from './log.ts'
import { nextSearchMs } from './search-pace.ts'
import { leaseMsOf, workLane } from './work-lane.ts'
import type { Queue, WorkerOptions } from './worker.ts'

/** How often work is searched for that this process was not told of: of other processes, or due later than it was written. */
const searchMs = 250
/** A store that cannot be reached says so at once: it is not asked in a circle. */
const afterFailureMs = 1000

/** Claims due lanes of each queue and works through each lane in order, until it is disposed; then it gives its leases back. */
export const startWorker = (options: WorkerOptions): AsyncDisposable => {
  const queues: Queue[] = ['receive', 'deliver', 'match', 'record', 'mail']
  const loops = queues.map((queue) => startLoop(queue, options))
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

const startLoop = (queue: Queue, options: WorkerOptions): { stop(): Promise<void> } => {
  const { store, log, clock } = options
  const handler = options.handlers[queue]
  const { lanes, filledElsewhere = false, everyMs = searchMs, tasksPerLane = 20 } = handler
  const leaseMs = (lane: string) => leaseMsOf(handler, lane)
  /** By its work, each lane: one whose lease ran out may be claimed here anew. */
  const running = new Map<Promise<void>, string>()
  /** Lanes that have work, by what was committed here: claimed without a search, once nobody here works on them. */
  const told = new Set<string>()
  let [searchAt, nextMs] = [0, everyMs]
  let stopping = false
  let wake = Promise.withResolvers<void>()
  const unsubscribe = store.onTask((changed, ready) => {
    if (changed !== queue) return
    for (const lane of ready) told.add(lane)
    wake.resolve()
  })
  const rest = async (ms: number) => {
    const timer = setTimeout(wake.resolve, ms)
    await wake.promise
    clearTimeout(timer)
  }
  const loop = async () => {
    while (!stopping) {
      wake = Promise.withResolvers<void>()
      const free = lanes - running.size
      const held = new Set(running.values())
      const among = [...told].filter((lane) => !held.has(lane)).slice(0, free)
      const waitMs = searchAt - performance.now()
      if (free === 0) await wake.promise
      // Before what it was told of, or whoever is told all the time would never look.
      else if (waitMs <= 0) await search(free)
      else if (among.length > 0) await claim({ lanes: free, among })
      else await rest(waitMs)
    }
    await Promise.all(running.keys())
  }
  const search = async (free: number): Promise<void> => {
    const found = await claim({ lanes: free, held: [...running.values()] })
    if (filledElsewhere) nextMs = nextSearchMs(nextMs, found.tasks, everyMs)
    // As many as were asked for: there may be more.
    if (found.lanes < free) searchAt = performance.now() + nextMs
  }
  /** What was claimed; each lane is worked on from then on. */
  const claim = async (wanted: { lanes: number; among?: readonly string[]; held?: readonly string[] }) => {
    try {
      const claims = await store.claim({ queue, now: clock.now(), leaseMs, tasksPerLane, ...wanted })
      for (const lane of wanted.among ?? []) told.delete(lane)
      for (const one of claims) start(one)
      return { lanes: claims.length, tasks: claims.reduce((sum, { tasks }) => sum + tasks.length, 0) }
    } catch (error) {
      log.warn('worker.claim-failed', { queue, error: describeError(error) })
      await rest(afterFailureMs)
      return { lanes: 0, tasks: 0 }
    }
  }
  const start = (claimed: Claim): void => {
    const { lane } = claimed.lease
    const work = workLane(claimed, queue, options, () => stopping).then((left) => {
      running.delete(work)
      if (left === 'more' || claimed.tasks.length === tasksPerLane) told.add(lane)
      wake.resolve()
    })
    running.set(work, lane)
  }
  const ended = loop()
  return {
    async stop() {
      stopping = true
      unsubscribe()
      wake.resolve()
      await ended
    },
  }
}
