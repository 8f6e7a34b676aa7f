import { describeError, type Log } from './log.ts'

/** As much of Node's `process` as ends it. */
export type Ending = { on(event: string, listener: (about: unknown) => void): unknown; exit(code: number): void }

const signals = ['SIGTERM', 'SIGINT'] as const
/** Docker and ECS kill 30 s after SIGTERM: before that it must be known that something does not end. */
const longestStopMs = 25_000

/** What nobody caught has left the process in an unknown state: it is told, without its message, and the process starts anew. */
export const endOnFailure = (ending: Ending, log: Log): void => {
  for (const event of ['uncaughtException', 'unhandledRejection'])
    ending.on(event, (error) => {
      log.error('process.failed', { event, error: describeError(error) })
      ending.exit(1)
    })
}

/** The first signal stops in order and ends with 0; a second one, a failure or 25 seconds end it at once, with 1. */
export const stopOnSignal = (ending: Ending, log: Log, stop: () => PromiseLike<void>): void => {
  let stopping = false
  const end = async (signal: 'SIGTERM' | 'SIGINT') => {
    if (stopping) {
      log.warn('process.stopped-at-once', { signal })
      return ending.exit(1)
    }
    stopping = true
    setTimeout(() => {
      log.error('process.stop-takes-too-long', { signal })
      ending.exit(1)
    }, longestStopMs).unref()
    try {
      await stop()
      ending.exit(0)
    } catch (error) {
      log.error('process.stop-failed', { signal, error: describeError(error) })
      ending.exit(1)
    }
  }
  for (const signal of signals) ending.on(signal, () => void end(signal))
}
