import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Lease, Store, Stored } from '@rolecall/core/ports/store'
import type { Log } from './log.ts'

export type Task = Stored<DocumentOf<'tasks'>>
export type Queue = DocumentOf<'tasks'>['queue']

/** `last`: the task is the last that was claimed of its lane, which the commit of its end may give back. */
export type TaskLease = Lease & { readonly last?: boolean }

/**
 * What became of a task. `done`: its effects and its end stand in one commit already, with those of the tasks `also`; `released`
 * where that gave the lane back. `retry`: it stays first of its lane, which rests until `at` (epoch ms). `again`: something else got
 * in between: run it anew. `lost`: another owner has the lane.
 */
export type TaskResult =
  | { readonly result: 'done'; readonly also?: readonly string[]; readonly released?: boolean }
  | { readonly result: 'again' }
  | { readonly result: 'lost' }
  | { readonly result: 'retry'; readonly at: number; readonly error: string; readonly counts: boolean }
export type TaskHandler = (task: Task, lease: TaskLease, rest: readonly Task[]) => Promise<TaskResult>

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
  /** Lanes that everybody waits for, by name, are held for less than others. Milliseconds. */
  readonly shortLeases?: Readonly<Record<string, number>>
  /** How many tasks of a lane are claimed at once; 20 when absent. */
  readonly tasksPerLane?: number
  /** How often it is searched for work that this process was not told of. Milliseconds; 250 when absent. */
  readonly everyMs?: number
}

export type WorkerOptions = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  readonly handlers: Readonly<Record<Queue, QueueHandler>>
  readonly watch?: WorkerWatch
}

/** Whether a task waits for the place where files are kept, by its `error`. */
export const isOfFiles = (error: string | undefined): boolean => error?.startsWith('FilesUnavailable') === true

/** From half a second doubling to a minute, with full jitter on the upper half. Milliseconds. */
export const backOffMs = (attempts: number, random: () => number): number => {
  const most = Math.min(60_000, 500 * 2 ** Math.min(attempts, 10))
  return Math.round(most / 2 + (random() * most) / 2)
}
