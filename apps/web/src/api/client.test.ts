import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { routes } from '@rolecall/contract/api/routes'
import { ApiProblem, addressOf, call } from './client.ts'

afterEach(() => mock.restoreAll())

const answer = (status: number, body: unknown) =>
  mock.method(globalThis, 'fetch', async () => new Response(JSON.stringify(body), { status }))

test('an address has its parameters and the query that is given', () => {
  const address = addressOf(routes.listJobs, { organisationId: 'org_1' }, { limit: 100, after: undefined })
  assert.equal(address, '/api/v1/organisations/org_1/jobs?limit=100')
})

test('an answer is what its schema says', async () => {
  answer(200, { items: [{ id: 'cook', label: 'Cook', isco: '5120', more: true }] })
  const found = await call(routes.findOccupations, { query: { q: 'cook' } })
  assert.deepEqual(found, { items: [{ id: 'cook', label: 'Cook', isco: '5120' }] })
})

test('a problem keeps its code and its fields', async () => {
  const errors = [{ pointer: '/email', code: 'required', detail: 'is missing' }]
  answer(400, { type: 'about:blank', title: 'No', status: 400, code: 'invalid-fields', errors })
  const refused = await call(routes.signIn, { body: { email: '', password: '' } }).catch((error: unknown) => error)
  assert.ok(refused instanceof ApiProblem)
  assert.deepEqual([refused.code, refused.errors], ['invalid-fields', errors])
})

test('a server that cannot be reached, or that answers with a page, is a problem too', async () => {
  mock.method(globalThis, 'fetch', async () => Promise.reject(new TypeError('failed')))
  await assert.rejects(call(routes.whoAmI, {}), { code: 'offline' })
  mock.restoreAll()
  mock.method(globalThis, 'fetch', async () => new Response('<html>', { status: 502 }))
  await assert.rejects(call(routes.whoAmI, {}), { code: 'unavailable' })
})
