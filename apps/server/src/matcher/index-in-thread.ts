import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Config } from '../config.ts'
import { describeError, type Log } from '../log.ts'
import type { Answer, Applied, FromIndex, IndexThreadData, ToIndex } from './index-thread.ts'
import { type Answers, IndexUnavailable, type MatchIndex, type Questions } from './match-index.ts'
import { roomForRows } from './room-for-rows.ts'

const usualTimeoutMs = 5000
const firstRestartMs = 200
const longestRestartMs = 30_000

export type IndexInThread = MatchIndex &
  AsyncDisposable & {
    /** Resolves when the index has everything; rejects where the thread ends before it ever had. */
    readonly ready: Promise<void>
    /** Key file and database are there: the thread opens them. `onApplied` hears of each change that the index applies. */
    begin(onApplied?: (applied: Applied) => void): void
  }

/**
 * The index in a thread of its own, which loads its code at once, and opens the store when it is told to begin. A thread that ends is
 * started again; until it is ready, questions wait for their time.
 */
export const startIndexInThread = (options: {
  readonly data: IndexThreadData
  readonly log: Log
  readonly entry?: URL
  /** How long one waits for an answer, a thread that still loads included. */
  readonly timeoutMs?: number
}): IndexInThread => {
  const { log, data, timeoutMs = usualTimeoutMs, entry = new URL('./index-thread.ts', import.meta.url) } = options
  const shown = new Map<string, number>()
  const waiting = new Map<number, Waiting>()
  const begun = Promise.withResolvers<(applied: Applied) => void>()
  const first = Promise.withResolvers<void>()
  // Nobody may be waiting yet, or ever, where something else fails first.
  first.promise.catch(() => undefined)
  let outgoing: Outgoing[] = []
  let thread: Worker | undefined
  let isReady = false
  let failures = 0
  let stopping = false
  let lastId = 0

  const failAll = () => {
    for (const { fail } of [...waiting.values()]) fail()
  }
  const send = () => {
    if (!isReady || thread === undefined || outgoing.length === 0) return
    const asks = outgoing.filter(({ id }) => waiting.has(id))
    outgoing = []
    thread.postMessage({ asks })
  }
  const take = (message: FromIndex) => {
    if ('answers' in message) for (const answer of message.answers) waiting.get(answer.id)?.settle(answer)
    else if ('applied' in message) void begun.promise.then((onApplied) => onApplied(message.applied))
    else if ('shown' in message) for (const [jobId, people] of message.shown) shown.set(jobId, people)
    else {
      isReady = true
      failures = 0
      first.resolve()
      send()
    }
  }
  const start = () => {
    const started = new Worker(entry, { workerData: data, name: 'match index', resourceLimits: roomForRows })
    thread = started
    void begun.promise.then(() => started.postMessage({ begin: true } satisfies ToIndex))
    started.on('message', take)
    started.on('error', (error) => {
      first.reject(error)
      log.error('index.thread-failed', { error: describeError(error) })
    })
    started.on('exit', () => {
      isReady = false
      first.reject(new IndexUnavailable('the thread of the index has ended'))
      failAll()
      if (!stopping) void restart()
    })
  }
  const restart = async () => {
    await delay(Math.min(longestRestartMs, firstRestartMs * 2 ** failures), undefined, { ref: false })
    failures += 1
    if (!stopping) start()
  }
  start()
  return {
    ready: first.promise,
    begin: (onApplied = () => undefined) => begun.resolve(onApplied),
    shownOf: (jobId) => shown.get(jobId) ?? 0,
    ask<Name extends keyof Questions>(name: Name, question: Questions[Name]) {
      const { promise, resolve, reject } = Promise.withResolvers<Answers[Name]>()
      lastId += 1
      const id = lastId
      const fail = () => {
        clearTimeout(timer)
        waiting.delete(id)
        reject(new IndexUnavailable('the index does not answer'))
      }
      const timer = setTimeout(fail, timeoutMs)
      const settle = (given: Answer) => {
        if ('failed' in given) return fail()
        clearTimeout(timer)
        waiting.delete(id)
        resolve(parseAnswer(name, given.answer))
      }
      waiting.set(id, { fail, settle })
      if (outgoing.length === 0) setImmediate(send)
      outgoing.push({ id, name, question })
      return promise
    },
    async [Symbol.asyncDispose]() {
      stopping = true
      failAll()
      const running = thread
      if (running === undefined || running.threadId < 0) return
      const ended = once(running, 'exit')
      running.postMessage({ stop: true } satisfies ToIndex)
      await ended
    },
  }
}

/** An `Ask`. */
type Outgoing = { readonly id: number; readonly name: keyof Questions; readonly question: unknown }
/** What the thread needs to know, and no more. Its snapshot stands in the data folder: losing it costs time only. */
export const indexDataOf = (config: Config): IndexThreadData => {
  const { role, databaseUrl, keyFile, kmsKeyId, files, s3Endpoint, taxonomy, matchWeights, logLevel } = config
  const snapshotPath = join(config.dataDir, 'cache/index.snapshot')
  return { role, databaseUrl, keyFile, kmsKeyId, files, s3Endpoint, taxonomy, matchWeights, logLevel, snapshotPath }
}

type Waiting = { readonly fail: () => void; readonly settle: (answer: Answer) => void }

/** The parser of what the thread answers: it answers each question by its name. */
const parseAnswer = <Name extends keyof Questions>(_name: Name, answer: unknown): Answers[Name] =>
  answer as Answers[Name]
