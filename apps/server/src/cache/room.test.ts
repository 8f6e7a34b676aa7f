import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { memoryCache } from '@rolecall/adapters/cache/memory'
import { rightsKept } from '../access/rights.ts'
import { type Keeping, kept } from './kept.ts'
import { type CacheRead, createCacheRoom } from './room.ts'

const clock = { now: () => 1_000_000 }

/** A shared cache whose content a test can look at and change. */
const openShared = () => {
  const values = new Map<string, Uint8Array>()
  const shared = {
    ...memoryCache(),
    get: async (key: string) => values.get(key),
    set: async (key: string, value: Uint8Array) => void values.set(key, value),
  }
  return { values, shared }
}

const setUp = ({ shared }: ReturnType<typeof openShared>, secret = 'one') => {
  const reads: CacheRead[] = []
  const room = createCacheRoom({ shared, secret: Buffer.from(secret), clock, onRead: (read) => reads.push(read) })
  const pages = room.shared('job-page')
  const read = async (revision: string, text: string, key = 'job_1') => {
    const value = { about: { status: 200 }, body: Buffer.from(text) }
    const found = await pages.read({ key: [key], revision, make: async () => ({ value }) })
    await turn()
    return String(found?.body)
  }
  return { read, reads, room }
}

test('what one process made another finds, at that revision, with what is said about it', async () => {
  const shared = openShared()
  const [one, other] = [setUp(shared), setUp(shared)]
  assert.equal(await one.read('1', 'page'), 'page')
  assert.equal(await other.read('1', 'another'), 'page')
  assert.equal(await other.read('2', 'of revision 2'), 'of revision 2')
  assert.equal(await one.read('2', 'again'), 'of revision 2')
  assert.deepEqual(
    [...one.reads, ...other.reads].map(({ name, outcome, bytes }) => [name, outcome, bytes]),
    [
      ['job-page', 'miss', 4],
      ['job-page', 'hit', 13],
      ['job-page', 'hit', 4],
      ['job-page', 'miss', 13],
    ],
  )
})

test('whoever writes into the shared cache makes no page: not a new one, not one of another key, not of another secret', async () => {
  const shared = openShared()
  await setUp(shared).read('1', 'page of one', 'job_1')
  await setUp(shared).read('1', 'page of two', 'job_2')
  const [[firstKey, first] = ['', Buffer.alloc(0)], [, second] = ['', Buffer.alloc(0)]] = [...shared.values]
  const changed = Buffer.from(first)
  changed[changed.length - 1] = 0
  for (const forged of [second, changed, Buffer.from('page'), Buffer.alloc(0), Buffer.alloc(100)]) {
    shared.values.set(firstKey, forged)
    assert.equal(await setUp(shared).read('1', 'true page', 'job_1'), 'true page')
  }
  shared.values.set(firstKey, first)
  assert.equal(await setUp(shared, 'another').read('1', 'true page', 'job_1'), 'true page')
})

test('the keys of the shared cache hold no word that was searched for', async () => {
  const shared = openShared()
  await setUp(shared).read('1', 'page', 'Amina Odhiambo')
  assert.doesNotMatch([...shared.values.keys()].join(), /amina/i)
})

test('without a shared cache each process makes its own', async () => {
  const room = createCacheRoom({ secret: Buffer.from('one'), clock, onRead: () => undefined })
  const make = async () => ({ value: { about: {}, body: Buffer.from('page') } })
  const found = await room.shared('job-list').read({ key: ['/'], revision: '1', make })
  assert.equal(String(found?.body), 'page')
})

test('what rights hang on never leaves the process and is no older than 3 s; what is shared has bounds', () => {
  for (const name of rightsKept) {
    const { shared, freshMs, staleMs, behindMs }: Keeping = kept[name]
    assert.deepEqual([shared, freshMs + staleMs + behindMs <= 3000], [false, true], name)
  }
  for (const [name, { freshMs, valueBytes, ownBytes, behindMs }] of Object.entries<Keeping>(kept)) {
    assert.ok(freshMs > 0 && freshMs <= 3_600_000 && valueBytes <= 256 * 1024 && ownBytes <= 64 * 2 ** 20, name)
    assert.ok(behindMs < 1000, name)
  }
})
