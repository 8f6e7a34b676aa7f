import type { CollectionName } from '@rolecall/core/model/collections'
import type { FeedEvent, Store } from '@rolecall/core/ports/store'
import { describeError, type Log } from './log.ts'

export type FeedListener = {
  /** Changes of some milliseconds, each document once. */
  changed(events: readonly FeedEvent[]): Promise<void>
  /** Changes were missed: read again. */
  lost(): Promise<void>
}

const gatherMs = 10
const reopenMs = 500

/**
 * Follows the store's change feed for all listeners, and reopens it from its token whenever it breaks. `after`: the token to
 * begin at, now when absent. `told`: hears the token up to which every listener was told.
 */
export const startFeed = (options: {
  readonly store: Store
  readonly log: Log
  readonly listeners: readonly FeedListener[]
  readonly after?: string
  readonly told?: (token: string) => void
}): AsyncDisposable => {
  const { store, log, listeners } = options
  const abort = new AbortController()
  let waiting = new Map<string, FeedEvent>()
  let telling: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let { after } = options

  const each = async (tell: (listener: FeedListener) => Promise<void>) => {
    for (const listener of listeners)
      await tell(listener).catch((error) => log.error('feed.listener-failed', { error: describeError(error) }))
  }
  const flush = () => {
    timer = undefined
    const events = [...waiting.values()]
    const upTo = after
    waiting = new Map()
    telling = telling.then(async () => {
      await each((listener) => listener.changed(events))
      if (upTo !== undefined) options.told?.(upTo)
    })
  }
  const take = (event: FeedEvent) => {
    waiting.set(`${event.collection}/${event.id}`, event)
    timer ??= setTimeout(flush, gatherMs)
  }
  const follow = async () => {
    while (!abort.signal.aborted) {
      try {
        for await (const event of store.changes({ ...(after === undefined ? {} : { after }), signal: abort.signal })) {
          if ('lost' in event) {
            telling = telling.then(() => each((listener) => listener.lost()))
            after = undefined
            continue
          }
          after = event.token
          take(event)
        }
      } catch (error) {
        log.warn('feed.broken', { error: describeError(error) })
      }
      if (!abort.signal.aborted) await new Promise((resolve) => setTimeout(resolve, reopenMs))
    }
  }
  const following = follow()
  return {
    async [Symbol.asyncDispose]() {
      abort.abort()
      clearTimeout(timer)
      await following
      await telling
    },
  }
}

/** The ids of one collection among the events. */
export const idsOf = (events: readonly FeedEvent[], collection: CollectionName): readonly string[] =>
  events.filter((event) => event.collection === collection).map(({ id }) => id)
