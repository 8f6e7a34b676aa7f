import assert from 'node:assert/strict'
import type { Query } from '@rolecall/core/ports/store'
import {
  account,
  consent,
  idsIn,
  job,
  membership,
  outgoing,
  putAccount,
  putConsent,
  putJob,
  putMembership,
  putOutgoing,
} from './samples.ts'
import { now, type Room, storeTest, type World } from './world.ts'

export const findContract = (world: World): void => {
  storeTest(world, 'find gives the documents of the leading fields in the order of the next', async ({ store }) => {
    await sixConsents({ store })
    const find = (query: Partial<Query<'consents'>>) =>
      store.find('consents', { index: 'person', where: ['per_1'], limit: 10, ...query })
    assert.deepEqual(idsIn(await find({})), ['c1', 'c2', 'c3', 'c4', 'c5'])
    assert.deepEqual(idsIn(await find({ order: 'descending' })), ['c5', 'c4', 'c3', 'c2', 'c1'])
    assert.deepEqual(idsIn(await find({ where: [] })), ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'])
    assert.deepEqual(idsIn(await find({ where: ['per_9'] })), [])
  })

  storeTest(world, 'a range takes its lower bound in and leaves its upper one out', async ({ store }) => {
    await sixConsents({ store })
    const range = async (bounds: NonNullable<Query<'consents'>['range']>) =>
      idsIn(await store.find('consents', { index: 'person', where: ['per_1'], range: bounds, limit: 10 }))
    assert.deepEqual(await range({ from: now + 2, below: now + 4 }), ['c2', 'c3', 'c4'])
    assert.deepEqual(await range({ from: now + 4 }), ['c5'])
    assert.deepEqual(await range({ below: now + 2 }), ['c1'])
  })

  for (const order of ['ascending', 'descending'] as const) {
    storeTest(world, `pages of ${order} order meet without gap or overlap, also among equals`, async ({ store }) => {
      await sixConsents({ store })
      const seen: string[][] = []
      let after: string | undefined
      do {
        const query = { index: 'person', where: ['per_1'], limit: 2, order } as const
        const page = await store.find('consents', after === undefined ? query : { ...query, after })
        seen.push(idsIn(page))
        after = page.cursor
      } while (after !== undefined)
      const all = ['c1', 'c2', 'c3', 'c4', 'c5']
      assert.deepEqual(seen.flat(), order === 'ascending' ? all : all.reverse())
      assert.deepEqual(
        seen.map((ids) => ids.length),
        [2, 2, 1],
      )
    })
  }

  for (const order of ['ascending', 'descending'] as const) {
    storeTest(
      world,
      `documents without the field of the order are the lowest, in pages ${order}`,
      async ({ store }) => {
        const all = ['j1', 'j2', 'j3', 'j4', 'j5']
        await store.commit(all.map((id, at) => putJob(job(id, at < 3 ? {} : { publishedAt: now + at }))))
        const seen: string[] = []
        let after: string | undefined
        do {
          const query = { index: 'published', where: ['draft'], limit: 1, order } as const
          const page = await store.find('jobs', after === undefined ? query : { ...query, after })
          seen.push(...idsIn(page))
          after = page.cursor
        } while (after !== undefined)
        assert.deepEqual(seen, order === 'ascending' ? all : all.reverse())
      },
    )
  }

  for (const order of ['ascending', 'descending'] as const) {
    storeTest(
      world,
      `a cursor of a unique index stands at the value, whoever has it since, ${order}`,
      async ({ store }) => {
        await store.commit([
          putOutgoing(outgoing('o1')),
          putOutgoing(outgoing('o3')),
          putOutgoing(outgoing('o2', { wamid: 'w2' })),
        ])
        await store.commit([putOutgoing(outgoing('o4', { wamid: order === 'ascending' ? 'w3' : 'w1' }))])
        const page = async (after: object) =>
          store.find('outbox', { index: 'wamid', where: [], limit: 1, order, ...after })
        const first = await page({})
        assert.deepEqual([idsIn(first), typeof first.cursor], [['o2'], 'string'])
        await store.commit([putOutgoing(outgoing('o2'), 1)])
        await store.commit([putOutgoing(outgoing(order === 'ascending' ? 'o3' : 'o1', { wamid: 'w2' }), 1)])
        assert.deepEqual(idsIn(await page({ after: first.cursor })), ['o4'])
      },
    )
  }

  storeTest(world, 'what is asked together is answered each in its place, as it would be alone', async ({ store }) => {
    await sixConsents({ store })
    await store.commit(['acc_1', 'acc_2', 'acc_3'].map((id) => putAccount(account(id, { phoneKey: `p/${id}` }))))
    const query = { index: 'person', where: ['per_1'], limit: 3 } as const
    const [accounts, first, last, none, nobody, byPhone] = await store.findTogether([
      { collection: 'accounts', ids: ['acc_3', 'acc_1', 'acc_9'] },
      { collection: 'consents', query },
      { collection: 'consents', query: { ...query, order: 'descending', range: { from: now + 1 } } },
      { collection: 'consents', query: { ...query, where: ['per_9'] } },
      { collection: 'accounts', ids: [] },
      { collection: 'accounts', query: { index: 'phone', where: ['p/acc_2'], limit: 1 } },
    ])
    assert.deepEqual(idsIn({ items: accounts }).sort(), ['acc_1', 'acc_3'])
    assert.deepEqual(first, (await store.find('consents', query)).items)
    assert.deepEqual(idsIn({ items: last }), ['c5', 'c4', 'c3'])
    assert.deepEqual([none, nobody], [[], []])
    assert.deepEqual(byPhone, [{ revision: 1, doc: account('acc_2', { phoneKey: 'p/acc_2' }) }])
    assert.deepEqual(await store.findTogether([{ collection: 'accounts', ids: [] }]), [[]])
  })

  storeTest(world, 'a blind field is found by its plain value', async ({ store }) => {
    const doc = account('acc_1', { phoneKey: 'portfolio/254700111222' })
    await store.commit([putAccount(doc), putAccount(account('acc_2'))])
    const found = await store.find('accounts', { index: 'phone', where: ['portfolio/254700111222'], limit: 1 })
    assert.deepEqual(found, { items: [{ revision: 1, doc }] })
    assert.deepEqual(idsIn(await store.find('accounts', { index: 'phone', where: ['portfolio/2'], limit: 1 })), [])
  })

  storeTest(world, 'a second holder of a unique value is refused, and the index is named', async ({ store }) => {
    await store.commit([putAccount(account('acc_1', { userKey: 'same' })), putAccount(account('acc_2'))])
    const duplicate = { outcome: 'duplicate', collection: 'accounts', id: 'acc_3', index: 'user' }
    const third = account('acc_3', { userKey: 'same' })
    assert.deepEqual(await store.commit([putAccount(third)]), duplicate)
    assert.deepEqual(await store.commit([putAccount(third, 'if-absent')]), duplicate)
    assert.deepEqual(await store.commit([putAccount(account('acc_4')), putAccount(third)]), duplicate)
    assert.deepEqual(await store.commit([putAccount(account('acc_2', { userKey: 'same' }), 1)]), {
      ...duplicate,
      id: 'acc_2',
    })
    assert.equal(await store.get('accounts', 'acc_4'), undefined)
  })

  storeTest(world, 'a unique pair of fields is one value', async ({ store }) => {
    const pair = { userId: 'usr_1', organisationId: 'org_1' }
    await store.commit([putMembership(membership('m1', pair))])
    assert.equal(
      (await store.commit([putMembership(membership('m2', { ...pair, organisationId: 'org_2' }))])).outcome,
      'committed',
    )
    const again = await store.commit([putMembership(membership('m3', pair))])
    assert.deepEqual(again, { outcome: 'duplicate', collection: 'memberships', id: 'm3', index: 'pair' })
  })

  storeTest(world, 'documents without a value do not collide in a unique index', async ({ store }) => {
    const outcome = await store.commit([putOutgoing(outgoing('o1')), putOutgoing(outgoing('o2'))])
    assert.equal(outcome.outcome, 'committed')
    await store.commit([putOutgoing(outgoing('o4', { wamid: 'w2' })), putOutgoing(outgoing('o3', { wamid: 'w1' }))])
    assert.deepEqual(idsIn(await store.find('outbox', { index: 'wamid', where: ['w1'], limit: 5 })), ['o3'])
    assert.deepEqual(idsIn(await store.find('outbox', { index: 'wamid', where: [], limit: 5 })), ['o3', 'o4'])
  })

  storeTest(world, 'a bent cursor and a limit out of bounds are refused', async ({ store }) => {
    const query = { index: 'person', where: ['per_1'], limit: 2 } as const
    for (const after of [
      '',
      'nonsense',
      Buffer.from('[1]').toString('base64url'),
      Buffer.from('[null,"x"]').toString('base64url'),
    ]) {
      await assert.rejects(store.find('consents', { ...query, after }), { name: 'CursorRefused' })
    }
    await assert.rejects(store.find('consents', { ...query, limit: 0 }), RangeError)
    await assert.rejects(store.find('consents', { ...query, limit: 1001 }), RangeError)
    await assert.rejects(store.find('consents', { ...query, where: ['a', 1, 2] }), RangeError)
  })
}

/** Five of one person, three of them of the same moment, and one of another. */
const sixConsents = ({ store }: Pick<Room, 'store'>) =>
  store.commit([
    putConsent(consent('c5', { at: now + 9 })),
    putConsent(consent('c3', { at: now + 2 })),
    putConsent(consent('c2', { at: now + 2 })),
    putConsent(consent('c4', { at: now + 2 })),
    putConsent(consent('c1', { at: now })),
    putConsent(consent('c6', { at: now, personId: 'per_2' })),
  ])
