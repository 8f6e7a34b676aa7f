import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { dataKeyOf, type Place, unseal } from './cipher.ts'
import { makeRecent } from './recent.ts'
import { shortMemory } from './short-memory.ts'

const place: Place = { collection: 'outbox', id: 'out_1', version: 1, owner: 'acc_1' }
const newKey = () => dataKeyOf(randomBytes(32))

test('the same text in the same place is sealed once, any other text anew with another nonce', () => {
  const [recent, key] = [makeRecent(), newKey()]
  const first = recent.seal(key, place, 'habari')
  assert.equal(recent.seal(key, place, 'habari'), first)
  const other = Buffer.from(recent.seal(key, place, 'asante'))
  assert.notDeepEqual(other.subarray(5, 17), Buffer.from(first).subarray(5, 17))
  assert.notDeepEqual(recent.seal(key, place, 'habari'), first, 'only the last one is known')
  assert.equal(unseal(key, place, first), 'habari')
  assert.equal(recent.unseal(key, place, other), 'asante')
})

test('what is remembered opens nothing that the cipher would not open', () => {
  const [recent, key] = [makeRecent(), newKey()]
  const sealed = Buffer.from(recent.seal(key, place, 'habari'))
  assert.equal(recent.unseal(key, place, sealed), 'habari')
  assert.equal(recent.unseal(newKey(), place, sealed), undefined, 'the key was destroyed and made anew')
  for (const moved of [{ id: 'out_2' }, { version: 2 }, { owner: 'acc_2' }, { collection: 'people' }])
    assert.throws(() => recent.unseal(key, { ...place, ...moved }, sealed), { name: 'SealBroken' })
  for (let at = 5; at < sealed.length; at += 1) {
    const bent = Buffer.from(sealed)
    bent[at] = (bent[at] ?? 0) ^ 1
    assert.throws(() => recent.unseal(key, place, bent), { name: 'SealBroken' })
  }
})

test('what is remembered stays as it was when the bytes that were opened are written over', () => {
  const [recent, key] = [makeRecent(), newKey()]
  const bytes = Buffer.from(makeRecent().seal(key, place, 'habari'))
  assert.equal(recent.unseal(key, place, bytes), 'habari')
  bytes.fill(0, 5)
  assert.throws(() => recent.unseal(key, place, bytes), { name: 'SealBroken' })
})

test('a destroyed key takes along what it sealed', () => {
  const [recent, key] = [makeRecent(), newKey()]
  const first = recent.seal(key, place, 'habari')
  recent.forget('acc_2')
  assert.equal(recent.seal(key, place, 'habari'), first)
  recent.forget('acc_1')
  assert.notDeepEqual(recent.seal(key, place, 'habari'), first)
})

test('a short memory lets go of all after twice its time, though nothing more is told to it', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const memory = shortMemory<string>({ ms: 1000, most: 100 })
  memory.set('a', 'x', 1)
  t.mock.timers.tick(1000)
  assert.equal(memory.get('a'), 'x')
  t.mock.timers.tick(1000)
  assert.equal(memory.get('a'), undefined)
})

test('a short memory holds no more than twice its most', () => {
  const memory = shortMemory<number>({ ms: 1000, most: 10 })
  for (let value = 0; value < 100; value += 1) memory.set(`${value}`, value, 1)
  const held = Array.from({ length: 100 }, (_, value) => memory.get(`${value}`)).filter((value) => value !== undefined)
  assert.ok(held.length <= 20, `${held.length}`)
  assert.equal(memory.get('99'), 99)
})
