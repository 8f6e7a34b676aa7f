import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRedisCache } from '@rolecall/adapters/cache/redis'
import { type RouteName, routes } from '@rolecall/contract/api/routes'
import { findRedisServer, startRedis } from '@rolecall/test-servers/redis'
import { classes, classOf } from '../limits/classes.ts'
import { client, signIn } from './testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from './testing/http-world.ts'
import { addEmployer, idOf } from './testing/people.ts'

const names = Object.keys(routes).filter((name): name is RouteName => name in routes)
const leftIn = (header: unknown): number => Number(/r=(\d+)/.exec(String(header))?.[1])
/** With so small a factor one request is all that an address may send of a kind. */
const once = 0.0001
const get = (world: HttpWorld, url: string, headers: Record<string, string> = {}, remoteAddress = '203.0.113.5') =>
  world.app.inject({ method: 'GET', url, headers, remoteAddress })

test('an answer of the API says which quotas stand and what is left of them, also where it refuses', async () => {
  await using world = await createHttpWorld({ limitFactor: 1 })
  const owner = await addEmployer(world, 1)
  const browser = await signIn(world, owner)
  const first = await browser.get('/sessions')
  assert.equal(first.headers['ratelimit-policy'], '"read-address";q=3000;w=60, "read-account";q=600;w=60')
  assert.match(String(first.headers.ratelimit), /^"read-address";r=2999;t=60, "read-account";r=599;t=60$/)
  const again = await browser.get('/sessions')
  assert.equal(leftIn(again.headers.ratelimit), 2998)
  for (const [url, status] of [
    ['/api/v1/sessions', 401],
    ['/api/v1/nothing-here', 404],
    ['/api/v1/jobs?page=x', 400],
  ] as const) {
    const refused = await get(world, url)
    assert.equal(refused.statusCode, status)
    assert.match(String(refused.headers['ratelimit-policy']), /^"read-address";q=3000;w=60$/)
  }
})

test('every operation is counted by address, and turned away as a problem with Retry-After when it is over', async () => {
  await using world = await createHttpWorld({ limitFactor: once })
  for (const name of names) {
    const { method, path } = routes[name]
    const address = `10.0.${names.indexOf(name)}.1`
    const url = `/api/v1${path.replace(/:(\w+)/g, () => idOf('jobs', 99))}`
    const send = () => world.app.inject({ method, url, remoteAddress: address })
    assert.notEqual((await send()).statusCode, 429, name)
    const over = await send()
    assert.deepEqual([over.statusCode, over.json().code], [429, 'rate-limited'], name)
    assert.ok(Number(over.headers['retry-after']) > 0 && over.headers.ratelimit !== undefined, name)
    const { points, seconds } = classes[classOf(name)].address
    assert.ok(Number(over.headers['retry-after']) <= seconds && points > 0, name)
  }
})

test('an account is counted wherever it comes from, and another one at its address goes on', async () => {
  await using world = await createHttpWorld({ limitFactor: 1 / 50 })
  const [one, other] = [await addEmployer(world, 1), await addEmployer(world, 2)]
  const [tired, fresh] = [await signIn(world, one), await signIn(world, other)]
  const ask = (browser: typeof tired, remoteAddress: string) =>
    world.app.inject({ url: '/api/v1/sessions', cookies: Object.fromEntries(browser.cookies), remoteAddress })
  for (let turn = 0; turn < 12; turn += 1) assert.equal((await ask(tired, '203.0.113.1')).statusCode, 200)
  assert.equal((await ask(tired, '203.0.113.2')).statusCode, 429)
  assert.equal((await ask(fresh, '203.0.113.2')).statusCode, 200)
})

test('pages and what is not there are counted too; health checks and webhooks are not', async () => {
  await using world = await createHttpWorld({ limitFactor: once })
  for (const [index, url] of ['/', '/jobs', '/employer', '/me', '/nothing', '/openapi.json'].entries()) {
    const address = `198.51.100.${index}`
    assert.notEqual((await get(world, url, {}, address)).statusCode, 429, url)
    assert.equal((await get(world, url, {}, address)).statusCode, 429, url)
  }
  for (let turn = 0; turn < 5; turn += 1) assert.equal((await get(world, '/readyz')).statusCode, 200)
})

test('an X-Forwarded-For that no trusted proxy wrote changes nothing', async () => {
  await using world = await createHttpWorld({ limitFactor: once })
  const spoof = (address: string) => get(world, '/api/v1/jobs', { 'x-forwarded-for': address })
  assert.equal((await spoof('192.0.2.1')).statusCode, 200)
  assert.equal((await spoof('192.0.2.2')).statusCode, 429)
})

for (const trustedProxies of [['203.0.113.0/24'], 1] as const)
  test(`behind a proxy (${trustedProxies}) the address is what it wrote last, not what a client put before it`, async () => {
    await using world = await createHttpWorld({ limitFactor: once, trustedProxies })
    const from = (forwarded: string, proxy?: string) =>
      get(world, '/api/v1/jobs', { 'x-forwarded-for': forwarded }, proxy)
    assert.equal((await from('192.0.2.1')).statusCode, 200)
    assert.equal((await from('192.0.2.2')).statusCode, 200)
    assert.equal((await from('198.51.100.9, 192.0.2.1')).statusCode, 429)
    if (trustedProxies !== 1) {
      assert.equal((await from('192.0.2.3', '192.0.2.200')).statusCode, 200)
      assert.equal((await from('192.0.2.4', '192.0.2.200')).statusCode, 429)
    }
  })

test('whoever has many addresses of one IPv6 network has one count', async () => {
  await using world = await createHttpWorld({ limitFactor: once })
  assert.equal((await get(world, '/api/v1/jobs', {}, '2001:db8::1')).statusCode, 200)
  assert.equal((await get(world, '/api/v1/jobs', {}, '2001:db8::2:1')).statusCode, 429)
  assert.equal((await get(world, '/api/v1/jobs', {}, '2001:db8:0:1::1')).statusCode, 200)
})

const skip = findRedisServer() ? false : 'no redis-server: set REDIS_SERVER or put it on the PATH'
test('two servers on one Redis share what an address may do, and its end breaks no request', { skip }, async () => {
  const redis = await startRedis()
  const caches = await Promise.all([openRedisCache({ url: redis.url }), openRedisCache({ url: redis.url })])
  const [one, other] = await Promise.all(caches.map((cache) => createHttpWorld({ limitFactor: 1 / 10, cache })))
  assert.ok(one && other)
  const wish = (world: HttpWorld) =>
    client(world)
      .send('POST', '/password/forgotten', { email: 'nobody@example.org' })
      .then(({ statusCode }) => statusCode)
  try {
    // Three an hour.
    assert.deepEqual([await wish(one), await wish(other), await wish(one), await wish(other)], [204, 204, 204, 429])
    await redis.kill()
    for (const world of [one, other])
      assert.deepEqual(
        [await wish(world), await wish(world), await wish(world), await wish(world)],
        [204, 204, 204, 429],
      )
  } finally {
    await redis.kill()
    for (const each of [one, other, ...caches]) await each[Symbol.asyncDispose]()
  }
})
