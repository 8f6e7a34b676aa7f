import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route } from '@rolecall/contract/api/route'
import { type RouteName, routes } from '@rolecall/contract/api/routes'
import { posting } from './testing/employer-client.ts'
import { createHttpWorld } from './testing/http-world.ts'
import { addSide, type Side } from './testing/two-organisations.ts'

const all: readonly (readonly [string, Route])[] = Object.entries(routes)
const ofEmployers = all.filter(([, { surface }]) => surface === 'employer')

const {
  title: _t,
  description: _d,
  questions: _q,
  openings: _o,
  answerDays: _a,
  expiresOn: _e,
  ...estimated
} = posting()

/** A body that each operation takes; the test fails where a new one has none here. */
const bodies = (side: Side): Partial<Record<RouteName, unknown>> => ({
  createJob: { posting: posting(), publish: true },
  estimateJob: estimated,
  previewImport: { file: Buffer.from('Title\nCook').toString('base64') },
  editJob: { posting: posting(), revision: 1 },
  setJobState: { state: 'paused' },
  invitePerson: { personId: side.personId },
  inviteMember: { email: 'new@example.org', role: 'reviewer' },
  createApiClient: { name: 'Payroll bridge', scopes: ['jobs:read'] },
  rotateApiClient: {},
  changeMemberRole: { role: 'reviewer' },
  moveApplication: { state: 'shortlisted' },
  sendMessage: { text: 'Can you come on Monday?' },
  reportPerson: { reason: 'rude' },
})
const bodyOf = (name: string, side: Side): unknown => Object.entries(bodies(side)).find(([key]) => key === name)?.[1]

const call = (caller: Side, [name, { method, path }]: readonly [string, Route], ids: Record<string, string>) => {
  const url = path.replace(/:(\w+)/g, (_, key: string) => ids[key] ?? '')
  return method === 'GET' ? caller.employer.get(url) : caller.employer.send(method, url, bodyOf(name, caller))
}

test("another organisation's ids lead nowhere, in any operation and any mixture", async () => {
  await using world = await createHttpWorld()
  const [own, other] = [await addSide(world, 1, 'canaryone'), await addSide(world, 2, 'canarytwo')]
  const before = await snapshot(world.store, other)
  for (const route of ofEmployers) {
    if (route[1].body !== undefined) assert.ok(bodyOf(route[0], own), `${route[0]} has a body here`)
    for (const ids of mixtures(own, other, Object.keys(route[1].params?.shape ?? {}))) {
      const answer = await call(own, route, ids)
      assert.equal(answer.statusCode, 404, `${route[0]} ${JSON.stringify(ids)} ${answer.body}`)
      assert.equal(answer.json().code, 'not-found')
      assert.doesNotMatch(answer.body, /canarytwo/)
    }
  }
  assert.deepEqual(await snapshot(world.store, other), before)
})

test("what an organisation reads of its own holds nothing of another's", async () => {
  await using world = await createHttpWorld()
  const own = await addSide(world, 1, 'canaryone')
  await addSide(world, 2, 'canarytwo')
  for (const route of ofEmployers) {
    if (route[1].method !== 'GET' || route[1].success.stream) continue
    const answer = await call(own, route, own.ids)
    assert.equal(answer.statusCode, 200, `${route[0]} ${answer.body}`)
    if (route[0] !== 'listMatches') assert.doesNotMatch(answer.body, /canarytwo/, route[0])
  }
})

test('whoever is not signed in is told so by every operation of employers', async () => {
  await using world = await createHttpWorld()
  const side = await addSide(world, 1, 'canaryone')
  for (const [name, route] of ofEmployers) {
    const url = `/api/v1${route.path.replace(/:(\w+)/g, (_, key: string) => Object.entries(side.ids).find(([id]) => id === key)?.[1] ?? '')}`
    const body = bodyOf(name, side)
    const answer = await world.app.inject({
      method: route.method,
      url,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    assert.deepEqual([answer.statusCode, answer.json().code], [401, 'not-signed-in'], name)
  }
})

/** Every way to name the parameters in which at least one id is the other side's. */
const mixtures = (own: Side, other: Side, keys: readonly string[]): Record<string, string>[] => {
  const count = 2 ** keys.length
  return Array.from({ length: count - 1 }, (_, index) =>
    Object.fromEntries(
      keys.map((key, bit) => {
        const { ids } = ((index + 1) >> bit) & 1 ? other : own
        return [key, Object.entries(ids).find(([id]) => id === key)?.[1] ?? '']
      }),
    ),
  )
}

const snapshot = async (
  store: Awaited<ReturnType<typeof createHttpWorld>>['store'],
  { ids }: Side,
): Promise<readonly unknown[]> => [
  await store.get('jobs', ids.jobId),
  await store.get('applications', ids.applicationId),
  await store.find('jobs', { index: 'organisation', where: [ids.organisationId], limit: 100 }),
  await store.find('messages', { index: 'thread', where: [ids.applicationId], limit: 100 }),
  await store.find('reports', { index: 'application', where: [ids.applicationId], limit: 100 }),
]
