import { setTimeout as delay } from 'node:timers/promises'
import type { FeedEvent, Store } from '@rolecall/core/ports/store'
import { type FeedListener, startFeed } from '../feed.ts'
import { describeError, type Log } from '../log.ts'
import { keepSnapshots } from './keep-snapshots.ts'
import type { Replica } from './replica.ts'
import { readSnapshot, type SnapshotPlace } from './snapshot.ts'
import { SnapshotRefused } from './snapshot-file.ts'

const retryMs = 500
/** While people write, every process reads what changed twice a second, not once for each of their messages. */
export const busyGatherMs = 500

type Options = {
  readonly store: Store
  readonly replica: Replica
  readonly snapshot: SnapshotPlace
  readonly now: () => number
  readonly log: Log
  /** Hears which changes are in the replica now; of none where it was read as a whole. */
  readonly applied?: (events: readonly FeedEvent[]) => void
}

/**
 * Fills a replica, from a snapshot where there is one and else from the store, and keeps it fresh by the change feed until it
 * is disposed. Resolves when everything that was committed before the call is in it.
 */
export const freshReplica = async (options: Options): Promise<AsyncDisposable> => {
  const { store, replica, log } = options
  await using opening = new AsyncDisposableStack()
  const began = performance.now()
  const restored = await fromSnapshot(options)
  let token = restored ?? (await fromStore(options))
  log.info('index.ready', {
    from: restored === undefined ? 'store' : 'snapshot',
    people: replica.people(),
    ms: Math.round(performance.now() - began),
  })
  options.applied?.([])
  const abort = new AbortController()
  const listener: FeedListener = {
    collections: replica.collections,
    async changed(events) {
      await untilDone(() => replica.changed(events), { log, signal: abort.signal })
      options.applied?.(events)
    },
    lost: () =>
      untilDone(
        async () => {
          token = await fromStore(options)
          options.applied?.([])
        },
        { log, signal: abort.signal },
      ),
  }
  opening.use(keepSnapshots({ ...options, place: options.snapshot, token: () => token }))
  opening.use(
    startFeed({
      store,
      log,
      listeners: [listener],
      after: token,
      busyGatherMs,
      toldTo: (upTo) => {
        if (!abort.signal.aborted) token = upTo
      },
    }),
  )
  opening.defer(() => abort.abort())
  return opening.move()
}

/** Everything, and a token of before the reading: what changes meanwhile is read once more. */
const fromStore = async ({ store, replica }: Options): Promise<string> => {
  const since = await store.changesSince({ collections: replica.collections })
  if ('lost' in since) throw new Error('the store has lost a token that it just gave')
  await replica.load()
  return since.token
}

/** The token up to which everything is in the replica; undefined where nothing is that can be used. */
const fromSnapshot = async ({ store, replica, snapshot, now, log }: Options): Promise<string | undefined> => {
  try {
    const kept = await readSnapshot(snapshot, now())
    if (kept === undefined) return undefined
    const since = await store.changesSince({ after: kept.token, collections: replica.collections })
    if ('lost' in since) throw new SnapshotRefused('the change feed does not go back so far')
    await replica.restore(kept)
    await replica.changed([
      ...new Map(since.events.map((event) => [`${event.collection}/${event.id}`, event])).values(),
    ])
    return since.token
  } catch (error) {
    const because = error instanceof SnapshotRefused ? error.message : describeError(error)
    log.warn('index.snapshot-refused', { because })
    return undefined
  }
}

/** A change that could not be read is read again: the feed tells of it once. */
const untilDone = async (
  work: () => Promise<void>,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted) throw error
      log.warn('index.not-refreshed', { error: describeError(error) })
      await delay(retryMs, undefined, { signal }).catch(() => undefined)
    }
  }
}
