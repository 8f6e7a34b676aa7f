import type { BusinessNumber, HealthView, Instance } from '@rolecall/contract/api/health'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { everyOne } from '../../every-page.ts'
import { moment } from '../moment.ts'
import { dayMs, sumOf } from './sum-tallies.ts'

const aliveMs = 30_000
const mostCounted = 10_000

/** How the installation does at `now`, as the store knows it: any instance can be asked. */
export const presentHealth = async (store: Store, now: number): Promise<HealthView> => {
  const [instances, queues, people, outbox, tallies, numbers] = await Promise.all([
    everyOne({ store }, 'instances', { index: 'seen', where: [], order: 'descending' }),
    store.queues(now),
    readPeople(store),
    readOutbox(store),
    everyOne({ store }, 'tallies', { index: 'hour', where: [], range: { from: now - 7 * dayMs } }),
    everyOne({ store }, 'businessNumbers', { index: 'read', where: [] }),
  ])
  const living = instances.map(({ doc }) => doc).filter(({ seenAt }) => now - seenAt < aliveMs)
  const rows = tallies.map(({ doc }) => doc)
  return {
    at: moment(now),
    queues: queues.map(({ queue, waiting, dead, oldestDueAt }) => ({
      queue,
      waiting,
      running: living.reduce((sum, { running }) => sum + (running[queue] ?? 0), 0),
      dead,
      ...(oldestDueAt === undefined ? {} : { oldestSince: moment(oldestDueAt) }),
    })),
    people,
    outbox,
    day: sumOf(rows.filter(({ hour }) => hour >= now - dayMs)),
    week: sumOf(rows),
    numbers: numbers.map(({ doc }) => presentNumber(doc)),
    instances: instances.map(({ doc }) => presentInstance(doc, living.includes(doc))),
    cache: cacheOf(living),
  }
}

const readPeople = async (store: Store): Promise<HealthView['people']> => {
  const count = (state: 'open' | 'taken') =>
    store.count('cases', { index: 'state', where: [state], atMost: mostCounted })
  const [open, taken, oldest] = await Promise.all([
    count('open'),
    count('taken'),
    store.find('cases', { index: 'state', where: ['open'], limit: 1 }),
  ])
  const first = oldest.items[0]
  return { open, taken, ...(first === undefined ? {} : { oldestSince: moment(first.doc.at) }) }
}

const readOutbox = async (store: Store): Promise<HealthView['outbox']> => {
  const count = (state: keyof HealthView['outbox']) =>
    store.count('outbox', { index: 'state', where: [state], atMost: mostCounted })
  const [queued, sending, accepted, unknown] = await Promise.all([
    count('queued'),
    count('sending'),
    count('accepted'),
    count('unknown'),
  ])
  return { queued, sending, accepted, unknown }
}

const presentNumber = ({ eventAt, readAt, ...rest }: DocumentOf<'businessNumbers'>): BusinessNumber => ({
  ...rest,
  ...(eventAt === undefined ? {} : { eventAt: moment(eventAt) }),
  readAt: moment(readAt),
})

const presentInstance = (doc: DocumentOf<'instances'>, alive: boolean): Instance => {
  const { changedAt, ...index } = doc.index
  return {
    id: doc.id,
    role: doc.role,
    version: doc.version,
    startedAt: moment(doc.startedAt),
    seenAt: moment(doc.seenAt),
    alive,
    memoryBytes: doc.memoryBytes,
    loopDelayMs: doc.loopDelayMs,
    streams: doc.streams,
    feedLagMs: doc.feed.lagMs,
    feedReopened: doc.feed.reopened,
    index: { ...index, ...(changedAt === undefined ? {} : { changedAt: moment(changedAt) }) },
  }
}

const cacheOf = (living: readonly DocumentOf<'instances'>[]): HealthView['cache'] => {
  const sum = (of: 'hits' | 'stale' | 'misses' | 'errors') => living.reduce((total, { cache }) => total + cache[of], 0)
  return { hits: sum('hits'), stale: sum('stale'), misses: sum('misses'), errors: sum('errors') }
}
