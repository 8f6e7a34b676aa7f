import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Cache } from '@rolecall/core/ports/cache'
import { findRedisServer, startRedis } from '@rolecall/test-servers/redis'
import { cacheContract } from './contract-suite.ts'
import { openRedisCache } from './redis.ts'

const minute = 60_000
const value = Buffer.from('value')

const register = async (): Promise<void> => {
  const redis = await startRedis()
  after(() => redis.kill())
  const open = () => openRedisCache({ url: redis.url, namespace: randomUUID() })

  cacheContract('redis cache', open)

  test('redis cache: two namespaces of one server do not meet, two clients of one do', async () => {
    await using one = await openRedisCache({ url: redis.url, namespace: 'one' })
    await using same = await openRedisCache({ url: redis.url, namespace: 'one' })
    await using other = await openRedisCache({ url: redis.url, namespace: 'other' })
    await one.set('key', value, minute)
    assert.equal(String(await same.get('key')), 'value')
    assert.equal(await other.get('key'), undefined)
  })

  test('redis cache: a hung server reads as absent in 200 ms, and is used again when it goes on', async () => {
    await using cache = await open()
    await cache.set('key', value, minute)
    redis.pause()
    assert.deepEqual(await quickly(cache), [undefined, undefined])
    const start = performance.now()
    for (let call = 0; call < 20; call += 1) assert.equal(await cache.get('key'), undefined)
    assert.ok(performance.now() - start < 250, 'one call waits, not each')
    redis.resume()
    await untilSet(cache)
  })

  test('redis cache: a killed server reads as absent in 200 ms, and is used again after its restart', async () => {
    await using cache = await open()
    await cache.set('key', value, minute)
    await redis.kill()
    assert.deepEqual(await quickly(cache), [undefined, undefined])
    await redis.restart()
    await untilSet(cache)
  })

  test('redis cache: a server that is not there at the start does not stop it', async () => {
    await redis.kill()
    await using cache = await open()
    assert.deepEqual(await quickly(cache), [undefined, undefined])
    await redis.restart()
    await untilSet(cache)
  })

  test('redis cache: a quiet connection stays open', async () => {
    const errors: Error[] = []
    await using cache = await openRedisCache({ url: redis.url, onError: (error) => errors.push(error) })
    await delay(700)
    assert.deepEqual(errors, [])
    await cache.set('key', value, minute)
    assert.equal(String(await cache.get('key')), 'value')
  })
}

/** What a read and a counter give; fails where one of the four calls takes more than 200 ms (and 50 for the machine). */
const quickly = async (cache: Cache): Promise<readonly unknown[]> => {
  const start = performance.now()
  const calls = [
    cache.get('key'),
    cache.increment('count', 5, minute),
    cache.set('x', value, minute),
    cache.delete('x'),
  ]
  const [read, count] = await Promise.all(calls)
  assert.ok(performance.now() - start < 250)
  return [read, count]
}

const untilSet = async (cache: Cache): Promise<void> => {
  const deadline = performance.now() + 10_000
  for (;;) {
    await cache.set('back', value, minute)
    if ((await cache.get('back')) !== undefined) return
    assert.ok(performance.now() < deadline, 'the cache does not come back')
    await delay(20)
  }
}

if (findRedisServer()) await register()
else
  test(
    'redis cache: the contract',
    { skip: 'no redis-server: set REDIS_SERVER or put it on the PATH' },
    () => undefined,
  )
