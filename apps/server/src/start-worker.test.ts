import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { FilesUnavailable } from '@rolecall/core/ports/files'
import { type Change, type Store, StoreUnavailable } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { finish } from './flows/parts/task-documents.ts'
import { silentLog } from './log.ts'
import { IndexUnavailable } from './matcher/match-index.ts'
import { startWorker } from './start-worker.ts'
import type { QueueHandler, TaskHandler } from './worker.ts'

const clock = { now: () => Date.now() }
type Claiming = Parameters<Store['claim']>[0]

/** A store whose worker notes what it did. `fails`: how many of its claims do, of some lanes alone. */
const worldOf = async (t: TestContext, { fails = 0 } = {}) => {
  const store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock })
  const opened = new AsyncDisposableStack()
  opened.use(store)
  t.after(() => opened.disposeAsync())
  const done: string[] = []
  const claims: Claiming[] = []
  const released: string[] = []
  const extended: string[] = []
  const told = new EventTarget()
  let left = fails
  const watched: Store = {
    ...store,
    claim: async (options) => {
      claims.push(options)
      if (options.among !== undefined && left-- > 0) throw new Error('away')
      return store.claim(options)
    },
    extend: (lease, until) => {
      extended.push(lease.lane)
      return store.extend(lease, until)
    },
    release: (lease, notBefore) => {
      released.push(lease.lane)
      return store.release(lease, notBefore)
    },
  }
  const handle: TaskHandler = async (task, lease) => {
    const result = await finish({ store, clock }, task, lease, [])
    done.push(task.doc.id)
    told.dispatchEvent(new Event(task.doc.id))
    return result
  }
  const start = (handler: TaskHandler = handle, more: Partial<QueueHandler> = {}) => {
    const all: QueueHandler = { lanes: 4, handle: handler, ...more }
    const handlers = { receive: all, deliver: all, match: all, record: all, mail: all }
    opened.use(startWorker({ store: watched, clock, log: silentLog, random: () => 0.5, handlers }))
  }
  const until = async (id: string) => void (done.includes(id) || (await once(told, id)))
  return { store, done, claims, released, extended, handle, start, until }
}

const putTask = (id: string, lane: string, order = 1, dueAt = 1): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  doc: {
    id,
    lane,
    order,
    queue: 'deliver',
    kind: 'deliver',
    keyOwner: 'day:2026-11-25',
    dueAt,
    state: 'ready',
    attempts: 0,
    at: 1,
  },
})

test('what this process wrote is claimed by its lane, and given back with its end', async (t) => {
  const world = await worldOf(t)
  world.start()
  const through = world.until('only')
  await world.store.commit([putTask('only', 'lane one')])
  await through
  assert.deepEqual(
    world.claims.flatMap(({ among }) => among ?? []),
    ['lane one'],
  )
  assert.deepEqual(world.released, [])
  await world.store.commit([putTask('next', 'lane one')])
  await world.until('next')
})

test('a lane of more tasks than are claimed at once is worked through without a pause', async (t) => {
  const world = await worldOf(t)
  await world.store.commit(Array.from({ length: 90 }, (_, at) => putTask(`t${at}`, 'long', at)))
  world.start()
  await world.until('t89')
  assert.deepEqual(
    world.done,
    Array.from({ length: 90 }, (_, at) => `t${at}`),
  )
  assert.deepEqual(
    world.claims.flatMap(({ among }) => among ?? []),
    ['long', 'long', 'long', 'long'],
    'what is left of the lane is not searched for',
  )
})

test('what comes into a lane while it is worked on follows at once', async (t) => {
  const world = await worldOf(t)
  let during: Promise<unknown> = Promise.resolve()
  world.start(async (task, lease, rest) => {
    if (task.doc.id === 'first') during = world.store.commit([putTask('second', 'lane', 2)])
    await during
    return world.handle(task, lease, rest)
  })
  await world.store.commit([putTask('first', 'lane')])
  await world.until('second')
  assert.deepEqual(world.done, ['first', 'second'])
  assert.equal(world.claims.findLast(({ queue, among }) => queue === 'deliver' && among)?.among?.join(), 'lane')
})

test('lanes that could not be claimed are claimed once the store is back', async (t) => {
  const world = await worldOf(t, { fails: 1 })
  world.start()
  // Each queue was searched once.
  while (world.claims.length < 5) await new Promise((tick) => setTimeout(tick, 5))
  await world.store.commit([putTask('only', 'lane one')])
  await world.until('only')
  assert.ok(world.claims.some(({ among }) => among?.includes('lane one')))
  assert.deepEqual(world.done, ['only'])
})

