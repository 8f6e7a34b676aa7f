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

/** Follows the store's change feed for all listeners of this process, and reopens it from its token whenever it breaks. */
export const startFeed = (options: {
  readonly store: Store
  readonly log: Log
  readonly listeners: readonly FeedListener[]
  /** Hears each time that the feed broke and is opened again, here or within the engine. */
  readonly reopened?: () => void
}): AsyncDisposable => {
  const { store, log, listeners, reopened } = options
  const abort = new AbortController()
  let waiting = new Map<string, FeedEvent>()
  let telling: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const each = async (tell: (listener: FeedListener) => Promise<void>) => {
    for (const listener of listeners)
      await tell(listener).catch((error) => log.error('feed.listener-failed', { error: describeError(error) }))
  }
  const flush = () => {
    timer = undefined
    const events = [...waiting.values()]
    waiting = new Map()
    telling = telling.then(() => each((listener) => listener.changed(events)))
  }
  const take = (event: FeedEvent) => {
    waiting.set(`${event.collection}/${event.id}`, event)
    timer ??= setTimeout(flush, gatherMs)
  }
  const follow = async () => {
    let after: string | undefined
    while (!abort.signal.aborted) {
      try {
        const from = { ...(after === undefined ? {} : { after }), ...(reopened === undefined ? {} : { reopened }) }
        for await (const event of store.changes({ ...from, signal: abort.signal })) {
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
        reopened?.()
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
