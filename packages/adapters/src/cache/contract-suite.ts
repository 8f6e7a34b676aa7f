import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { Cache } from '@rolecall/core/ports/cache'

const minute = 60_000

/** Registers the tests that every implementation of the Cache port passes; each call of `open` gives an empty cache. */
export const cacheContract = (name: string, open: () => Promise<Cache>): void => {
  test(`${name}: what was set is read until it is deleted`, async () => {
    await using cache = await open()
    assert.equal(await cache.get('key'), undefined)
    await cache.set('key', Buffer.of(0, 0xff, 0x0d, 0x0a, 0xe2), minute)
    assert.deepEqual([...((await cache.get('key')) ?? [])], [0, 0xff, 0x0d, 0x0a, 0xe2])
    await cache.set('key', Buffer.alloc(0), minute)
    assert.equal((await cache.get('key'))?.length, 0)
    await cache.delete('key')
    assert.equal(await cache.get('key'), undefined)
  })

  test(`${name}: what was set ends with its time`, async () => {
    await using cache = await open()
    await cache.set('key', Buffer.from('value'), 30)
    await cache.set('zero', Buffer.from('value'), 0)
    await cache.set('other', Buffer.from('value'), minute)
    await untilAbsent(cache, 'key')
    await untilAbsent(cache, 'zero')
    assert.equal(String(await cache.get('other')), 'value')
  })

  test(`${name}: a counter adds up, also when many add at once`, async () => {
    await using cache = await open()
    assert.equal((await cache.increment('count', 3, minute))?.value, 3)
    const counted = await Promise.all(Array.from({ length: 50 }, () => cache.increment('count', 2, minute)))
    const values = counted.map((each) => each?.value ?? 0)
    assert.equal(Math.max(...values), 103)
    assert.equal(new Set(values).size, 50)
  })

  test(`${name}: a counter says how long it still counts`, async () => {
    await using cache = await open()
    await cache.increment('count', 1, minute)
    const { value, endsInMs = 0 } = (await cache.increment('count', 1, 1000 * minute)) ?? {}
    assert.equal(value, 2)
    assert.ok(endsInMs > minute / 2 && endsInMs <= minute, String(endsInMs))
  })

  test(`${name}: a counter ends a time after its first addition, whatever was added since`, async () => {
    await using cache = await open()
    await cache.increment('count', 1, 40)
    await cache.increment('count', 1, minute)
    await untilAbsent(cache, 'count')
    assert.equal((await cache.increment('count', 1, minute))?.value, 1)
  })
}

const untilAbsent = async (cache: Cache, key: string): Promise<void> => {
  const deadline = performance.now() + 5000
  while ((await cache.get(key)) !== undefined) {
    assert.ok(performance.now() < deadline, `${key} does not end`)
    await turn()
  }
}
