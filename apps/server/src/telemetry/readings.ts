import type { Store } from '@rolecall/core/ports/store'
import { watchLoopDelay } from './loop-delay.ts'
import type { Metrics } from './metrics.ts'

/** Answers of the store are told again for so long, however often the metrics are read. */
const keptMs = 5000
const aliveMs = 30_000
const mostCounted = 10_000

type Readings = {
  readonly store: Store
  readonly metrics: Metrics
  readonly now: () => number
}

/** What is not counted as it happens, but looked up when the metrics are read. */
export const readFromStore = ({ store, metrics, now }: Readings): void => {
  let readAt = Number.NEGATIVE_INFINITY
  let under: Promise<void> | undefined
  const readAll = async () => {
    readAt = now()
    const up = await store.ping().then(
      () => 1,
      () => 0,
    )
    metrics.set('rolecall_store_up', {}, up)
    if (up === 0) return
    await Promise.allSettled([
      readQueues({ store, metrics, now }),
      readOutbox({ store, metrics, now }),
      readPeople({ store, metrics, now }),
      readInstances({ store, metrics, now }),
      readNumbers({ store, metrics, now }),
    ])
  }
  metrics.onRead(async () => {
    if (now() - readAt < keptMs) return under
    under = readAll()
    await under
  })
}

const readQueues = async ({ store, metrics, now }: Readings): Promise<void> => {
  for (const { queue, waiting, dead, oldestDueAt } of await store.queues(now())) {
    metrics.set('rolecall_tasks_waiting', { queue }, waiting)
    metrics.set('rolecall_tasks_dead', { queue }, dead)
    metrics.set(
      'rolecall_tasks_oldest_seconds',
      { queue },
      oldestDueAt === undefined ? 0 : secondsSince(oldestDueAt, now()),
    )
  }
}

const readOutbox = async ({ store, metrics }: Readings): Promise<void> => {
  for (const state of ['queued', 'sending', 'accepted', 'unknown'] as const)
    metrics.set(
      'rolecall_outbox',
      { state },
      await store.count('outbox', { index: 'state', where: [state], atMost: mostCounted }),
    )
}

const readPeople = async ({ store, metrics, now }: Readings): Promise<void> => {
  const sessions = { index: 'end', where: [], range: { from: now() }, atMost: 100_000 } as const
  metrics.set('rolecall_sessions', {}, await store.count('sessions', sessions))
  for (const state of ['open', 'taken'] as const)
    metrics.set(
      'rolecall_cases',
      { state },
      await store.count('cases', { index: 'state', where: [state], atMost: mostCounted }),
    )
  const [oldest] = (await store.find('cases', { index: 'state', where: ['open'], limit: 1 })).items
  metrics.set('rolecall_cases_oldest_seconds', {}, oldest === undefined ? 0 : secondsSince(oldest.doc.at, now()))
}

const readInstances = async ({ store, metrics, now }: Readings): Promise<void> => {
  const { items } = await store.find('instances', {
    index: 'seen',
    where: [],
    range: { from: now() - aliveMs },
    limit: 1000,
  })
  for (const role of ['all', 'web', 'worker'] as const)
    metrics.set('rolecall_instances', { role }, items.filter(({ doc }) => doc.role === role).length)
}

const ratings = { green: 3, yellow: 2, red: 1, unknown: 0 } as const

const readNumbers = async ({ store, metrics }: Readings): Promise<void> => {
  for (const { doc } of (await store.find('businessNumbers', { index: 'read', where: [], limit: 1000 })).items) {
    if (doc.quality !== undefined) metrics.set('rolecall_whatsapp_quality', { number: doc.id }, ratings[doc.quality])
    if (doc.messagingLimit !== undefined)
      metrics.set('rolecall_whatsapp_messaging_limit', { number: doc.id }, doc.messagingLimit)
  }
}

const secondsSince = (at: number, now: number): number => Math.max(0, now - at) / 1000

/** Of the process itself. The delay is what passed since the last read, so that a peak is seen once, by whoever reads first. */
export const readProcess = (metrics: Metrics): Disposable => {
  const delay = watchLoopDelay()
  let cpuTold = 0
  metrics.onRead(() => {
    for (const [quantile, percentile] of [
      ['0.5', 50],
      ['0.99', 99],
      ['1', 100],
    ] as const)
      metrics.set('rolecall_event_loop_delay_seconds', { quantile }, delay.percentileMs(percentile) / 1000)
    delay.reset()
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
    for (const [kind, bytes] of Object.entries({ resident: rss, 'heap-used': heapUsed, heap: heapTotal, external }))
      metrics.set('rolecall_memory_bytes', { kind }, bytes)
    const { user, system } = process.cpuUsage()
    const cpu = (user + system) / 1e6
    metrics.add('rolecall_cpu_seconds_total', {}, cpu - cpuTold)
    cpuTold = cpu
  })
  return delay
}
