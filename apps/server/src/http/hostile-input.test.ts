import assert from 'node:assert/strict'
import diagnostics from 'node:diagnostics_channel'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { ProblemCode } from '@rolecall/contract/api/problem-code'
import type { Route } from '@rolecall/contract/api/route'
import { type RouteName, routes } from '@rolecall/contract/api/routes'
import { StaffRole } from '@rolecall/core/model/staff'
import fc from 'fast-check'
import { allows } from '../access/policy.ts'
import { client, type EmployerClient, sameOrigin, signIn } from './testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from './testing/http-world.ts'
import { addEmployer, idOf } from './testing/people.ts'
import { addStaffMember, staffSignIn } from './testing/staff.ts'

const tries = 100
const names = Object.keys(routes).filter((name): name is RouteName => name in routes)
/** The one that streams for ever, and those that would end the sessions in use. */
const asked = names.filter((name) => !['followEvents', 'signOut', 'endSession'].includes(name))

let world: HttpWorld
/** Connections that this process opened. */
let opened = 0
const channel = diagnostics.channel('net.client.socket')
const count = () => {
  opened += 1
}
let employer: EmployerClient
let organisationId: string
const staff = new Map<StaffRole, EmployerClient>()
before(async () => {
  world = await createHttpWorld()
  channel.subscribe(count)
  const owner = await addEmployer(world, 1)
  organisationId = owner.organisationId
  employer = await signIn(world, owner)
  for (const [index, role] of StaffRole.options.entries())
    staff.set(role, await staffSignIn(world, await addStaffMember(world, index + 2, role)))
})
after(() => {
  channel.unsubscribe(count)
  return world[Symbol.asyncDispose]()
})

/** Whoever may call it. */
const callerOf = (name: RouteName): EmployerClient => {
  if (routes[name].surface !== 'operator') return employer
  const role = StaffRole.options.find((each) => allows(each, name))
  return (role && staff.get(role)) ?? employer
}

/** What attackers put into fields: SQL, operators of MongoDB, prototypes, templates, paths, control characters, too much. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    "' or 1=1 --",
    '"; drop table users; --',
    { $ne: null },
    { $gt: '' },
    { $where: 'sleep(1000)' },
    ['x', { $regex: '.*' }],
    { constructor: { prototype: { admin: true } } },
    '<script>alert(1)</script>',
    '{{7*7}}',
    '../../../etc/passwd',
    'http://127.0.0.1:9/',
    'http://[::ffff:127.0.0.1]:9/',
    'http://2130706433:9/',
    'http://169.254.169.254/latest/meta-data/',
    '\u0000\u001b[31m\r\nset-cookie: a=b',
    '\ud800',
    'x'.repeat(20_000),
    -1,
    1e308,
    null,
    true,
  ),
  fc.jsonValue({ maxDepth: 3 }),
)
const ids = (name: string) => {
  if (name === 'reportId') return 'rep:job_x:usr_x:2026-11-25'
  return name === 'organisationId' ? organisationId : idOf(idKinds[name] ?? 'jobs', 99)
}
const idKinds: Readonly<Record<string, Parameters<typeof idOf>[0]>> = {
  applicationId: 'applications',
  sessionId: 'sessions',
  userId: 'users',
  clientId: 'apiClients',
}

const fieldsOf = (schema: Route['body']): readonly string[] => Object.keys(schema?.shape ?? {})
const objectOf = (fields: readonly string[]) =>
  fc.dictionary(fc.oneof(fc.constantFrom(...fields, 'role', 'id', 'revision'), fc.string({ maxLength: 5 })), hostile)

const documented = async (): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const { paths } = (await world.app.inject('/openapi.json')).json()
  const operations = Object.values(paths).flatMap((methods) => Object.values(Object(methods)))
  return new Map(operations.map((each) => [Object(each).operationId, new Set(Object.keys(Object(each).responses))]))
}

for (const name of asked)
  test(`${name} answers whatever it is sent as it is documented, and breaks at nothing`, async () => {
    const route: Route = routes[name]
    const statuses = (await documented()).get(name)
    assert.ok(statuses)
    const sent = fc.record({
      params: fc.array(fc.oneof(fc.constant(undefined), fc.string({ minLength: 1, maxLength: 40 })), { size: 'small' }),
      query: objectOf(fieldsOf(route.query)),
      body: fc.oneof(objectOf(fieldsOf(route.body)), hostile),
    })
    await fc.assert(
      fc.asyncProperty(sent, async ({ params, query, body }) => {
        let index = 0
        const path = route.path.replace(/:(\w+)/g, (_, param: string) => {
          const given = param === 'organisationId' ? undefined : params[index++]
          return encodeURIComponent((given ?? ids(param)).toWellFormed())
        })
        const answer = await send(name, `${path}?${search(query)}`, route.body === undefined ? undefined : body)
        const { statusCode } = answer
        assert.ok(statuses.has(String(statusCode)) || statusCode === 404, `${statusCode}: ${answer.body.slice(0, 300)}`)
        if (statusCode >= 400) assert.ok(ProblemCode.options.includes(answer.json().code), answer.body)
      }),
      { numRuns: tries },
    )
  })

const send = (name: RouteName, url: string, body: unknown) => {
  const browser = callerOf(name)
  const { method } = routes[name]
  return method === 'GET' ? browser.get(url) : browser.send(method, url, body)
}

const search = (query: Readonly<Record<string, unknown>>): string =>
  Object.entries(query)
    .slice(0, 4)
    .map(([key, value]) => [key, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')])
    .map((pair) => pair.map((part) => encodeURIComponent(part.slice(0, 500).toWellFormed())).join('='))
    .join('&')

test('after all that no role, no organisation and no user has changed', async () => {
  assert.equal((await employer.get(`/organisations/${organisationId}/members`)).json().items.length, 1)
  assert.equal((await client(world).get('/session')).json().user, null)
  assert.equal(Object.hasOwn(Object.prototype, 'admin'), false)
})

test('nor was anybody asked: whatever address stood in a field, no connection was opened', () => {
  assert.equal(opened, 0)
  connect(9, '127.0.0.1').on('error', () => undefined)
  assert.equal(opened, 1, 'one would have been counted')
})

test('no operation that changes something takes it from another site, whoever is signed in', async () => {
  for (const name of names.filter((each) => routes[each].method !== 'GET')) {
    const { method, path } = routes[name]
    const url = `/api/v1${path.replace(/:(\w+)/g, (_, param: string) => ids(param))}`
    const cookies = Object.fromEntries(callerOf(name).cookies)
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      {},
      { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
    ]) {
      const answer = await world.app.inject({ method, url, cookies, headers, payload: '{}' })
      assert.ok([403, 415].includes(answer.statusCode), `${name}: ${answer.statusCode}`)
    }
    const form = await world.app.inject({
      method,
      url,
      cookies,
      headers: { ...sameOrigin, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'a=b',
    })
    if (method !== 'DELETE') assert.equal(form.statusCode, 415, name)
  }
})
