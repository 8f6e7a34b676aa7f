import type { DocumentOf } from '@rolecall/core/model/collections'
import { FilesUnavailable } from '@rolecall/core/ports/files'
import { type Claim, type Lease, type Store, StoreUnavailable } from '@rolecall/core/ports/store'
import { describeError } from './log.ts'
import { IndexUnavailable } from './matcher/match-index.ts'
import {
  backOffMs,
  type Queue,
  type QueueHandler,
  type Task,
  type TaskLease,
  type TaskResult,
  type WorkerOptions,
} from './worker.ts'

/** How long a lane is held without a word. Milliseconds. */
const leaseMs = 10_000
const maxAttempts = 10
const maxAgain = 20

export const leaseMsOf = ({ shortLeases }: Pick<QueueHandler, 'shortLeases'>, lane: string): number =>
  shortLeases?.[lane] ?? leaseMs

/** Works through the tasks of a lane that was claimed, then gives it back. `more`: some of them are left, and due. */
export const workLane = async (
  claim: Claim,
  queue: Queue,
  options: WorkerOptions,
  stopping: () => boolean,
): Promise<'more' | 'through'> => {
  const { store, clock, log } = options
  const { lease } = claim
  const heldMs = leaseMsOf(options.handlers[queue], lease.lane)
  const extending = setInterval(() => {
    store
      .extend(lease, clock.now() + heldMs)
      .catch((error) => log.warn('worker.extend-failed', { error: describeError(error) }))
  }, heldMs / 3)
  try {
    const end = await workTasks(claim, queue, options, stopping)
    if (end.lane === 'held') await store.release(lease, end.notBefore)
    return end.lane === 'held' && end.more === true ? 'more' : 'through'
  } catch (error) {
    log.error('worker.lane-failed', { queue, error: describeError(error) })
    await store.release(lease, clock.now() + 1000).catch(() => undefined)
    return 'through'
  } finally {
    clearInterval(extending)
  }
}

/** `held`: it rests until `notBefore` (epoch ms), or is due again at once; `more` where tasks are left that are due. */
type LaneEnd =
  | { readonly lane: 'held'; readonly notBefore?: number; readonly more?: boolean }
  | { readonly lane: 'released' | 'lost' }

const workTasks = async (
  { lease, tasks }: Claim,
  queue: Queue,
  options: WorkerOptions,
  stopping: () => boolean,
): Promise<LaneEnd> => {
  const finished = new Set<string>()
  for (const [index, task] of tasks.entries()) {
    if (stopping()) return { lane: 'held' }
    if (finished.has(task.doc.id)) continue
    if (task.doc.dueAt > options.clock.now()) return { lane: 'held', notBefore: task.doc.dueAt }
    const rest = tasks.slice(index + 1)
    const last = rest.every(({ doc }) => finished.has(doc.id))
    const run = () => attempt(task, { ...lease, last }, rest, queue, options)
    const result = await (options.watch === undefined ? run() : options.watch.work(queue, task, run))
    switch (result.result) {
      case 'done':
        if (result.released) return { lane: 'released' }
        for (const id of [task.doc.id, ...(result.also ?? [])]) finished.add(id)
        break
      case 'lost':
        return { lane: 'lost' }
      case 'again':
        return { lane: 'held', more: true }
      case 'retry':
        return await setBack(task, lease, result, options)
      default:
        return result satisfies never
    }
  }
  return { lane: 'held' }
}

const attempt = async (
  task: Task,
  lease: TaskLease,
  rest: readonly Task[],
  queue: Queue,
  options: WorkerOptions,
): Promise<TaskResult> => {
  const { handle } = options.handlers[queue]
  try {
    for (let runs = 0; runs < maxAgain; runs += 1) {
      const result = await handle(task, lease, rest)
      if (result.result !== 'again') return result
      const now = await standingOf(task, options.store)
      if (now === 'through') return { result: 'done' }
      if (now === 'changed') break
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
      // WhatsApp holds what was sent for days, and what is to be deleted stays: nothing is given up while a part of ours is away.
      counts: !isAway(error),
    }
  }
}

const isAway = (error: unknown): boolean =>
  error instanceof FilesUnavailable || error instanceof IndexUnavailable || error instanceof StoreUnavailable

/**
 * Who claims a lane in the moment in which it is given back may be told of tasks that ended with that: MongoDB shows what the majority
 * has. Another run would do no better.
 */
const standingOf = async (task: Task, store: Store): Promise<'through' | 'changed' | 'as-claimed'> => {
  const now = await store.get('tasks', task.doc.id)
  if (now === undefined || now.doc.state !== 'ready') return 'through'
  return now.revision === task.revision ? 'as-claimed' : 'changed'
}

const setBack = async (
  task: Task,
  lease: Lease,
  result: Extract<TaskResult, { result: 'retry' }>,
  { store, clock, log, watch }: WorkerOptions,
): Promise<LaneEnd> => {
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
  if (outcome.outcome === 'lease-lost') return { lane: 'lost' }
  return dead ? { lane: 'held', more: true } : { lane: 'held', notBefore: result.at }
}
