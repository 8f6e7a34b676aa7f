import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import { FilesUnavailable } from '@rolecall/core/ports/files'
import type { Claim, Lease, Store, Stored } from '@rolecall/core/ports/store'
import { describeError, type Log } from './log.ts'

export type Task = Stored<DocumentOf<'tasks'>>
export type Queue = DocumentOf<'tasks'>['queue']

/**
 * What became of a task. `done`: its effects and its end stand in one commit already, with those of the tasks `also`. `retry`: it stays first of its lane,
 * which rests until `at` (epoch ms). `again`: something else got in between: run it anew. `lost`: another owner has the lane.
 */
export type TaskResult =
  | { readonly result: 'done'; readonly also?: readonly string[] }
  | { readonly result: 'again' }
  | { readonly result: 'lost' }
  | { readonly result: 'retry'; readonly at: number; readonly error: string; readonly counts: boolean }
export type TaskHandler = (task: Task, lease: Lease, rest: readonly Task[]) => Promise<TaskResult>

/** Looks on while the worker works. */
export type WorkerWatch = {
  /** Runs one task, to see how long it takes and what comes of it. */
  work(queue: Queue, task: Task, run: () => Promise<TaskResult>): Promise<TaskResult>
  gaveUp(queue: Queue): void
}

export type QueueHandler = {
  readonly handle: TaskHandler
  /** Lanes that this process works on at once. */
  readonly lanes: number
  /** Other processes fill it, which wake nobody here, and people wait for what comes of it. */
  readonly filledElsewhere?: boolean
}

export type WorkerOptions = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  readonly handlers: Readonly<Record<Queue, QueueHandler>>
  readonly watch?: WorkerWatch
}

const leaseMs = 10_000
const pollMs = 250
/** Of a queue that others fill, for so long after its last work: more often, since where there was work there is more. */
const busyPollMs = 40
const busyForMs = 10_000
/** A store that cannot be reached says so at once: it is not asked in a circle. */
const pollAfterFailureMs = 1000
const maxAttempts = 10
const maxAgain = 20

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
  const { lanes, filledElsewhere = false } = options.handlers[queue]
  let busyUntil = 0
  const running = new Set<Promise<void>>()
  let stopping = false
  let wake = Promise.withResolvers<void>()
  const unsubscribe = store.onTask((changed) => {
    if (changed === queue) wake.resolve()
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
      const claims = free > 0 ? await claim(free) : []
      if (claims === 'failed') {
        await rest(pollAfterFailureMs)
        continue
      }
      if (filledElsewhere && claims.length > 0) busyUntil = performance.now() + busyForMs
      for (const one of claims) {
        const work = workLane(one, queue, options, () => stopping).finally(() => {
          running.delete(work)
          wake.resolve()
        })
        running.add(work)
      }
      if (claims.length === 0 || running.size >= lanes) await rest(performance.now() < busyUntil ? busyPollMs : pollMs)
    }
    await Promise.all(running)
  }
  const claim = async (free: number): Promise<readonly Claim[] | 'failed'> => {
    try {
      return await store.claim({ queue, now: clock.now(), leaseMs, lanes: free, tasksPerLane: 20 })
    } catch (error) {
      log.warn('worker.claim-failed', { queue, error: describeError(error) })
      return 'failed'
    }
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

const workLane = async (claim: Claim, queue: Queue, options: WorkerOptions, stopping: () => boolean): Promise<void> => {
  const { store, clock, log } = options
  const { lease } = claim
  const extending = setInterval(() => {
    store
      .extend(lease, clock.now() + leaseMs)
      .catch((error) => log.warn('worker.extend-failed', { error: describeError(error) }))
  }, leaseMs / 3)
  try {
    const notBefore = await workTasks(claim, queue, options, stopping)
    if (notBefore !== 'lost') await store.release(lease, notBefore)
  } catch (error) {
    log.error('worker.lane-failed', { queue, error: describeError(error) })
    await store.release(lease, clock.now() + 1000).catch(() => undefined)
  } finally {
    clearInterval(extending)
  }
}

/** Until when the lane rests: undefined when it is due again at once. */
const workTasks = async (
  { lease, tasks }: Claim,
  queue: Queue,
  options: WorkerOptions,
  stopping: () => boolean,
): Promise<number | undefined | 'lost'> => {
  const finished = new Set<string>()
  for (const [index, task] of tasks.entries()) {
    if (stopping()) return undefined
    if (finished.has(task.doc.id)) continue
    if (task.doc.dueAt > options.clock.now()) return task.doc.dueAt
    const run = () => attempt(task, lease, tasks.slice(index + 1), queue, options)
    const result = await (options.watch === undefined ? run() : options.watch.work(queue, task, run))
    switch (result.result) {
      case 'done':
        for (const id of [task.doc.id, ...(result.also ?? [])]) finished.add(id)
        break
      case 'lost':
        return 'lost'
      case 'again':
        return undefined
      case 'retry':
        return await setBack(task, lease, result, options)
      default:
        return result satisfies never
    }
  }
  return undefined
}

const attempt = async (
  task: Task,
  lease: Lease,
  rest: readonly Task[],
  queue: Queue,
  options: WorkerOptions,
): Promise<TaskResult> => {
  const { handle } = options.handlers[queue]
  try {
    for (let runs = 0; runs < maxAgain; runs += 1) {
      const result = await handle(task, lease, rest)
      if (result.result !== 'again') return result
    }
    return { result: 'again' }
  } catch (error) {
    options.log.error('worker.task-failed', {
      task: task.doc.id,
      kind: task.doc.kind,
      error: describeError(error),
    })
    return {
      result: 'retry',
      at: options.clock.now() + backOffMs(task.doc.attempts, options.random),
      error: describeError(error),
      // WhatsApp holds what was sent for days, and what is to be deleted stays: neither is given up while files are away.
      counts: !(error instanceof FilesUnavailable),
    }
  }
}

/** Whether a task waits for the place where files are kept, by its `error`. */
export const isOfFiles = (error: string | undefined): boolean => error?.startsWith('FilesUnavailable') === true

/** From half a second doubling to a minute, with full jitter on the upper half. Milliseconds. */
export const backOffMs = (attempts: number, random: () => number): number => {
  const most = Math.min(60_000, 500 * 2 ** Math.min(attempts, 10))
  return Math.round(most / 2 + (random() * most) / 2)
}

const setBack = async (
  task: Task,
  lease: Lease,
  result: Extract<TaskResult, { result: 'retry' }>,
  { store, clock, log, watch }: WorkerOptions,
): Promise<number | undefined | 'lost'> => {
  const attempts = task.doc.attempts + 1
  const dead = result.counts && attempts >= maxAttempts
  const doc: DocumentOf<'tasks'> = {
    ...task.doc,
    attempts,
    error: result.error,
    dueAt: result.at,
    state: dead ? 'dead' : 'ready',
    at: clock.now(),
  }
  if (dead) log.error('worker.task-dead', { task: doc.id, kind: doc.kind, error: result.error })
  if (dead) watch?.gaveUp(doc.queue)
  const outcome = await store.commit([{ op: 'put', collection: 'tasks', doc, expected: task.revision }], lease)
  if (outcome.outcome === 'lease-lost') return 'lost'
  return dead ? undefined : result.at
}