test('a search leaves out what is worked on here', async (t) => {
  const world = await worldOf(t)
  const { promise: slow, resolve: goOn } = Promise.withResolvers<void>()
  world.start(async (task, lease, rest) => {
    if (task.doc.id === 'slow') await slow
    return world.handle(task, lease, rest)
  })
  await world.store.commit([putTask('slow', 'busy')])
  while (!world.claims.some(({ held }) => held?.includes('busy'))) await new Promise((tick) => setTimeout(tick, 20))
  const through = world.until('slow')
  goOn()
  await through
})

test('a lane with a short lease is held for that long at a time, and another one as ever', async (t) => {
  const world = await worldOf(t)
  const { promise: slow, resolve: goOn } = Promise.withResolvers<void>()
  world.start(
    async (task, lease, rest) => {
      await slow
      return world.handle(task, lease, rest)
    },
    { shortLeases: { intake: 90 } },
  )
  await world.store.commit([putTask('a', 'intake'), putTask('b', 'chat')])
  while (world.extended.length < 2) await new Promise((tick) => setTimeout(tick, 5))
  const [claim] = world.claims
  assert.ok(typeof claim?.leaseMs === 'function')
  assert.deepEqual([claim.leaseMs('intake'), claim.leaseMs('chat')], [90, 10_000])
  assert.deepEqual([...new Set(world.extended)], ['intake'], 'while the other one is not due yet')
  goOn()
  await Promise.all([world.until('a'), world.until('b')])
})

test('what it was not told of is searched for in its time, however much it is told of', async (t) => {
  const world = await worldOf(t)
  const endsAt = performance.now() + 5000
  // Twice as many lanes as are worked on at once, each with one more task after each.
  world.start(async (task, lease, rest) => {
    const [lane = '', count] = task.doc.id.split('.')
    const goesOn = lane !== 'late' && !world.done.includes('late') && performance.now() < endsAt
    if (goesOn) await world.store.commit([putTask(`${lane}.${Number(count) + 1}`, lane, Number(count) + 1, Date.now())])
    return world.handle(task, lease, rest)
  })
  await world.store.commit([putTask('late', 'late', 1, Date.now() + 300)])
  await world.store.commit(Array.from({ length: 8 }, (_, lane) => putTask(`l${lane}.0`, `l${lane}`, 0, Date.now())))
  await world.until('late')
  assert.ok(performance.now() < endsAt, 'it was found while the others went on')
})

test('a task that ended as its lane was claimed is not tried over and over, and keeps nobody waiting', async (t) => {
  const world = await worldOf(t)
  await world.store.commit([putTask('ended', 'lane one', 1), putTask('next', 'lane one', 2)])
  const runs: string[] = []
  const through = world.until('next')
  world.start(async (task, lease, rest) => {
    if (runs.length === 0) await endBehind(world.store, 'ended')
    runs.push(task.doc.id)
    return world.handle(task, lease, rest)
  })
  await through
  assert.deepEqual(runs, ['ended', 'next'])
})

test('a task that somebody set back as its lane was claimed is claimed anew, before what comes after it', async (t) => {
  const world = await worldOf(t)
  await world.store.commit([putTask('set back', 'lane one', 1), putTask('next', 'lane one', 2)])
  const runs: string[] = []
  const through = world.until('next')
  world.start(async (task, lease, rest) => {
    if (runs.length === 0) await endBehind(world.store, 'set back', 'ready')
    runs.push(`${task.doc.id} ${task.revision}`)
    return world.handle(task, lease, rest)
  })
  await through
  assert.deepEqual(runs, ['set back 1', 'set back 2', 'next 1'])
})

test('what fails as a part of ours is away is not given up, however often', async (t) => {
  for (const away of [new IndexUnavailable('it loads'), new StoreUnavailable('gone'), new FilesUnavailable('gone')]) {
    const world = await worldOf(t)
    const put = putTask('asks', 'lane one')
    assert.ok(put.op === 'put' && put.collection === 'tasks')
    await world.store.commit([{ ...put, doc: { ...put.doc, attempts: 30 } }])
    world.start(async () => {
      throw away
    })
    const standing = async () => (await world.store.get('tasks', 'asks'))?.doc
    while ((await standing())?.attempts === 30) await new Promise((tick) => setTimeout(tick, 5))
    assert.equal((await standing())?.state, 'ready', away.name)
  }
})

const endBehind = async (store: Store, id: string, state: 'done' | 'ready' = 'done'): Promise<void> => {
  const row = await store.get('tasks', id)
  assert.ok(row)
  const doc = { ...row.doc, state }
  await store.commit([{ op: 'put', collection: 'tasks', doc, expected: row.revision }])
}
