import assert from 'node:assert/strict'
import { account, committed, idsOf, organisation, putAccount, putOrganisation, putTask, task } from './samples.ts'
import { storeTest, type World } from './world.ts'

export const commitContract = (world: World): void => {
  storeTest(world, 'what was committed is read back whole, at revision 1', async ({ store }) => {
    const doc = account('acc_1', { username: 'naïve \u0000 🦊 "quoted"', previousUserIds: ['KE.0'] })
    assert.deepEqual(await store.commit([putAccount(doc)]), committed)
    assert.deepEqual(await store.get('accounts', 'acc_1'), { revision: 1, doc })
    assert.equal(await store.get('accounts', 'acc_2'), undefined)
  })

  storeTest(world, 'getMany gives those that exist', async ({ store }) => {
    await store.commit([putOrganisation(organisation('org_1')), putOrganisation(organisation('org_2'))])
    const found = await store.getMany('organisations', ['org_2', 'org_3', 'org_1'])
    assert.deepEqual(idsOf(found).sort(), ['org_1', 'org_2'])
    assert.deepEqual(await store.getMany('organisations', []), [])
  })

  storeTest(world, 'a put replaces the revision it names, and conflicts on any other', async ({ store }) => {
    await store.commit([putAccount(account('acc_1'))])
    assert.deepEqual(await store.commit([putAccount(account('acc_1', { state: 'stopped' }), 1)]), committed)
    const conflict = { outcome: 'conflict', collection: 'accounts', id: 'acc_1' }
    assert.deepEqual(await store.commit([putAccount(account('acc_1'), 1)]), conflict)
    assert.deepEqual(await store.commit([putAccount(account('acc_1'))]), conflict)
    const stored = await store.get('accounts', 'acc_1')
    assert.deepEqual([stored?.revision, stored?.doc.state], [2, 'stopped'])
  })

  storeTest(world, 'a field that is gone from the document is gone from the store', async ({ store }) => {
    await store.commit([putTask(task('t1'), 'absent')])
    const { payload: _, ...done } = task('t1', { state: 'done' })
    assert.deepEqual(await store.commit([putTask(done, 1)]), committed)
    assert.deepEqual((await store.get('tasks', 't1'))?.doc, done)
  })

  storeTest(world, 'if-absent inserts once and then names what stood already', async ({ store }) => {
    assert.deepEqual(await store.commit([putTask(task('t1'))]), committed)
    const again = await store.commit([putTask(task('t1', { kind: 'other' })), putTask(task('t2'))])
    assert.deepEqual(again, { outcome: 'committed', existing: ['t1'] })
    const existing = await store.commit([putTask(task('t2')), putOrganisation(organisation('org_1'))])
    assert.deepEqual(existing, { outcome: 'committed', existing: ['t2'] })
    assert.deepEqual((await store.get('tasks', 't1'))?.doc.kind, 'message')
  })

  storeTest(world, 'one change that cannot be made undoes the others', async ({ store }) => {
    await store.commit([putOrganisation(organisation('org_1'))])
    const outcome = await store.commit([
      putTask(task('t1')),
      { op: 'delete', collection: 'organisations', id: 'org_1', expected: 1 },
      putAccount(account('acc_1'), 7),
    ])
    assert.deepEqual(outcome, { outcome: 'conflict', collection: 'accounts', id: 'acc_1' })
    assert.equal(await store.get('tasks', 't1'), undefined)
    assert.equal((await store.get('organisations', 'org_1'))?.revision, 1)
  })

  storeTest(world, 'a delete takes the revision it names, once', async ({ store }) => {
    await store.commit([putOrganisation(organisation('org_1'))])
    const remove = (expected: number) =>
      store.commit([{ op: 'delete', collection: 'organisations', id: 'org_1', expected }])
    const conflict = { outcome: 'conflict', collection: 'organisations', id: 'org_1' }
    assert.deepEqual(await remove(2), conflict)
    assert.deepEqual(await remove(1), committed)
    assert.deepEqual(await remove(1), conflict)
    assert.equal(await store.get('organisations', 'org_1'), undefined)
  })

  storeTest(world, 'of many who replace one revision at once exactly one succeeds', async ({ store, openStore }) => {
    const stores = [store, await openStore()]
    await store.commit([putAccount(account('acc_1'))])
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        stores[at % 2]?.commit([
          putAccount(account('acc_1', { lastInboundAt: at }), 1),
          putTask(task(`t${at}`), 'absent'),
        ]),
      ),
    )
    assert.equal(outcomes.filter((outcome) => outcome?.outcome === 'committed').length, 1)
    assert.equal(outcomes.filter((outcome) => outcome?.outcome === 'conflict').length, 19)
    assert.equal((await store.find('tasks', { index: 'state', where: ['ready'], limit: 100 })).items.length, 1)
  })

  storeTest(world, 'a thousand commits at once, a third of them doubled, are all kept once', async ({ store }) => {
    const ids = Array.from({ length: 1000 }, (_, at) => `message:wamid.${at % 667}`)
    const outcomes = await Promise.all(ids.map((id) => store.commit([putTask(task(id, { lane: id }))])))
    const existing = outcomes.flatMap((outcome) => (outcome.outcome === 'committed' ? outcome.existing : ['failed']))
    assert.deepEqual(existing.sort(), ids.slice(667).sort())
    const page = await store.find('tasks', { index: 'state', where: ['ready'], limit: 1000 })
    assert.equal(page.items.length, 667)
  })

  storeTest(world, 'a document that breaks its schema is refused by field, without its values', async ({ store }) => {
    const broken = account('acc_1', { createdAt: 0.5, profileName: 'Canary' })
    await assert.rejects(store.commit([putAccount(broken)]), (error: Error) => {
      assert.equal(error.name, 'DocumentRefused')
      assert.match(error.message, /createdAt/)
      assert.doesNotMatch(error.message, /Canary/)
      return true
    })
  })
}
