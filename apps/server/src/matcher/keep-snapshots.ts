import { describeError, type Log } from '../log.ts'
import type { Replica } from './replica.ts'
import { type SnapshotPlace, writeSnapshot } from './snapshot.ts'

/** Who was erased is in a file for so long at the most, as long as some process runs. */
const writeEveryMs = 15 * 60_000
/** What was read anew at the start is kept before long, lest a process that is killed cost the next one as much. */
const firstAfterMs = 10_000
/** Where nothing changes, a file is written anew so that it does not grow too old. */
const freshForMs = 24 * 60 * 60_000

/** Writes what a replica holds from time to time where it changed, and once more when it is disposed. */
export const keepSnapshots = (options: {
  readonly place: SnapshotPlace
  readonly replica: Replica
  /** Of the change feed: everything up to it is in the replica. */
  readonly token: () => string | undefined
  readonly now: () => number
  readonly log: Log
}): AsyncDisposable => {
  const { place, replica, now, log } = options
  let writing: Promise<void> = Promise.resolve()
  let writtenAt = now()
  const write = async () => {
    const token = options.token()
    const stale = now() - writtenAt > freshForMs
    if (token === undefined || !(replica.takeChanged() || stale)) return
    const [savedAt, began] = [now(), performance.now()]
    try {
      await writeSnapshot(place, replica.keep(), { token, savedAt })
      writtenAt = savedAt
      log.info('index.snapshot-written', { people: replica.people(), ms: Math.round(performance.now() - began) })
    } catch (error) {
      log.warn('index.snapshot-not-written', { error: describeError(error) })
    }
  }
  const writeNext = () => {
    writing = writing.then(write)
  }
  const soon = setTimeout(writeNext, firstAfterMs)
  const timer = setInterval(writeNext, writeEveryMs)
  return {
    async [Symbol.asyncDispose]() {
      clearTimeout(soon)
      clearInterval(timer)
      await writing.then(write)
    },
  }
}
