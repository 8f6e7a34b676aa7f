import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { FeedEvent, Store } from '@rolecall/core/ports/store'
import { type FeedListener, startFeed } from './feed.ts'
import { silentLog } from './log.ts'

const change = (id: string, collection: FeedEvent['collection'] = 'people'): FeedEvent => ({
  token: id,
  collection,
  id,
  deleted: false,
})

/** A store that tells of one change after the other, some milliseconds apart. */
const tellingOf = (ids: readonly string[], apartMs: number): Pick<Store, 'changes'> => ({
  async *changes({ signal }) {
    for (const id of ids) {
      yield change(id)
      await delay(apartMs)
    }
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  },
})

test('a change is told at once; those that follow soon are gathered, and each document is told once', async () => {
  const told: (readonly string[])[] = []
  const all = Promise.withResolvers<void>()
  const listener: FeedListener = {
    collections: ['people'],
    async changed(events) {
      told.push(events.map(({ id }) => id))
      if (events.some(({ id }) => id === 'last')) all.resolve()
    },
    lost: () => Promise.resolve(),
  }
  const ids = ['first', 'a', 'b', 'a', 'b', 'last']
  await using _ = startFeed({ store: tellingOf(ids, 20), log: silentLog, listeners: [listener], busyGatherMs: 2000 })
  await all.promise
  assert.deepEqual(told, [['first'], ['a', 'b', 'last']])
})

test('each listener hears of its collections alone, and the store is asked for those of all', async () => {
  const told: Record<string, string[]> = { jobs: [], people: [] }
  const all = Promise.withResolvers<void>()
  const listenerOf = (collection: 'jobs' | 'people'): FeedListener => ({
    collections: [collection],
    async changed(events) {
      told[collection]?.push(...events.map(({ id }) => id))
      if (events.some(({ id }) => id === 'last')) all.resolve()
    },
    lost: () => Promise.resolve(),
  })
  const asked: unknown[] = []
  const store: Pick<Store, 'changes'> = {
    async *changes({ signal, collections }) {
      asked.push(collections)
      yield change('a job', 'jobs')
      yield change('a person')
      yield change('a setting', 'settings')
      yield change('last')
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    },
  }
  await using _ = startFeed({ store, log: silentLog, listeners: [listenerOf('jobs'), listenerOf('people')] })
  await all.promise
  assert.deepEqual(asked, [['jobs', 'people']])
  assert.deepEqual(told, { jobs: ['a job'], people: ['a person', 'last'] })
})
