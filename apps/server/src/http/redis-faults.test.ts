import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as delay, setImmediate as turnOfLoop } from 'node:timers/promises'
import { openRedisCache } from '@rolecall/adapters/cache/redis'
import { findRedisServer, startRedis, type TestRedis } from '@rolecall/test-servers/redis'
import { client, publishJob, signIn } from './testing/employer-client.ts'
import { createHttpWorld, type HttpWorld, quickPasswords } from './testing/http-world.ts'
import { addEmployer } from './testing/people.ts'

const skip = findRedisServer() ? false : 'no redis-server: set REDIS_SERVER or put it on the PATH'
/** What is promised: so much slower at most, of 99 in 100 requests. Milliseconds. */
const slowerMs = 350

/** An instance whose caches and limits stand on this Redis, with a job and somebody signed in. */
const setUp = async (t: TestContext, redis: TestRedis) => {
  const cache = await openRedisCache({ url: redis.url })
  const world = await createHttpWorld({ inMemory: true, cache, passwords: quickPasswords })
  t.after(async () => {
    await world[Symbol.asyncDispose]()
    await cache[Symbol.asyncDispose]()
  })
  const owner = await addEmployer(world, 1)
  const employer = await signIn(world, owner)
  const jobId = await publishJob(world, { employer, organisationId: owner.organisationId }, { title: 'Cook' })
  const jobs = `/organisations/${owner.organisationId}/jobs`
  return { world, owner, employer, jobs, page: `/jobs/${jobId}-cook` }
}

/** Requests of all kinds, some of them new to every cache: the 99th percentile of their times, in ms. None may fail. */
const p99 = async ({ world, employer, jobs, page }: Awaited<ReturnType<typeof setUp>>): Promise<number> => {
  const times: number[] = []
  for (let turn = 0; turn < 40; turn += 1)
    for (const url of [page, `/jobs?q=${turn}-${times.length}`, '/api/v1/jobs', `/api/v1${jobs}`, '/']) {
      await turnOfLoop()
      const from = performance.now()
      const { statusCode } = await world.app.inject({ url, cookies: Object.fromEntries(employer.cookies) })
      times.push(performance.now() - from)
      assert.equal(statusCode, 200, url)
    }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN
}

const faults: Readonly<Record<string, (redis: TestRedis) => unknown>> = {
  hung: (redis) => redis.pause(),
  killed: (redis) => redis.kill(),
  flushed: (redis) => redis.flush(),
}

for (const [fault, happen] of Object.entries(faults))
  test(`a Redis that is ${fault} costs speed only, and gives nobody a right`, { skip }, async (t) => {
    const redis = await startRedis()
    t.after(() => redis.kill())
    const own = await setUp(t, redis)
    const leaver = await signIn(own.world, own.owner)
    assert.equal((await leaver.get(own.jobs)).statusCode, 200)
    const before = await p99(own)
    await happen(redis)
    const from = performance.now()
    const cookies = new Map(leaver.cookies)
    assert.equal((await leaver.send('DELETE', '/session')).statusCode, 204)
    const again = await client(own.world, Object.fromEntries(cookies)).get(own.jobs)
    assert.equal(again.statusCode, 401)
    assert.ok(performance.now() - from < 5000)
    const during = await p99(own)
    assert.ok(during < before + slowerMs, `${during} ms, ${before} ms before`)
    redis.resume()
  })

test('a Redis that is not there at the start costs speed only', { skip }, async (t) => {
  const redis = await startRedis()
  await redis.kill()
  const own = await setUp(t, redis)
  assert.ok((await p99(own)) < slowerMs + 100)
})

test('limits are shared, kept by each instance while Redis hangs or is away, and shared again after it', {
  skip,
}, async (t) => {
  const redis = await startRedis()
  t.after(() => redis.kill())
  const caches = await Promise.all([openRedisCache({ url: redis.url }), openRedisCache({ url: redis.url })])
  const worlds = await Promise.all(
    caches.map((cache) => createHttpWorld({ inMemory: true, limitFactor: 1 / 10, cache })),
  )
  t.after(async () => {
    for (const each of [...worlds, ...caches]) await each[Symbol.asyncDispose]()
  })
  const [one, other] = worlds
  assert.ok(one && other)
  let wishes = 0
  // Three an hour of an address; each for another e-mail, which is counted too.
  const wish = async (world: HttpWorld, address: string) => {
    const { statusCode } = await world.app.inject({
      method: 'POST',
      url: '/api/v1/password/forgotten',
      payload: { email: `nobody-${wishes++}@example.org` },
      headers: { 'sec-fetch-site': 'same-origin' },
      remoteAddress: address,
    })
    return statusCode === 204
  }
  const passed = async (address: string) => {
    const turns: boolean[] = []
    for (let turn = 0; turn < 4; turn += 1) turns.push(await wish(one, address), await wish(other, address))
    return turns.filter(Boolean).length
  }
  const sharedAgain = async (net: number) => {
    for (let turn = 0; ; turn += 1) {
      assert.ok(turn < 60, 'the limit is not shared again')
      if ((await passed(`198.51.${net}.${turn}`)) === 3) return
      await delay(50)
    }
  }
  assert.equal(await passed('203.0.113.1'), 3)
  redis.pause()
  assert.equal(await passed('203.0.113.2'), 6)
  redis.resume()
  await sharedAgain(101)
  await redis.kill()
  assert.equal(await passed('203.0.113.3'), 6)
  await redis.restart()
  await sharedAgain(102)
})
