import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Log } from '../log.ts'
import { client, sameOrigin } from './testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from './testing/http-world.ts'

/** What the world's log is told from now on. */
const toldIn = ({ deps }: HttpWorld) => {
  const told: string[] = []
  const keep: Log['info'] = (event, fields) => void told.push(`${event} ${JSON.stringify(fields)}`)
  Object.assign(deps.log, { info: keep, warn: keep })
  return told
}
const quiet = (): Log => ({ info: () => undefined, warn: () => undefined, error: () => undefined })

test('a request without the right, with a wrong body or over its limit is told by route and status alone', async () => {
  await using world = await createHttpWorld({ limitFactor: 0.5, log: quiet() })
  const told = toldIn(world)
  const visitor = client(world)
  await visitor.get('/organisations/org_canary/jobs')
  await visitor.send('POST', '/session', { email: 'canary@example.org', password: 'canary', role: 'owner' })
  await world.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: '{}',
    headers: { 'content-type': 'text/plain' },
  })
  for (let tries = 0; tries < 51; tries += 1)
    await visitor.send('POST', '/session', { email: 'canary@example.org', password: 'canary words' })
  const refused = told.filter((line) => line.startsWith('http.refused'))
  for (const [route, status] of [
    ['/api/v1/organisations/:organisationId/jobs', 401],
    ['/api/v1/session', 400],
    ['/api/v1/session', 403],
    ['/api/v1/session', 429],
  ] as const)
    assert.ok(
      refused.some((line) => line.includes(`"route":"${route}","status":${status}`)),
      `${route} ${status}`,
    )
  assert.doesNotMatch(told.join(), /canary/)
})

test('a page that is not there, and what is answered, are not told', async () => {
  await using world = await createHttpWorld({ log: quiet() })
  const told = toldIn(world)
  for (const url of ['/', '/nothing', '/jobs']) await world.app.inject({ url, headers: { accept: 'text/html' } })
  assert.deepEqual(told, [])
})

const report = (fields: object, type = 'application/csp-report') => ({
  method: 'POST' as const,
  url: '/policy-reports',
  headers: { 'content-type': type, ...sameOrigin },
  payload: JSON.stringify({ 'csp-report': fields }),
})

test('a browser tells of a page that broke its policy, and the log gets what was blocked without an address', async () => {
  await using world = await createHttpWorld({ log: quiet() })
  const told = toldIn(world)
  const broken = { 'effective-directive': 'script-src-elem', 'blocked-uri': 'https://evil.example/canary' }
  const more = { 'document-uri': 'http://localhost/me/email/stop/canary', 'script-sample': 'canary' }
  assert.equal((await world.app.inject(report({ ...broken, ...more }))).statusCode, 204)
  assert.equal((await world.app.inject(report({ 'violated-directive': 'canary\n{}' }))).statusCode, 204)
  assert.deepEqual(told, [
    'policy.broken {"directive":"script-src-elem","blocked":"https"}',
    'policy.broken {"directive":"canary","blocked":"unknown"}',
  ])
})

test('what is no report is refused, and reports are limited', async () => {
  await using world = await createHttpWorld({ log: quiet(), limitFactor: 1 })
  const tries = [
    { ...report({}), payload: 'x' },
    { ...report({}), payload: '[]' },
    { ...report({}), payload: JSON.stringify({ 'csp-report': 'x'.repeat(20_000) }) },
    report({}, 'text/plain'),
  ]
  const statuses = []
  for (const one of tries) statuses.push((await world.app.inject(one)).statusCode)
  assert.deepEqual(statuses, [400, 400, 413, 415])
  for (let sent = 0; sent < 56; sent += 1) await world.app.inject(report({}))
  assert.equal((await world.app.inject(report({}))).statusCode, 429)
})
