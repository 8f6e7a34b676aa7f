import assert from 'node:assert/strict'
import type { CollectionName } from '@rolecall/core/model/collections'
import type { Carried } from '../transfer/carried.ts'
import { catchUp, compareAll, copyAll } from '../transfer/move.ts'
import { account, organisation, putAccount, putOrganisation, putTask, task } from './samples.ts'
import { now, storeTest, type World } from './world.ts'

const quiet = () => undefined

/** A copy out of the engine and into it: the same bytes, the revisions, the lanes, and what is refused. */
export const transferContract = (world: World): void => {
  storeTest(world, 'a document comes back out as it was put in, in the order of the ids', async ({ database }) => {
    await using target = await database.openTarget('a test')
    await target.put('organisations', [carried('org_b', { sealed: Buffer.from([0, 255, 10]) }), carried('org_a')], true)
    await target.put('organisations', [carried('org_é', { revision: 7 }), carried('org_Z')], true)
    const all = await collect(target.documents('organisations'))
    assert.deepEqual(
      all.map(({ id }) => id),
      ['org_Z', 'org_a', 'org_b', 'org_é'],
    )
    assert.deepEqual(all[2]?.sealed && Buffer.from(all[2].sealed), Buffer.from([0, 255, 10]))
    assert.deepEqual(all[3], carried('org_é', { revision: 7 }))
    assert.equal(await target.lastId('organisations'), 'org_é')
    assert.deepEqual(await collect(target.documents('organisations', 'org_b')), all.slice(3))
    assert.equal(await target.count('organisations'), 4)
  })

  storeTest(world, 'what stands is written over, fresh or not, and removed', async ({ database }) => {
    await using target = await database.openTarget('a test')
    await target.put('organisations', [carried('org_1'), carried('org_2')], true)
    await target.put('organisations', [carried('org_1', { revision: 2 }), carried('org_3')], true)
    await target.put('organisations', [carried('org_2', { revision: 5 })], false)
    await target.remove('organisations', ['org_3', 'org_none'])
    assert.deepEqual(await collect(target.revisions('organisations')), [
      { id: 'org_1', revision: 2 },
      { id: 'org_2', revision: 5 },
    ])
  })

  storeTest(world, 'a database that holds something takes no copy, one of the same copy goes on', async (room) => {
    await room.store.commit([putOrganisation(organisation('org_1'))])
    await assert.rejects(room.database.openTarget('a test'), {
      name: 'DatabaseRefused',
      message: /not empty.*organisations/,
    })
    await room.store.commit([{ op: 'delete', collection: 'organisations', id: 'org_1', expected: 1 }])
    await (await room.database.openTarget('a test'))[Symbol.asyncDispose]()
    await (await room.database.openTarget('a test'))[Symbol.asyncDispose]()
    await assert.rejects(room.database.openTarget('another'), { name: 'DatabaseRefused', message: /something else/ })
  })

  storeTest(
    world,
    'until a copy has ended no store opens the database, and no other copy begins from it',
    async (room) => {
      await using target = await room.database.openTarget('a test')
      await assert.rejects(room.openEngine(), { name: 'DatabaseRefused', message: /has not ended/ })
      await assert.rejects(room.database.openSource(), { name: 'DatabaseRefused', message: /has not ended/ })
      await target.finish([])
      await room.openEngine()
    },
  )

  storeTest(
    world,
    'what a store wrote is found in its copy by a store, its tasks in their lanes above the old fence',
    async (room) => {
      const { store, database, openStore } = room
      await store.commit([putAccount(account('acc_1')), putOrganisation(organisation('org_1'))])
      await store.commit([putTask(task('t1', { dueAt: now })), putTask(task('t2', { lane: 'lane-2', dueAt: now }))])
      const [held] = await store.claim({ ...due, lanes: 1 })
      const other = await database.another()
      await using source = await database.openSource()
      await using target = await other.openTarget('a test')
      await copyAll(source, target, quiet)
      assert.equal((await compareAll(source, target, quiet)).changed, 0)
      await target.finish(await source.lanes())
      const copy = await openStore(other)
      assert.deepEqual(await copy.get('accounts', 'acc_1'), await store.get('accounts', 'acc_1'))
      const found = await copy.find('accounts', { index: 'user', where: [account('acc_1').userKey ?? ''], limit: 1 })
      assert.equal(found.items.length, 1)
      const claims = await copy.claim({ ...due, lanes: 9 })
      assert.deepEqual(claims.map(({ lease }) => lease.lane).sort(), ['lane-1', 'lane-2'])
      const again = claims.find(({ lease }) => lease.lane === held?.lease.lane)
      assert.ok(held && again && again.lease.fence > held.lease.fence, 'a late holder is behind the new one')
    },
  )

  storeTest(world, 'catching up brings what was changed, added, deleted, or deleted and made anew', async (room) => {
    const { store, database } = room
    const commit = (id: string, expected: 'absent' | number, name = 'New') =>
      store.commit([putOrganisation({ ...organisation(id), name }, expected)])
    for (const id of ['org_1', 'org_2', 'org_3', 'org_4']) await commit(id, 'absent')
    const other = await database.another()
    await using source = await database.openSource()
    await using target = await other.openTarget('a test')
    await copyAll(source, target, quiet)
    const mark = await source.mark()
    await commit('org_1', 1)
    await commit('org_5', 'absent')
    for (const id of ['org_2', 'org_3'])
      await store.commit([{ op: 'delete', collection: 'organisations', id, expected: 1 }])
    await commit('org_3', 'absent', 'Made anew')
    const later = await source.mark()
    assert.notEqual(mark, later, 'the mark tells of writes')
    assert.equal(await source.mark(), later, 'and of nothing else')
    assert.equal(await catchUp(source, target), 3)
    assert.equal((await compareAll(source, target, quiet)).changed, 1, 'only the bytes tell org_3 from before')
    const { changed, sums } = await compareAll(source, target, quiet)
    assert.equal(changed, 0)
    assert.equal(sums.find(({ collection }) => collection === 'organisations')?.count, 4)
    assert.deepEqual(await collect(target.documents('organisations')), await collect(source.documents('organisations')))
  })

  storeTest(world, 'a snapshot shows nothing of what is written after it', async ({ store, database }) => {
    await store.commit([putOrganisation(organisation('org_1'))])
    await using source = await database.openSource({ snapshot: true })
    const ids = async (name: CollectionName) => (await collect(source.documents(name))).map(({ id }) => id)
    assert.deepEqual(await ids('organisations'), ['org_1'])
    await store.commit([putOrganisation(organisation('org_2')), putTask(task('t1'))])
    assert.deepEqual([await ids('organisations'), await ids('tasks')], [['org_1'], []])
  })

  storeTest(world, 'a document of a newer release is not carried', async ({ database }) => {
    const other = await database.another()
    await using target = await database.openTarget('a test')
    await target.put('organisations', [carried('org_1', { version: 99 })], true)
    await using next = await other.openTarget('a test')
    await assert.rejects(copyAll(target, next, quiet), { name: 'VersionUnreadable', message: /newer release/ })
  })
}

const due = { queue: 'receive', now, leaseMs: 60_000, tasksPerLane: 10 } as const

const carried = (id: string, edit: Partial<Carried> = {}): Carried => {
  const { id: _id, ...plain } = organisation(id)
  return { id, revision: 1, version: 1, body: JSON.stringify(plain), ...edit }
}

const collect = async <T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> => {
  const all: T[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}
