import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { startFeed } from '../feed.ts'
import { silentLog } from '../log.ts'
import { startBeat } from './beat.ts'
import { createTally, hourOf } from './tally.ts'

const startedAt = Date.UTC(2026, 10, 25, 12)
const state = (): Omit<DocumentOf<'instances'>, 'id'> => ({
  role: 'worker',
  version: '1.2.3',
  startedAt,
  seenAt: startedAt,
  memoryBytes: 1,
  loopDelayMs: 0.5,
  streams: 0,
  running: { deliver: 2 },
  feed: { lagMs: 1, reopened: 0 },
  index: { rows: 10 },
  cache: { hits: 0, stale: 0, misses: 0, errors: 0, bytes: 0 },
})
const open = () =>
  openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock: { now: Date.now }, checkDocuments: true })
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5))
}
const begin = (store: Store, tally = createTally()) =>
  startBeat({ store, log: silentLog, id: 'one', tally, read: state, also: undefined })

test('a process is there while it beats, writes down what it counted, and is gone when it stops', async () => {
  await using store = await open()
  const tally = createTally()
  const what = { template: 'none', category: 'reply', outcome: 'accepted' }
  tally.delivered(what, startedAt)
  const beat = begin(store, tally)
  await until(async () => (await store.get('instances', 'one')) !== undefined)
  tally.delivered(what, startedAt)
  await beat[Symbol.asyncDispose]()
  assert.equal(await store.get('instances', 'one'), undefined)
  const row = await store.get('tallies', `one:${hourOf(startedAt)}`)
  assert.deepEqual(row?.doc.deliveries, [{ ...what, count: 2 }])
})

test('the lag of the feed is that of the beats that come back by it, and grows while none does', async () => {
  await using store = await open()
  await using beat = begin(store)
  await until(async () => (await store.get('instances', 'one')) !== undefined)
  const silent = beat.lagMs()
  await new Promise((resolve) => setTimeout(resolve, 30))
  assert.ok(beat.lagMs() >= silent + 25, `${silent} to ${beat.lagMs()}`)
  await beat.changed([{ token: '1', collection: 'instances', id: 'other', deleted: false }])
  const before = beat.lagMs()
  await beat.changed([{ token: '2', collection: 'instances', id: 'one', deleted: false }])
  const known = beat.lagMs()
  assert.ok(known >= before)
  await new Promise((resolve) => setTimeout(resolve, 10))
  assert.equal(beat.lagMs(), known)
})

test('the beats of a process come by the feed of its store', async () => {
  await using store = await open()
  const heard: string[] = []
  await using _feed = startFeed({
    store,
    log: silentLog,
    listeners: [
      {
        collections: ['instances'],
        changed: async (events) => void heard.push(...events.map(({ id }) => id)),
        lost: async () => undefined,
      },
    ],
  })
  await using _beat = begin(store)
  await until(() => heard.includes('one'))
})

test('counts that could not be written are written with the next beat', async () => {
  await using store = await open()
  let down = true
  const commit: Store['commit'] = (...given) =>
    down ? Promise.resolve({ outcome: 'unknown' } as const) : store.commit(...given)
  const tally = createTally()
  tally.delivered({ template: 'none', category: 'reply', outcome: 'sent' }, startedAt)
  const beat = begin({ ...store, commit }, tally)
  await new Promise((resolve) => setTimeout(resolve, 5))
  down = false
  await beat[Symbol.asyncDispose]()
  assert.equal((await store.get('tallies', `one:${hourOf(startedAt)}`))?.doc.deliveries[0]?.count, 1)
})
