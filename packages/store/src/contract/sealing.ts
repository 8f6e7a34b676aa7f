import assert from 'node:assert/strict'
import type { CollectionName } from '@rolecall/core/model/collections'
import type { Engine, RawDocument } from '../engine.ts'
import { account, committed, outgoing, putAccount, putOutgoing, putTask, task } from './samples.ts'
import { now, storeTest, type World } from './world.ts'

export const sealingContract = (world: World): void => {
  storeTest(world, 'nothing personal stands in the database as it came in', async ({ store, database }) => {
    const doc = account('acc_1', { userKey: 'portfolio/KE.CANARYKEY', userId: 'KE.CANARYID', username: 'canary.user' })
    await store.commit([putAccount(doc), putTask(task('t1', { payload: { text: 'canary payload' } }))])
    await store.commit([putTask(task('t2', { payload: 'canary payload too' }))])
    const bytes = await database.atRest()
    assert.ok(bytes.includes('acc_1'), 'the document itself is there')
    for (const canary of ['CANARY', 'Canary', 'canary', '254700111222', 'Wanjiku']) {
      assert.equal(bytes.indexOf(canary), -1, canary)
    }
  })

  storeTest(world, 'processes that seal for one owner at once use one key', async ({ store, openStore }) => {
    const stores = [store, await openStore(), await openStore()]
    const puts = Array.from({ length: 30 }, (_, n) => putTask(task(`t${n}`, { lane: `l${n}` }), 'absent'))
    const outcomes = await Promise.all(puts.map((put, n) => stores[n % 3]?.commit([put])))
    for (const outcome of outcomes) assert.deepEqual(outcome, committed)
    const read = await (await openStore()).getMany(
      'tasks',
      puts.map(({ doc }) => doc.id),
    )
    assert.deepEqual(read.map(({ doc }) => doc.payload).length, 30)
  })

  storeTest(world, 'a commit that fails leaves no data key behind', async ({ store }) => {
    await store.commit([putAccount(account('acc_1'), 9)])
    assert.equal(await store.get('dataKeys', 'acc_1'), undefined)
  })

  storeTest(
    world,
    'what a destroyed data key sealed reads as absent, also when a new one is made',
    async ({ store }) => {
      await store.commit([putOutgoing(outgoing('o1')), putOutgoing(outgoing('o2', { accountId: 'acc_2' }))])
      await store.commit([{ op: 'delete', collection: 'dataKeys', id: 'acc_1', expected: 1 }])
      assert.equal(await store.get('outbox', 'o1'), undefined)
      await store.commit([putOutgoing(outgoing('o3'))])
      assert.equal(await store.get('outbox', 'o1'), undefined)
      const page = await store.find('outbox', { index: 'state', where: ['queued'], limit: 10 })
      assert.deepEqual(
        page.items.map(({ doc }) => doc.id),
        ['o2', 'o3'],
      )
    },
  )

  storeTest(world, 'ciphertext that was moved to another document does not open', async ({ store, openEngine }) => {
    await store.commit([putOutgoing(outgoing('o1')), putOutgoing(outgoing('o2'))])
    const engine = await openEngine()
    const [one, two] = [await rawOf(engine, 'outbox', 'o1'), await rawOf(engine, 'outbox', 'o2')]
    assert.ok(one.sealed && two.sealed)
    await putRaw(engine, { ...one, sealed: two.sealed })
    await assert.rejects(store.get('outbox', 'o1'), { name: 'SealBroken', message: /outbox\/o1/ })
  })

  storeTest(world, 'ciphertext that was bent, cut or given another owner does not open', async (room) => {
    const { store, openEngine } = room
    await store.commit([putOutgoing(outgoing('o1')), putOutgoing(outgoing('o2', { accountId: 'acc_2' }))])
    const engine = await openEngine()
    const { sealed = Buffer.alloc(0), ...rest } = await rawOf(engine, 'outbox', 'o1')
    const bent = Buffer.from(sealed)
    bent[bent.length - 1] = (bent.at(-1) ?? 0) ^ 1
    await putRaw(engine, { ...rest, sealed: bent })
    await assert.rejects(store.get('outbox', 'o1'), { name: 'SealBroken' })
    await putRaw(engine, { ...rest, revision: 2, sealed: sealed.subarray(0, 20) })
    await assert.rejects(store.get('outbox', 'o1'), { name: 'SealBroken' })
    await putRaw(engine, { ...rest, revision: 3, plain: { ...rest.plain, accountId: 'acc_2' }, sealed })
    assert.equal(await store.get('outbox', 'o1'), undefined)
  })

  storeTest(world, 'a lane with a task that does not open keeps no other lane waiting', async (room) => {
    const { store, openEngine } = room
    await store.commit([putTask(task('t1', { lane: 'broken' })), putTask(task('t2', { lane: 'whole' }))])
    const engine = await openEngine()
    const { sealed = Buffer.alloc(0), ...rest } = await rawOf(engine, 'tasks', 't1')
    await putRaw(engine, { ...rest, sealed: sealed.subarray(0, 20) }, 'tasks')
    const claim = (at: number) =>
      store.claim({ queue: 'receive', lanes: 9, tasksPerLane: 9, now: at, leaseMs: () => 10_000 })
    const claims = await claim(now)
    assert.deepEqual(
      claims.map(({ lease }) => lease.lane),
      ['whole'],
    )
    assert.deepEqual(await claim(now), [], 'it rests')
    await assert.rejects(claim(now + 1000), { name: 'SealBroken' }, 'alone, it says why, long before a lease would end')
  })

  storeTest(
    world,
    'a document of the version before is read, one of any other refused',
    async ({ store, openEngine }) => {
      await store.commit([putOutgoing(outgoing('o1'))])
      const engine = await openEngine()
      const { sealed: _, ...raw } = await rawOf(engine, 'outbox', 'o1')
      await putRaw(engine, { ...raw, version: 0 })
      assert.equal((await store.get('outbox', 'o1'))?.doc.accountId, 'acc_1')
      await putRaw(engine, { ...raw, revision: 2, version: 2 })
      await assert.rejects(store.get('outbox', 'o1'), { name: 'VersionUnreadable' })
    },
  )
}

const rawOf = async (engine: Engine, collection: CollectionName, id: string): Promise<RawDocument> => {
  const [raw] = await engine.get(collection, [id])
  assert.ok(raw)
  return raw
}

const putRaw = async (
  engine: Engine,
  { revision, ...content }: RawDocument,
  collection: 'outbox' | 'tasks' = 'outbox',
): Promise<void> => {
  const put = { op: 'put', collection, expected: revision, content } as const
  assert.deepEqual(await engine.commit([put]), committed)
}
