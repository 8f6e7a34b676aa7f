import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cacheContract } from './contract-suite.ts'
import { memoryCache } from './memory.ts'

cacheContract('memory cache', async () => memoryCache())

test('a full memory cache drops what was used the longest ago', async () => {
  await using cache = memoryCache({ maxBytes: 3000 })
  for (let at = 0; at < 10; at += 1) {
    await cache.set(`key ${at}`, Buffer.alloc(300), 60_000)
    await cache.get('key 0')
  }
  assert.ok(await cache.get('key 0'))
  assert.ok(await cache.get('key 9'))
  assert.equal(await cache.get('key 5'), undefined)
})
