import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route } from '@rolecall/contract/api/route'
import { routes } from '@rolecall/contract/api/routes'
import { Problem } from '@rolecall/contract/problem'
import { type Store, StoreUnavailable } from '@rolecall/core/ports/store'
import { originOf } from '../assets/asset-origin.ts'
import { client, posting, sameOrigin, signIn } from './testing/employer-client.ts'
import { createHttpWorld, type HttpWorld, publicUrl } from './testing/http-world.ts'
import { addEmployer } from './testing/people.ts'

const all: readonly (readonly [string, Route])[] = Object.entries(routes)
const json = { 'content-type': 'application/json', ...sameOrigin }
const post = (world: HttpWorld, payload: string | Buffer, headers: Record<string, string> = json) =>
  world.app.inject({ method: 'POST', url: '/api/v1/session', payload, headers })

test('every operation is documented, with each status that it can answer', async () => {
  await using world = await createHttpWorld()
  const document = (await world.app.inject('/openapi.json')).json()
  assert.equal(document.openapi, '3.1.1')
  for (const [name, { method, path, success, problems }] of all) {
    const documented = document.paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]
    assert.equal(documented?.operationId, name)
    for (const status of [success.status, 400, 500, 503]) assert.ok(documented.responses[status]?.description, name)
    const described = JSON.stringify(documented.responses)
    for (const code of problems) assert.ok(described.includes(code), `${name} ${code}`)
  }
})

test('whatever is wrong with a request is a problem with a stable code, and no 5xx', async () => {
  await using world = await createHttpWorld()
  const cases = [
    [await post(world, '{"email": '), 400, 'bad-json'],
    [await post(world, '{"email":"a@b.c","email":"d@e.f","password":"x"}'), 400, 'bad-json'],
    [await post(world, '{"email":"a@b.c","password":"x","__proto__":{"a":1}}'), 400, 'bad-json'],
    [await post(world, '['.repeat(100_000)), 400, 'bad-json'],
    [await post(world, '['.repeat(1_000_000)), 413, 'too-large'],
    [await post(world, '"x"'), 400, 'invalid-fields'],
    [await post(world, ''), 400, 'invalid-fields'],
    [await post(world, '{"email":{"$ne":null},"password":["x"]}'), 400, 'invalid-fields'],
    [await post(world, '{}', { ...json, 'content-type': 'text/plain' }), 415, 'unsupported-media-type'],
    [
      await post(world, 'a=b', { ...json, 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported-media-type',
    ],
    [await world.app.inject('/api/v1/nothing'), 404, 'not-found'],
    [await world.app.inject('/api/v1/jobs/%ff'), 400, 'bad-request'],
    [await world.app.inject('/api/v1/jobs/job_1'), 404, 'not-found'],
    [await world.app.inject('/api/v1/jobs?q=a&q=b'), 400, 'invalid-fields'],
    [await world.app.inject('/api/v1/jobs?page=-1'), 400, 'invalid-fields'],
  ] as const
  for (const [index, [answer, status, code]] of cases.entries()) {
    assert.equal(answer.statusCode, status, `${index} ${answer.body}`)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    assert.equal(Problem.parse(answer.json()).code, code, String(index))
  }
})

test('a field that a body does not know is refused by name', async () => {
  await using world = await createHttpWorld()
  const answer = await post(world, JSON.stringify({ email: 'a@b.c', password: 'x', role: 'owner' }))
  assert.deepEqual(answer.json().errors, [
    { pointer: '/role', code: 'unknown-field', detail: 'is not a field of this body' },
  ])
})

test('a posting full of emoji is taken and comes back as it was', async () => {
  await using world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const words = '👩🏽‍🍳🍳'.repeat(10)
  const made = await employer.send('POST', `/organisations/${organisationId}/jobs`, {
    posting: posting({ title: words, description: { text: words, language: 'en' } }),
    publish: true,
  })
  assert.equal(made.statusCode, 201, made.body)
  assert.equal(made.json().posting.title, words)
  assert.equal((await world.app.inject(made.json().publicUrl.replace(publicUrl, ''))).statusCode, 200)
})

test('nothing is changed on behalf of another site', async () => {
  await using world = await createHttpWorld()
  const tries: readonly (readonly [Record<string, string>, number])[] = [
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: publicUrl }, 403],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 403],
    [{ origin: publicUrl }, 401],
    [{ 'sec-fetch-site': 'same-origin' }, 401],
  ]
  for (const [headers, status] of tries) {
    const body = JSON.stringify({ email: 'a@b.c', password: 'x' })
    const answer = await post(world, body, { 'content-type': 'application/json', ...headers })
    assert.equal(answer.statusCode, status, JSON.stringify(headers))
  }
})

test('every answer says what a browser may do with it', async () => {
  await using world = await createHttpWorld()
  for (const url of ['/', '/api/v1/session', '/api/v1/nothing', '/livez', '/employer']) {
    const { headers } = await world.app.inject(url)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /script-src 'self';/, url)
    assert.match(policy, /object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/, url)
    assert.doesNotMatch(policy, /unsafe-inline/)
    assert.match(policy, /require-trusted-types-for 'script';trusted-types 'none';report-uri \/policy-reports$/, url)
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.match(String(headers['strict-transport-security']), /max-age=31536000; includeSubDomains/)
  }
})

test('scripts and styles of another origin may come from the folder that was pushed alone', async () => {
  await using world = await createHttpWorld({
    assets: originOf('https://cdn.example/app', { '/assets/a-1.js': 'sha384-a' }),
  })
  const policy = String((await world.app.inject('/')).headers['content-security-policy'])
  for (const directive of ['script-src', 'style-src', 'font-src', 'img-src'])
    assert.match(policy, new RegExp(`${directive} 'self' https://cdn\\.example/app/assets/[ ;]`))
  assert.match(policy, /script-src [^;]* 'sha256-[\w+/]{43}='/)
  for (const directive of ['default-src', 'connect-src', 'form-action'])
    assert.match(policy, new RegExp(`${directive} 'self';`))
})

test('a store that cannot be reached is a 503 that tells nothing of it', async () => {
  const broken = (real: Store): Store => ({
    ...real,
    find: () => Promise.reject(new StoreUnavailable('disk at /secret/path is full')),
    ping: () => Promise.reject(new StoreUnavailable('disk at /secret/path is full')),
  })
  await using world = await createHttpWorld({ store: broken })
  for (const answer of [
    await client(world).send('POST', '/session', { email: 'a@b.c', password: 'x' }),
    await world.app.inject('/readyz'),
  ]) {
    assert.deepEqual([answer.statusCode, answer.json().code], [503, 'unavailable'])
    assert.doesNotMatch(answer.body, /secret/)
  }
  assert.equal((await world.app.inject('/livez')).statusCode, 200)
})

test('what nobody thought of is a 500 without a word of the cause', async () => {
  const broken = (real: Store): Store => ({ ...real, get: () => Promise.reject(new TypeError('secret of the house')) })
  await using world = await createHttpWorld({ store: broken })
  const answer = await client(world).get(`/jobs/job_${'0'.repeat(26)}`)
  assert.deepEqual([answer.statusCode, answer.json().code], [500, 'internal'])
  assert.doesNotMatch(answer.body, /secret|TypeError/)
})

test('the process is ready only once it has read what it needs', async () => {
  let ready = false
  await using world = await createHttpWorld({ ready: () => ready })
  assert.equal((await world.app.inject('/readyz')).statusCode, 503)
  ready = true
  assert.equal((await world.app.inject('/readyz')).statusCode, 200)
})
