import type { CollectionName } from '@rolecall/core/model/collections'
import type { FeedEvent, Store } from '@rolecall/core/ports/store'
import { describeError, type Log } from './log.ts'

export type FeedListener = {
  /** Of which it hears, and of no others. */
  readonly collections: readonly CollectionName[]
  /** Changes of some milliseconds, each document once. */
  changed(events: readonly FeedEvent[]): Promise<void>
  /** Changes were missed: read again. */
  lost(): Promise<void>
}

export type Feed = AsyncDisposable & {
  /** Whether every listener knows all that was committed until so many milliseconds ago. */
  isWithin(ms: number): boolean
}

const gatherMs = 10
const reopenMs = 500
const catchUpMs = 500

/**
 * Follows the store's change feed for all listeners, and reopens it from its token whenever it breaks. `after`: the token to
 * begin at, now when absent. `toldTo`: hears the token up to which every listener was told.
 */
export const startFeed = (options: {
  readonly store: Pick<Store, 'changes'>
  readonly log: Log
  readonly listeners: readonly FeedListener[]
  readonly after?: string
  readonly toldTo?: (token: string) => void
  /** Listeners need not hear at once of changes that follow others within so many milliseconds: each document is told once. 10 when absent. */
  readonly busyGatherMs?: number
  /** Hears each time that the feed broke and is opened again, here or within the engine. */
  readonly reopened?: () => void
}): Feed => {
  const { store, log, listeners, reopened, busyGatherMs = gatherMs } = options
  const abort = new AbortController()
  const told = createTelling(listeners, log)
  let waiting = new Map<string, FeedEvent>()
  let caughtUpTo = Number.NEGATIVE_INFINITY
  let flushedAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const wanted = {
    collections: [...new Set(listeners.flatMap(({ collections }) => collections))],
    ...(options.busyGatherMs === undefined ? {} : { everyMs: options.busyGatherMs }),
  }
  let { after } = options

  const flush = () => {
    timer = undefined
    flushedAt = performance.now()
    const [events, token] = [[...waiting.values()], after]
    waiting = new Map()
    told.changed(events)
    if (token !== undefined) told.then(() => options.toldTo?.(token))
    told.upTo(caughtUpTo)
  }
  const take = (event: FeedEvent) => {
    waiting.set(`${event.collection}/${event.id}`, event)
    timer ??= setTimeout(flush, performance.now() - flushedAt < busyGatherMs ? busyGatherMs : gatherMs)
  }
  const caughtUp = (beforeMs: number) => {
    caughtUpTo = beforeMs
    if (waiting.size === 0) told.upTo(beforeMs)
  }
  const follow = async () => {
    while (!abort.signal.aborted) {
      try {
        const where = { ...(after === undefined ? {} : { after }), ...(reopened === undefined ? {} : { reopened }) }
        for await (const event of store.changes({ ...wanted, ...where, signal: abort.signal, caughtUp })) {
          if ('lost' in event) {
            told.lost()
            after = undefined
            continue
          }
          after = event.token
          take(event)
        }
      } catch (error) {
        log.warn('feed.broken', { error: describeError(error) })
        reopened?.()
      }
      if (!abort.signal.aborted) await new Promise((resolve) => setTimeout(resolve, reopenMs))
    }
  }
  const following = follow()
  return {
    isWithin: told.isWithin,
    async [Symbol.asyncDispose]() {
      abort.abort()
      clearTimeout(timer)
      await following
      await told.end()
    },
  }
}

/** Tells the listeners one thing after the other. Whoever failed to take a change reads again until that works. */
const createTelling = (listeners: readonly FeedListener[], log: Log) => {
  const behind = new Set<FeedListener>()
  let telling: Promise<void> = Promise.resolve()
  let upTo = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let ended = false

  const tell = (told: Iterable<FeedListener>, how: (listener: FeedListener) => Promise<void>) => {
    telling = telling.then(async () => {
      for (const listener of told) {
        try {
          await how(listener)
          if (how === readAgain) behind.delete(listener)
        } catch (error) {
          log.error('feed.listener-failed', { error: describeError(error) })
          behind.add(listener)
        }
      }
      if (behind.size > 0 && !ended) timer ??= setTimeout(catchUp, catchUpMs).unref()
    })
  }
  const then = (work: () => void): void => {
    telling = telling.then(() => {
      if (behind.size === 0) work()
    })
  }
  const readAgain = (listener: FeedListener) => listener.lost()
  const catchUp = () => {
    timer = undefined
    tell([...behind], readAgain)
  }
  return {
    changed: (events: readonly FeedEvent[]) =>
      tell(listeners, async (listener) => {
        const own = events.filter(({ collection }) => listener.collections.includes(collection))
        if (own.length > 0) await listener.changed(own)
      }),
    lost: () => tell(listeners, readAgain),
    /** Once all that was said before has reached every listener. */
    then,
    /** What was committed before this moment (monotonic ms) has been told. */
    upTo: (at: number) =>
      then(() => {
        upTo = at
      }),
    isWithin: (ms: number) => performance.now() - upTo <= ms,
    async end(): Promise<void> {
      ended = true
      clearTimeout(timer)
      await telling
    },
  }
}

/** The ids of one collection among the events. */
export const idsOf = (events: readonly FeedEvent[], collection: CollectionName): readonly string[] =>
  events.filter((event) => event.collection === collection).map(({ id }) => id)
