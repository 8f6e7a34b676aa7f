import { setTimeout as delay } from 'node:timers/promises'
import type { FeedEvent } from '@rolecall/core/ports/store'
import { type FeedListener, startFeed } from '../feed.ts'
import { describeError, type Log } from '../log.ts'
import { type Filling, fillReplica, readStore } from './fill-replica.ts'
import { keepSnapshots } from './keep-snapshots.ts'
import type { SharedSnapshots } from './shared-snapshots.ts'

const retryMs = 500
/** While people write, every process reads what changed twice a second, not once for each of their messages. */
export const busyGatherMs = 500

type Options = Filling & {
  readonly shared?: Partial<SharedSnapshots> | undefined
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
  const filled = await fillReplica(options)
  let { token } = filled
  log.info('index.ready', {
    from: filled.from,
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
          token = await readStore(options)
          options.applied?.([])
        },
        { log, signal: abort.signal },
      ),
  }
  opening.use(keepSnapshots({ ...options, place: options.snapshot, offer: options.shared?.offer, token: () => token }))
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
