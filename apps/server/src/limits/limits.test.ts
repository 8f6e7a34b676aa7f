import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryCache } from '@rolecall/adapters/cache/memory'
import { openRedisCache } from '@rolecall/adapters/cache/redis'
import type { Cache } from '@rolecall/core/ports/cache'
import { findRedisServer, startRedis } from '@rolecall/test-servers/redis'
import { addressKey } from './address.ts'
import { createLimits, type Limit } from './limits.ts'

/** How many of ten tries get through. */
const passed = async (limit: Limit, key = 'one'): Promise<number> => {
  const refusals = await Promise.all(Array.from({ length: 10 }, () => limit.take(key)))
  return refusals.filter((refusal) => refusal === undefined).length
}
const six = (cache: Cache) => createLimits({ cache, factor: () => 1 }).of('six', 6, 1)
/** A cache that counts nothing, as one whose server is gone. */
const lost: Cache = { ...memoryCache(), increment: async () => undefined }

test('a limit lets its points through for each key and says when to come again', async () => {
  const limit = six(memoryCache())
  assert.equal(await passed(limit), 6)
  const refusal = await limit.take('one')
  assert.ok((refusal?.retryAfterSeconds ?? 0) > 0 && (refusal?.retryAfterSeconds ?? 0) <= 60)
  assert.equal(await limit.take('another'), undefined)
  await limit.forget('one')
  assert.equal(await limit.take('one'), undefined)
})

test('to ask whether a limit is used up counts nothing', async () => {
  const limit = six(memoryCache())
  for (let turn = 0; turn < 20; turn += 1) assert.equal(await limit.isUsedUp('one'), false)
  assert.equal(await passed(limit), 6)
  assert.equal(await limit.isUsedUp('one'), true)
})

test('without a cache a limit still holds, and is forgotten when it should be', async () => {
  const limit = six(lost)
  assert.equal(await passed(limit), 6)
  await limit.forget('one')
  assert.equal(await passed(limit), 6)
})

test('the factor multiplies what an address and an account may do, not the tries of a secret', async () => {
  const limits = createLimits({ cache: memoryCache(), factor: () => 2 })
  assert.equal((await limits.byAddress('mail', '192.0.2.1')).points, 60)
  assert.equal((await limits.byAccount('form', 'per_1')).points, 120)
  assert.equal(await passed(limits.of('six', 6, 1)), 6)
})

for (const [address, key] of [
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::ffff:c000:207', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['no address', 'no address'],
] as const)
  test(`${address} counts as ${key}`, () => assert.equal(addressKey(address), key))

const withRedis = async (): Promise<void> => {
  const redis = await startRedis()
  try {
    await using one = await openRedisCache({ url: redis.url })
    await using other = await openRedisCache({ url: redis.url })
    const [here, there] = [six(one), six(other)]
    const together = (await Promise.all([passed(here), passed(there)])).reduce((sum, each) => sum + each, 0)
    assert.equal(together, 6)
    await redis.kill()
    assert.equal(await passed(here), 6)
    assert.equal(await passed(here), 0)
    assert.equal(await passed(there), 6)
  } finally {
    await redis.kill()
  }
}
const skip = findRedisServer() ? false : 'no redis-server: set REDIS_SERVER or put it on the PATH'
test('two instances on one Redis share a count; when it is killed each still holds the limit by itself', { skip }, () =>
  withRedis(),
)
