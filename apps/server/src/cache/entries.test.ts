import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { createEntries, type Made } from './entries.ts'
import type { Keeping } from './kept.ts'

const words = { what: '', why: '', key: '', revision: '', invalidatedBy: '' }
const keeping: Keeping = {
  ...words,
  freshMs: 1000,
  staleMs: 500,
  behindMs: 200,
  valueBytes: 1000,
  ownBytes: 100_000,
  shared: false,
}
type Value = { readonly text: string }

/** Entries at a time of their own. `random` of 1: nothing is made anew before its time. */
const setUp = (more: Partial<Keeping> = {}) => {
  const at = { now: 0, random: 1 }
  const told: string[] = []
  let made = 0
  const entries = createEntries<Value>({
    keeping: { ...keeping, ...more },
    sizeOf: ({ text }) => text.length,
    now: () => at.now,
    monotonicMs: () => at.now,
    random: () => at.random,
    tell: ({ outcome }) => told.push(outcome),
  })
  const read = async (key = 'key', revision = '1', make?: () => Promise<Made<Value> | undefined>) => {
    const numbered = async () => {
      made += 1
      return { value: { text: `${key} ${made}` } }
    }
    return (await entries.read({ key: [key], revision, make: make ?? numbered }))?.text
  }
  return { at, told, entries, read, made: () => made }
}

test('many who ask at once wait for one making', async () => {
  const { read, made, told } = setUp()
  const texts = await Promise.all(Array.from({ length: 50 }, () => read()))
  assert.deepEqual([new Set(texts).size, made(), told.length], [1, 1, 50])
  assert.deepEqual([await read(), made(), told.at(-1)], ['key 1', 1, 'hit'])
})

test('what is fresh is given, what is stale is given while it is made anew, what is older is waited for', async () => {
  const { read, at, told } = setUp()
  await read()
  at.now = 999
  assert.deepEqual([await read(), told.at(-1)], ['key 1', 'hit'])
  at.now = 1200
  assert.deepEqual([await read(), told.at(-1)], ['key 1', 'stale'])
  await turn()
  assert.deepEqual([await read(), told.at(-1)], ['key 2', 'hit'])
  at.now += 1500
  assert.deepEqual([await read(), told.at(-1)], ['key 3', 'miss'])
})

test('an old revision is given for as long as the table says, and made anew from half of it on', async () => {
  const { read, at, told, made } = setUp()
  await read('key', '1')
  at.now = 99
  assert.deepEqual([await read('key', '2'), told.at(-1), made()], ['key 1', 'stale', 1])
  at.now = 199
  assert.deepEqual([await read('key', '2'), told.at(-1)], ['key 1', 'stale'])
  await turn()
  assert.deepEqual([await read('key', '2'), told.at(-1)], ['key 2', 'hit'])
  at.now += 200
  assert.equal(await read('key', '3'), 'key 3')
})

test('without such a time an old revision is given to nobody, not even where it was being made already', async () => {
  const { read, entries } = setUp({ behindMs: 0 })
  const gate = Promise.withResolvers<Made<Value>>()
  const old = read('key', '1', () => gate.promise)
  const next = [read('key', '2'), read('key', '2')]
  gate.resolve({ value: { text: 'old' } })
  assert.equal(await old, 'old')
  assert.deepEqual(await Promise.all(next), ['key 1', 'key 1'])
  assert.equal(await read('key', '2'), 'key 1')
  entries.forgetAll()
  assert.equal(await read('key', '2'), 'key 2')
})

test('nothing is given after the moment from which on it is wrong', async () => {
  const { read, at } = setUp()
  assert.equal(await read('key', '1', async () => ({ value: { text: 'ends' }, until: 300 })), 'ends')
  at.now = 299
  assert.equal(await read(), 'ends')
  at.now = 300
  assert.equal(await read(), 'key 1')
})

test('what is forgotten while it is being made is given to who waits, and kept for nobody', async () => {
  const { read, entries } = setUp()
  const gate = Promise.withResolvers<Made<Value>>()
  const waits = read('key', '1', () => gate.promise)
  entries.forget(['key'])
  const later = read()
  gate.resolve({ value: { text: 'of before' } })
  assert.equal(await waits, 'of before')
  assert.deepEqual([await later, await read()], ['key 1', 'key 1'])
})

test('what is absent, too large or failed is not kept; a stale value outlives a failure to make it anew', async () => {
  const { read, at, told } = setUp()
  assert.equal(await read('key', '1', async () => undefined), undefined)
  assert.equal((await read('key', '1', async () => ({ value: { text: 'x'.repeat(1001) } })))?.length, 1001)
  const fails = async () => {
    throw new Error('no store')
  }
  await assert.rejects(read('key', '1', fails), /no store/)
  assert.equal(told.at(-1), 'error')
  assert.equal(await read(), 'key 1')
  at.now = 1200
  assert.equal(await read('key', '1', fails), 'key 1')
  await turn()
  assert.equal(await read('key', '1', fails), 'key 1')
})

test('of too many entries those leave that were used the longest ago', async () => {
  const { read, made } = setUp({ ownBytes: 3100 })
  for (let at = 0; at < 20; at += 1) {
    await read(`${at}`)
    await read('0')
  }
  assert.equal(made(), 20)
  await read('19')
  assert.equal(made(), 20)
  await read('1')
  assert.equal(made(), 21)
})

test('what costs much is made anew before its end by whom the dice choose', async () => {
  const { read, at, told } = setUp()
  await read('key', '1', async () => {
    at.now += 100
    return { value: { text: 'slow' } }
  })
  at.now = 800
  at.random = 0.2
  assert.deepEqual([await read(), told.at(-1)], ['slow', 'hit'])
  at.random = 0.05
  assert.deepEqual([await read(), told.at(-1)], ['slow', 'stale'])
  await turn()
  assert.equal(await read(), 'key 1')
})
