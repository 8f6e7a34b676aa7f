import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { StoreUnavailable } from '@rolecall/core/ports/store'
import { codeOf, diskFullCode, isBroken, isBusy, unavailable } from './failures.ts'

/**
 * What a write came to. `keep: false` takes back what it wrote; only an atomic write may say so after it wrote anything.
 */
export type Written<T> = { readonly keep: boolean; readonly value: T }

/** `atomic`: several statements that stand or fall together, which costs a savepoint. */
type Write<T> = { readonly run: () => Written<T>; readonly atomic: boolean; readonly lost: T }

export type GroupCommit = {
  /**
   * Runs in the next transaction, together with the writes of others; resolves once that is on disk. `lost`: the value
   * where the disk failed in the very moment of the commit, so that nobody knows.
   * @throws StoreUnavailable where nothing was written: disk full, or locked by another process for five seconds.
   */
  write<T>(write: Write<T>): Promise<T>
  /** Whether the file or its disk failed the last transaction. */
  failed(): boolean
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>
}

type Job = {
  readonly run: () => { readonly settle: () => void; readonly keep: boolean }
  readonly atomic: boolean
  readonly lose: () => void
  readonly reject: (error: unknown) => void
}

const jobsPerTransaction = 256
const mostTurns = 8
const lockedForMs = 5000

/** One transaction a turn of the event loop for all who wrote meanwhile: one wait for the disk, shared. */
export const groupCommit = (db: DatabaseSync): GroupCommit => {
  const queue: Job[] = []
  let flushing: Promise<void> | undefined
  const disk = { failed: false }
  const flushAll = async (): Promise<void> => {
    while (queue.length > 0) {
      await gather(queue)
      await flush(db, queue.splice(0, jobsPerTransaction), disk)
    }
    flushing = undefined
  }
  return {
    write: ({ run, atomic, lost }) =>
      new Promise((resolve, reject) => {
        queue.push({
          run: () => {
            const { keep, value } = run()
            return { keep, settle: () => resolve(value) }
          },
          atomic,
          lose: () => resolve(lost),
          reject,
        })
        flushing ??= flushAll()
      }),
    failed: () => disk.failed,
    drain: async () => flushing,
  }
}

/**
 * Waits as long as each turn of the event loop brings more writes, eight turns at most: a wait for the disk costs about as
 * much as a dozen requests, so that under load it is worth having more of them share it. A lone write goes at once.
 */
const gather = async (queue: readonly Job[]): Promise<void> => {
  let seen = 0
  for (let turn = 0; turn < mostTurns && seen < queue.length && queue.length < jobsPerTransaction; turn += 1) {
    seen = queue.length
    await nextTurn()
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const flush = async (db: DatabaseSync, jobs: readonly Job[], disk: { failed: boolean }): Promise<void> => {
  const refuse = (error: unknown): void => {
    if (db.isOpen && db.isTransaction) db.exec('rollback')
    disk.failed = true
    for (const job of jobs) job.reject(error)
  }
  try {
    await begin(db)
  } catch (error) {
    return refuse(error)
  }
  const settled: (() => void)[] = []
  try {
    for (const job of jobs) settled.push(runJob(db, job))
  } catch (error) {
    return refuse(unavailable(error))
  }
  try {
    db.exec('commit')
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    if (codeOf(error) === diskFullCode) return refuse(unavailable(error))
    disk.failed = true
    for (const job of jobs) job.lose()
    return
  }
  disk.failed = false
  for (const settle of settled) settle()
}

/** The wait for another process's lock is short for SQLite, which blocks the loop meanwhile, and long for us. */
const begin = async (db: DatabaseSync): Promise<void> => {
  const deadline = performance.now() + lockedForMs
  for (;;) {
    try {
      return db.exec('begin immediate')
    } catch (error) {
      if (!isBusy(error)) throw unavailable(error)
      if (performance.now() > deadline)
        throw new StoreUnavailable('another process locks the database', { cause: error })
      await delay(5 + Math.random() * 10)
    }
  }
}

/** A failure of the file fails the whole transaction; any other fails the one job. */
const runJob = (db: DatabaseSync, job: Job): (() => void) => {
  if (job.atomic) db.exec('savepoint one')
  try {
    const { keep, settle } = job.run()
    if (job.atomic) db.exec(keep ? 'release one' : 'rollback to one; release one')
    return settle
  } catch (error) {
    if (isBroken(error) || !db.isTransaction) throw error
    if (job.atomic) db.exec('rollback to one; release one')
    return () => job.reject(error)
  }
}
