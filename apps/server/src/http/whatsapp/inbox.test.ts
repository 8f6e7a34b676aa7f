import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Change, CommitOutcome, Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { createInbox } from './inbox.ts'

type Row = Extract<Change, { op: 'put'; collection: 'tasks' }>

/** A store that only commits, and remembers the rows. */
const storeThat = (answer: () => Promise<CommitOutcome>) => {
  const rows: Row['doc'][] = []
  const commit = (changes: readonly Change[]) => {
    for (const change of changes) if (change.op === 'put' && change.collection === 'tasks') rows.push(change.doc)
    return answer()
  }
  return { rows, store: { commit } as unknown as Store }
}
const committed = async (): Promise<CommitOutcome> => ({ outcome: 'committed', existing: [] })
const clock = { now: () => 1000 }
const bodiesIn = (rows: readonly Row['doc'][]) => rows.map(({ payload }) => (payload as { bodies: string[] }).bodies)

test('bodies that come in together share a row, in the order in which they came', async () => {
  const { rows, store } = storeThat(committed)
  const inbox = createInbox({ store, clock, instance: 'one' })
  assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((body) => inbox.keep(body))), [
    'committed',
    'committed',
    'committed',
  ])
  assert.deepEqual(bodiesIn(rows), [['a', 'b', 'c']])
})

test('bodies that come in while a row is written go into the next one, which stands behind it', async () => {
  const first = Promise.withResolvers<CommitOutcome>()
  const { rows, store } = storeThat(() => (rows.length === 1 ? first.promise : committed()))
  const inbox = createInbox({ store, clock, instance: 'one' })
  const a = inbox.keep('a')
  while (rows.length === 0) await new Promise(setImmediate)
  const others = [inbox.keep('b'), inbox.keep('c')]
  first.resolve({ outcome: 'committed', existing: [] })
  await Promise.all([a, ...others])
  assert.deepEqual(bodiesIn(rows), [['a'], ['b', 'c']])
  assert.deepEqual(
    rows.map(({ id, order }) => [id, order]),
    [
      ['webhooks:one:1000', 1000],
      ['webhooks:one:1001', 1001],
    ],
  )
})

test('a row holds 256 bodies or a megabyte, and at least one body', async () => {
  const { rows, store } = storeThat(committed)
  const inbox = createInbox({ store, clock, instance: 'one' })
  const sizes = [3 << 20, 1 << 19, 1 << 19, ...Array.from({ length: 300 }, () => 1)]
  await Promise.all(sizes.map((size) => inbox.keep('x'.repeat(size))))
  assert.deepEqual(
    bodiesIn(rows).map(({ length }) => length),
    [1, 2, 256, 44],
  )
})

test('no body counts as kept whose row was not committed, and the next are kept again', async () => {
  const answers = [
    async (): Promise<CommitOutcome> => ({ outcome: 'unknown' }),
    () => Promise.reject(new Error('disk full')),
    committed,
  ]
  const { store } = storeThat(() => answers.shift()?.() ?? committed())
  const inbox = createInbox({ store, clock, instance: 'one' })
  assert.deepEqual(await Promise.all([inbox.keep('a'), inbox.keep('b')]), ['unknown', 'unknown'])
  await assert.rejects(inbox.keep('c'), /disk full/)
  assert.equal(await inbox.keep('d'), 'committed')
})

test('what several processes take waits in one lane, in the order in which it came', async () => {
  await using store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock })
  let now = 1000
  const inboxOf = (instance: string) => createInbox({ store, clock: { now: () => now }, instance })
  const [one, other] = [inboxOf('one'), inboxOf('other')]
  for (const [inbox, body] of [
    [one, 'a'],
    [other, 'b'],
    [one, 'c'],
  ] as const) {
    now += 1
    assert.equal(await inbox.keep(body), 'committed')
  }
  const search = () => store.claim({ queue: 'receive', now, leaseMs: 1000, lanes: 10, tasksPerLane: 10 })
  const [claim, ...more] = await search()
  assert.deepEqual(bodiesIn((claim?.tasks ?? []).map(({ doc }) => doc)), [['a'], ['b'], ['c']])
  assert.equal(more.length, 0)
  await other.keep('d')
  assert.deepEqual(await search(), [], 'what comes later waits until those are taken apart')
})
