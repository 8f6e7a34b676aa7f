import assert from 'node:assert/strict'
import { account, consent, putAccount, putConsent, putTask, task } from './samples.ts'
import { now, storeTest, type World } from './world.ts'

export const countContract = (world: World): void => {
  storeTest(world, 'a count is as many as a query would find, and stops where it is told to', async ({ store }) => {
    await store.commit([1, 2, 3, 4].map((n) => putConsent(consent(`c${n}`, { personId: 'per_1', at: now + n }))))
    const count = (more: object = {}) =>
      store.count('consents', { index: 'person', where: ['per_1'], atMost: 10, ...more })
    assert.equal(await count(), 4)
    assert.equal(await count({ range: { from: now + 2, below: now + 4 } }), 2)
    assert.equal(await count({ where: ['per_9'] }), 0)
    assert.equal(await count({ atMost: 3 }), 3)
    await assert.rejects(count({ atMost: 0 }), RangeError)
  })

  storeTest(world, 'a count by a sealed field takes its plain value', async ({ store }) => {
    await store.commit([putAccount(account('acc_1', { phoneKey: 'p 254700000001' }))])
    const count = (phoneKey: string) => store.count('accounts', { index: 'phone', where: [phoneKey], atMost: 10 })
    assert.deepEqual([await count('p 254700000001'), await count('p 254700000002')], [1, 0])
  })

  storeTest(world, 'each queue tells what is due, what is dead and since when', async ({ store }) => {
    await store.commit([
      putTask(task('a', { lane: 'a', dueAt: now - 5000 })),
      putTask(task('b', { lane: 'b', dueAt: now })),
      putTask(task('c', { lane: 'c', dueAt: now + 1 })),
      putTask(task('d', { lane: 'd', state: 'dead' })),
      putTask(task('e', { lane: 'e', state: 'done' })),
      putTask(task('f', { lane: 'f', queue: 'match', dueAt: now + 9 })),
    ])
    const { queue } = task('a')
    const told = new Map((await store.queues(now)).map((state) => [state.queue, state]))
    assert.deepEqual([...told.keys()].sort(), ['deliver', 'mail', 'match', 'receive', 'record'])
    assert.deepEqual(told.get(queue), { queue, waiting: 2, dead: 1, oldestDueAt: now - 5000 })
    assert.deepEqual(told.get('match'), { queue: 'match', waiting: 0, dead: 0 })
    await store.claim({ queue, now, leaseMs: 10_000, lanes: 9, tasksPerLane: 9 })
    assert.equal((await store.queues(now)).find((state) => state.queue === queue)?.waiting, 2, 'held ones too')
    assert.deepEqual(told.get('mail'), { queue: 'mail', waiting: 0, dead: 0 })
  })
}
