import assert from 'node:assert/strict'
import type { Claim, Store } from '@rolecall/core/ports/store'
import { committed, idsOf, putTask, task } from './samples.ts'
import { now, type Room, storeTest, type World } from './world.ts'

export const laneContract = (world: World): void => {
  storeTest(world, 'a claim gives the due tasks of a lane in order, then by id', async ({ store }) => {
    const orders = { c: 3, b: 2, a2: 1, a1: 1, d: 3.5 }
    await store.commit(Object.entries(orders).map(([id, order]) => putTask(task(id, { order }))))
    const [claim] = await claimAll(store)
    assert.deepEqual(idsOf(claim?.tasks ?? []), ['a1', 'a2', 'b', 'c', 'd'])
    assert.deepEqual(claim?.tasks[0]?.doc.payload, { text: 'payload of a1' })
    assert.equal(claim?.lease.lane, 'lane-1')
  })

  storeTest(world, 'a claim keeps to its queue, its number of lanes and of tasks', async ({ store }) => {
    const lanes = ['l1', 'l2', 'l3'].flatMap((lane) => [1, 2, 3].map((n) => task(`${lane}.${n}`, { lane, order: n })))
    await store.commit(lanes.map((doc) => putTask(doc)))
    await store.commit([putTask(task('m', { queue: 'match', lane: 'm' }))])
    const first = await claimAll(store, { lanes: 2, tasksPerLane: 2 })
    const second = await claimAll(store, { lanes: 2, tasksPerLane: 2 })
    assert.deepEqual([first.length, second.length], [2, 1])
    const all = [...first, ...second].map(({ tasks }) => idsOf(tasks)).sort()
    assert.deepEqual(all, [
      ['l1.1', 'l1.2'],
      ['l2.1', 'l2.2'],
      ['l3.1', 'l3.2'],
    ])
    assert.deepEqual((await claimAll(store, { queue: 'match' })).length, 1)
  })

  storeTest(world, 'a lane whose first task waits is not due, though a later one would be', async ({ store }) => {
    await store.commit([putTask(task('first', { order: 1, dueAt: now + 1000 })), putTask(task('second', { order: 2 }))])
    assert.deepEqual(await claimAll(store), [])
    const [claim] = await claimAll(store, { now: now + 60_000 })
    assert.deepEqual(idsOf(claim?.tasks ?? []), ['first', 'second'])
  })

  storeTest(world, 'a task that comes before the one that waits is due at once', async ({ store }) => {
    await store.commit([putTask(task('wait', { order: 2, dueAt: now + 60_000 })), putTask(task('last', { order: 3 }))])
    assert.deepEqual(await claimAll(store), [])
    await store.commit([putTask(task('first', { order: 1 }))])
    assert.deepEqual(
      (await claimAll(store)).map(({ tasks }) => idsOf(tasks)),
      [['first']],
    )
  })

  storeTest(
    world,
    'a lane is due at once when the task that waits is gone, whoever took it away',
    async ({ store }) => {
      const lanes = ['l1', 'l2'].flatMap((lane) => [
        task(`${lane}.wait`, { lane, order: 1, dueAt: now + 60_000 }),
        task(`${lane}.last`, { lane, order: 2 }),
      ])
      await store.commit([...lanes, task('other', { lane: 'l3' })].map((doc) => putTask(doc)))
      const [other] = await claimAll(store)
      assert.equal(other?.lease.lane, 'l3')
      await store.commit([{ op: 'delete', collection: 'tasks', id: 'l1.wait', expected: 1 }])
      await store.commit([{ op: 'delete', collection: 'tasks', id: 'l2.wait', expected: 1 }], other.lease)
      assert.deepEqual((await claimAll(store)).map(({ tasks }) => idsOf(tasks)).sort(), [['l1.last'], ['l2.last']])
    },
  )

  storeTest(world, 'a lease that is over is not lost before somebody else has the lane', async ({ store }) => {
    await store.commit([putTask(task('t1'))])
    const [claim] = await claimAll(store, { leaseMs: 1000 })
    assert.ok(claim)
    await store.commit([putTask(task('before', { order: 1, dueAt: now + 60_000 }))])
    assert.deepEqual(await claimAll(store, { now: now + 2000 }), [])
    assert.deepEqual(await store.commit([putTask(task('t1', { state: 'done' }), 1)], claim.lease), committed)
    assert.ok(await store.extend(claim.lease, now + 90_000))
    assert.deepEqual(await claimAll(store, { now: now + 70_000 }), [])
  })

  storeTest(world, 'lanes that are claimed together are each held as long as their name says', async ({ store }) => {
    const lanes = ['short', 'long']
    await store.commit(lanes.map((lane) => putTask(task(lane, { lane }))))
    const leaseMs = (lane: string) => (lane === 'short' ? 1000 : 5000)
    assert.equal((await claimAll(store, { leaseMs })).length, 2)
    const laneAt = async (at: number) =>
      (await claimAll(store, { now: now + at, leaseMs })).map(({ lease: { lane } }) => lane)
    assert.deepEqual([await laneAt(999), await laneAt(1001), await laneAt(1999)], [[], ['short'], []])
    assert.deepEqual((await laneAt(5001)).sort(), ['long', 'short'])
  })

  storeTest(world, 'a claim ends before the first task that waits', async ({ store }) => {
    await store.commit([1, 2, 3].map((n) => putTask(task(`t${n}`, { order: n, dueAt: n === 2 ? now + 9 : now }))))
    assert.deepEqual(
      (await claimAll(store)).map(({ tasks }) => idsOf(tasks)),
      [['t1']],
    )
  })

  storeTest(world, 'a held lane is claimed by nobody until its lease ends', async ({ store, openStore }) => {
    await store.commit([putTask(task('t1'))])
    const [first] = await claimAll(store, { leaseMs: 1000 })
    const other = await openStore()
    await store.commit([putTask(task('t2'))])
    assert.deepEqual(await claimAll(other, { now: now + 999 }), [])
    const [second] = await claimAll(other, { now: now + 1001 })
    assert.ok(first && second && second.lease.fence > first.lease.fence)
    assert.deepEqual(idsOf(second.tasks), ['t1', 't2'])
  })

  storeTest(world, 'who lost the lease can neither commit, extend nor release', async ({ store }) => {
    const [lost, held] = await loseLease(store)
    const done = putTask(task('t1', { state: 'done' }), 1)
    assert.deepEqual(await store.commit([done], lost.lease), { outcome: 'lease-lost', lane: 'lane-1' })
    assert.equal(await store.extend(lost.lease, now + 9_000_000), false)
    await store.release(lost.lease)
    assert.deepEqual(await claimAll(store, { now: now + 1002 }), [])
    assert.deepEqual(await store.commit([done], held.lease), committed)
  })

  storeTest(world, 'an extended lease holds until its new end', async ({ store }) => {
    await store.commit([putTask(task('t1'))])
    const [claim] = await claimAll(store, { leaseMs: 1000 })
    assert.ok(claim && (await store.extend(claim.lease, now + 5000)))
    assert.deepEqual(await claimAll(store, { now: now + 4999 }), [])
    assert.equal((await claimAll(store, { now: now + 5001 })).length, 1)
  })

  storeTest(world, 'a released lane is due at once, and its old lease is lost', async ({ store }) => {
    await store.commit([putTask(task('t1'))])
    const [claim] = await claimAll(store)
    assert.ok(claim)
    await store.release(claim.lease)
    assert.equal((await store.commit([putTask(task('t2'))], claim.lease)).outcome, 'lease-lost')
    const [again] = await claimAll(store)
    assert.ok(again && again.lease.fence > claim.lease.fence)
  })

  storeTest(world, 'a commit that ends its lease gives the lane back, if it stands', async ({ store }) => {
    await store.commit([putTask(task('t1', { order: 1 })), putTask(task('t2', { order: 2 }))])
    const [claim] = await claimAll(store, { tasksPerLane: 1 })
    assert.ok(claim)
    const done = (revision: number) => store.commit([putTask(task('t1', { state: 'done' }), revision)], ending)
    const ending = { ...claim.lease, ends: true }
    assert.equal((await done(7)).outcome, 'conflict')
    assert.deepEqual(await claimAll(store), [], 'it is held still')
    assert.deepEqual(await done(1), committed)
    assert.equal((await store.commit([putTask(task('t3'))], claim.lease)).outcome, 'lease-lost')
    const [next] = await claimAll(store)
    assert.deepEqual(idsOf(next?.tasks ?? []), ['t2'])
    assert.ok(next && next.lease.fence > claim.lease.fence)
  })

  storeTest(world, 'a claim among some lanes takes those alone that are due and free', async ({ store }) => {
    const lanes = ['l1', 'l2', 'l3', 'l4'].map((lane) => task(lane, { lane, dueAt: lane === 'l3' ? now + 1000 : now }))
    await store.commit(lanes.map((doc) => putTask(doc)))
    const some = await claimAll(store, { among: ['l2', 'l3', 'no lane'] })
    assert.deepEqual(
      some.map(({ lease }) => lease.lane),
      ['l2'],
    )
    assert.deepEqual(await claimAll(store, { among: ['l2'] }), [])
    const [next] = await claimAll(store, { among: ['l2', 'l3', 'l4'], lanes: 1 })
    assert.equal(next?.lease.lane, 'l4', 'those that are not to be had take nobody their place')
    await store.release(next.lease)
    const rest = await claimAll(store, { now: now + 1000, held: ['l2'] })
    assert.deepEqual(rest.map(({ lease }) => lease.lane).sort(), ['l1', 'l3', 'l4'])
  })

  storeTest(world, 'a lane that cools down is due when it has, whatever comes meanwhile', async ({ store }) => {
    await store.commit([putTask(task('t1'))])
    const [claim] = await claimAll(store)
    assert.ok(claim)
    await store.release(claim.lease, now + 500)
    await store.commit([putTask(task('t2', { order: 1 }))])
    assert.deepEqual(await claimAll(store, { now: now + 499 }), [])
    assert.equal((await claimAll(store, { now: now + 501 })).length, 1)
  })

  storeTest(world, 'a lane whose work is done is due again with its next task', async ({ store }) => {
    await store.commit([putTask(task('t1'))])
    const [claim] = await claimAll(store)
    assert.ok(claim)
    await store.commit([putTask(task('t1', { state: 'done' }), 1)], claim.lease)
    await store.release(claim.lease)
    assert.deepEqual(await claimAll(store), [])
    await store.commit([putTask(task('t2'))])
    assert.deepEqual(
      (await claimAll(store)).map(({ tasks }) => idsOf(tasks)),
      [['t2']],
    )
  })

  storeTest(world, 'a task that a flow makes due later, or leaves dead, is followed', async ({ store }) => {
    await store.commit([putTask(task('t1', { order: 1 })), putTask(task('t2', { order: 2 }))])
    const [claim] = await claimAll(store)
    assert.ok(claim)
    await store.commit([putTask(task('t1', { order: 1, dueAt: now + 2000, attempts: 1 }), 1)], claim.lease)
    await store.release(claim.lease)
    assert.deepEqual(await claimAll(store), [])
    await store.commit([putTask(task('t1', { order: 1, state: 'dead' }), 2)])
    assert.deepEqual(
      (await claimAll(store)).map(({ tasks }) => idsOf(tasks)),
      [['t2']],
    )
  })

  storeTest(world, 'a lane of ten thousand does not hide the others, nor do ten thousand lanes', async ({ store }) => {
    const long = Array.from({ length: 10_000 }, (_, n) => task(`long.${n}`, { lane: 'long', order: n }))
    const many = Array.from({ length: 10_000 }, (_, n) => task(`many.${n}`, { lane: `many.${n}`, dueAt: now + 1 }))
    const docs = [...long, ...many]
    for (let at = 0; at < docs.length; at += 500) {
      await store.commit(docs.slice(at, at + 500).map((doc) => putTask(doc)))
    }
    const [head] = await claimAll(store, { tasksPerLane: 3 })
    assert.deepEqual(idsOf(head?.tasks ?? []), ['long.0', 'long.1', 'long.2'])
    assert.deepEqual(await claimAll(store), [])
    const later = await claimAll(store, { now: now + 2, lanes: 50 })
    assert.equal(new Set(later.map(({ lease }) => lease.lane)).size, 50)
  })

  storeTest(world, 'two who claim at once share the lanes without overlap', async ({ store, openStore }) => {
    const other = await openStore()
    await store.commit(Array.from({ length: 40 }, (_, n) => putTask(task(`t${n}`, { lane: `l${n}` }))))
    const rounds = Array.from({ length: 20 }, (_, n) => claimAll(n % 2 ? store : other, { lanes: 4 }))
    const lanes = (await Promise.all(rounds)).flat().map(({ lease }) => lease.lane)
    while (lanes.length < 40) lanes.push(...(await claimAll(store, { lanes: 40 })).map(({ lease }) => lease.lane))
    assert.equal(new Set(lanes).size, 40)
    assert.equal(lanes.length, 40)
  })

  storeTest(world, 'a task whose data key was destroyed is buried, and its lane goes on', async ({ store }) => {
    await store.commit([putTask(task('old', { order: 1, keyOwner: 'day:2026-11-01' })), putTask(task('new'))])
    await store.commit([{ op: 'delete', collection: 'dataKeys', id: 'day:2026-11-01', expected: 1 }])
    assert.deepEqual(
      (await claimAll(store)).map(({ tasks }) => idsOf(tasks)),
      [['new']],
    )
    const dead = await store.find('tasks', { index: 'state', where: ['dead'], limit: 10 })
    assert.deepEqual(
      dead.items.map(({ doc }) => [doc.id, doc.error]),
      [['old', 'its data key was destroyed']],
    )
  })

  storeTest(
    world,
    'who listens hears of the queue and the lanes of committed tasks that are due',
    async ({ store }) => {
      const { promise: told, resolve: tell } = Promise.withResolvers<readonly [string, readonly string[]]>()
      const stop = store.onTask((queue, lanes) => tell([queue, [...lanes].sort()]))
      await store.commit([putTask(task('later', { lane: 'l3', dueAt: now + 3_600_000 }))])
      await store.commit(['l1', 'l2'].map((lane) => putTask(task(lane, { lane }))))
      assert.deepEqual(await told, ['receive', ['l1', 'l2']])
      stop()
    },
  )
}

type Options = Partial<Parameters<Store['claim']>[0]>

const claimAll = (store: Store, options: Options = {}): Promise<readonly Claim[]> =>
  store.claim({ queue: 'receive', now, leaseMs: 30_000, lanes: 10, tasksPerLane: 10, ...options })

/** One lane, claimed twice: by one who was too slow, and by the next. */
const loseLease = async (store: Room['store']): Promise<readonly [Claim, Claim]> => {
  await store.commit([putTask(task('t1'))])
  const [lost] = await claimAll(store, { leaseMs: 1000 })
  const [held] = await claimAll(store, { now: now + 1001 })
  assert.ok(lost && held)
  return [lost, held]
}
