import type { Store } from '@rolecall/core/ports/store'
import { type FeedListener, idsOf } from '../feed.ts'
import { type Fallbacks, type InForce, inForce } from './sources.ts'

/** The settings as they hold at this moment. Ask each time: an administrator changes them while the server runs. */
export type CurrentSettings = { readonly current: () => InForce }

/** A replica of the settings of the store, kept fresh by the change feed. */
export type Settings = CurrentSettings &
  FeedListener &
  Disposable & {
    readonly fallbacks: Fallbacks
    /** Reads them. Call it before the first use, and once the feed runs. */
    load(): Promise<void>
  }

const retryMs = 1000

export const createSettings = ({
  store,
  fallbacks,
}: {
  readonly store: Pick<Store, 'get'>
  readonly fallbacks: Fallbacks
}): Settings => {
  let revision = 0
  let current = inForce(fallbacks, undefined)
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const load = async () => {
    const row = await store.get('settings', 'main')
    // One that was overtaken by a newer read.
    if (row === undefined || row.revision < revision) return
    revision = row.revision
    current = inForce(fallbacks, row)
  }
  /** The feed tells of a change once: where it cannot be read just now, it is read later. */
  const follow = async (): Promise<void> => {
    clearTimeout(timer)
    try {
      await load()
    } catch (error) {
      clearTimeout(timer)
      if (!closed) timer = setTimeout(() => follow().catch(() => undefined), retryMs).unref()
      throw error
    }
  }
  return {
    fallbacks,
    current: () => current,
    load,
    lost: follow,
    collections: ['settings'],
    async changed(events) {
      if (idsOf(events, 'settings').length > 0) await follow()
    },
    [Symbol.dispose]() {
      closed = true
      clearTimeout(timer)
    },
  }
}
