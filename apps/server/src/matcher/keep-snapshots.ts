import { describeError, type Log } from '../log.ts'
import type { Replica } from './replica.ts'
import type { SharedSnapshots } from './shared-snapshots.ts'
import { type SnapshotPlace, writeSnapshot } from './snapshot.ts'

/** Who was erased is in a file for so long at the most, as long as some process runs. */
const writeEveryMs = 15 * 60_000
/** What was read anew at the start is kept before long, lest a process that is killed cost the next one as much. */
const firstAfterMs = 10_000
/** Where nothing changes, a file is written anew so that it does not grow too old. */
const freshForMs = 24 * 60 * 60_000

/** Writes what a replica holds from time to time where it changed, shares it, and writes it once more when it is disposed. */
export const keepSnapshots = (options: {
  readonly place: SnapshotPlace
  readonly offer?: SharedSnapshots['offer'] | undefined
  readonly replica: Pick<Replica, 'keep' | 'people' | 'takeChanged'>
  /** Of the change feed: everything up to it is in the replica. */
  readonly token: () => string | undefined
  readonly now: () => number
  readonly log: Log
}): AsyncDisposable => {
  const { place, offer, replica, now, log } = options
  let writing: Promise<void> = Promise.resolve()
  let freshAt = now()
  /** When what stands in the file was saved by us. */
  let savedAt: number | undefined
  const stopping = new AbortController()
  const write = async () => {
    const token = options.token()
    const stale = now() - freshAt > freshForMs
    if (token === undefined || !(replica.takeChanged() || stale)) return
    const [at, began] = [now(), performance.now()]
    try {
      await writeSnapshot(place, replica.keep(), { token, savedAt: at })
      freshAt = at
      savedAt = at
      log.info('index.snapshot-written', { people: replica.people(), ms: Math.round(performance.now() - began) })
    } catch (error) {
      log.warn('index.snapshot-not-written', { error: describeError(error) })
    }
  }
  const share = async () => {
    if (savedAt === undefined) return
    try {
      await offer?.(place.path, savedAt, stopping.signal)
    } catch (error) {
      if (error !== stopping.signal.reason) log.warn('index.snapshot-not-shared', { error: describeError(error) })
    }
  }
  const writeNext = () => {
    writing = writing.then(write).then(share)
  }
  const soon = setTimeout(writeNext, firstAfterMs)
  const timer = setInterval(writeNext, writeEveryMs)
  return {
    async [Symbol.asyncDispose]() {
      clearTimeout(soon)
      clearInterval(timer)
      stopping.abort()
      await writing.then(write)
    },
  }
}
