import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Messenger } from '@rolecall/core/ports/messenger'
import type { Store } from '@rolecall/core/ports/store'
import type { Config } from '../config.ts'
import type { FeedListener } from '../feed.ts'
import type { WebhookWatch } from '../http/whatsapp/webhook.ts'
import { startBeat } from './beat.ts'
import { type CacheReads, countCacheReads } from './cache-reads.ts'
import { countMessages } from './count-messages.ts'
import type { FlowTelemetry } from './flow-telemetry.ts'
import { type Freshness, watchFreshness } from './freshness.ts'
import { listenForMetrics } from './listener.ts'
import { createMetrics } from './metrics.ts'
import { instanceReader } from './read-instance.ts'
import { readFromStore, readProcess } from './readings.ts'
import { createTally } from './tally.ts'
import { noTracing, type Tracing } from './tracing.ts'
import { type HttpWatch, watchHttp } from './watch-http.ts'
import { watchMessenger } from './watch-messenger.ts'
import { watchStore } from './watch-store.ts'
import { watchWebhooks } from './watch-webhooks.ts'
import { type WatchedWorker, watchWorker } from './watch-worker.ts'
import type { Watched } from './watched.ts'

/** All that a process tells of itself. */
export type Telemetry = AsyncDisposable & {
  readonly tracing: Tracing
  readonly flows: FlowTelemetry
  readonly http: HttpWatch
  readonly webhooks: WebhookWatch
  readonly worker: WatchedWorker
  readonly onCacheRead: CacheReads['onCacheRead']
  store(store: Store): Store
  messenger(messenger: Messenger): Messenger
  readonly indexApplied: Freshness['applied']
  readonly feedReopened: () => void
  /** Tells of this process from now on; hand what it returns to the feed, and dispose it before the store. */
  start(watched: Watched): Promise<FeedListener & AsyncDisposable & { readonly metricsUrl: string | undefined }>
}

export const version = (): string => {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8'),
  )
  return version
}

export const openTelemetry = async (
  config: Pick<Config, 'role' | 'traced' | 'metrics'>,
  { instance, now }: { readonly instance: string; readonly now: () => number },
): Promise<Telemetry> => {
  const process = { role: config.role, version: version(), instance }
  const tracing = config.traced
    ? (await import('./open-tracing.ts')).openTracing(globalThis.process.env, process)
    : noTracing
  const metrics = createMetrics()
  metrics.set('rolecall_instance_info', { role: process.role, version: process.version }, 1)
  const tally = createTally()
  const freshness = watchFreshness(metrics, now)
  const cacheReads = countCacheReads(metrics)
  const http = watchHttp({ metrics, tracing })
  const worker = watchWorker({ metrics, tracing })
  let reopened = 0
  return {
    tracing,
    flows: countMessages({ metrics, tally, tracing, now }),
    http,
    webhooks: watchWebhooks({ metrics, tracing }),
    worker,
    onCacheRead: cacheReads.onCacheRead,
    store: (store) => watchStore(store, { metrics, tracing, committed: freshness.committed }),
    messenger: (messenger) => watchMessenger(messenger, { metrics, tracing }),
    indexApplied: freshness.applied,
    feedReopened() {
      reopened += 1
      metrics.add('rolecall_feed_reopened_total', {})
    },
    async start(watched) {
      const reader = instanceReader({ ...process, metrics, now, watched, freshness, cacheReads, http, worker })
      const beat = startBeat({
        ...watched,
        id: instance,
        tally,
        read: () => reader.read({ lagMs: beat.lagMs(), reopened }),
      })
      metrics.onRead(() => reader.tell({ lagMs: beat.lagMs() }))
      await using opening = new AsyncDisposableStack()
      opening.use(reader)
      opening.use(beat)
      const listener = config.metrics && opening.use(await listenForMetrics(metrics, config.metrics))
      if (listener !== undefined) {
        readFromStore({ store: watched.store, metrics, now })
        opening.use(readProcess(metrics))
      }
      const open = opening.move()
      return {
        collections: beat.collections,
        changed: beat.changed,
        lost: beat.lost,
        metricsUrl: listener?.url,
        [Symbol.asyncDispose]: () => open.disposeAsync(),
      }
    },
    [Symbol.asyncDispose]: () => tracing[Symbol.asyncDispose](),
  }
}
