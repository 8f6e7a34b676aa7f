import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiScope } from '@rolecall/contract/api/api-clients'
import { type RouteName, routes } from '@rolecall/contract/api/routes'
import { scopesFor } from '../../access/policy.ts'
import { noteOf } from '../../audit/note.ts'
import { makeClient, type Program, programWith, tokenOf } from '../testing/api-client.ts'
import { posting, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { addApplication, addEmployer, addPerson, idOf } from '../testing/people.ts'

const setUp = async () => {
  const world = await createHttpWorld()
  const employer = await addEmployer(world, 1)
  const owner = await signIn(world, employer)
  const { organisationId } = employer
  const base = `/organisations/${organisationId}`
  const program = async (...scopes: ApiScope[]): Promise<Program> =>
    programWith(world, await tokenOf(world, await makeClient(owner, organisationId, { scopes })))
  return { world, employer, owner, organisationId, base, clients: `${base}/api-clients`, program }
}
const ofEmployers = Object.keys(routes).filter(
  (name): name is RouteName => name in routes && routes[name as RouteName].surface === 'employer',
)
const urlOf = (name: RouteName, organisationId: string): string => {
  const ids: Readonly<Record<string, string>> = {
    organisationId,
    applicationId: idOf('applications', 99),
    userId: idOf('users', 99),
    clientId: idOf('apiClients', 99),
  }
  return routes[name].path.replace(/:(\w+)/g, (_, param: string) => ids[param] ?? idOf('jobs', 99))
}

for (const scope of ApiScope.options)
  test(`a token with ${scope} opens what the scope covers, and for all else it is told what it lacks`, async () => {
    const { world, organisationId, program } = await setUp()
    await using _ = world
    const own = await program(scope)
    for (const name of ofEmployers) {
      const { method } = routes[name]
      const body = method === 'POST' || method === 'PUT' ? {} : undefined
      const answer = await own.call(method, urlOf(name, organisationId), body)
      const needed = scopesFor(name)
      const { code } = answer.body.startsWith('{') ? answer.json() : { code: '' }
      const authenticate = answer.headers['www-authenticate']
      if (needed.includes(scope)) assert.ok(![401, 403].includes(answer.statusCode), `${name} ${answer.body}`)
      else if (needed.length === 0) assert.deepEqual([answer.statusCode, code], [403, 'not-allowed'], name)
      else {
        assert.deepEqual([answer.statusCode, code], [403, 'insufficient-scope'], name)
        assert.equal(authenticate, `Bearer error="insufficient_scope", scope="${needed.join(' ')}"`, name)
      }
    }
  })

test('for a client of another organisation nothing is there, whatever its scopes are', async () => {
  const { world, program } = await setUp()
  await using _ = world
  const other = await addEmployer(world, 2)
  const stranger = await program(...ApiScope.options)
  for (const name of ofEmployers) {
    const { method } = routes[name]
    const body = method === 'POST' || method === 'PUT' ? {} : undefined
    const answer = await stranger.call(method, urlOf(name, other.organisationId), body)
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'not-found'], name)
  }
})

test('an owner of one organisation neither sees, rotates nor revokes the clients of another', async () => {
  const { world, owner, organisationId, base } = await setUp()
  await using _ = world
  const other = await addEmployer(world, 2)
  const stranger = await signIn(world, other)
  const { id } = await makeClient(owner, organisationId)
  const theirs = `/organisations/${other.organisationId}/api-clients`
  assert.deepEqual((await stranger.get(theirs)).json().items, [])
  for (const path of [base, `/organisations/${other.organisationId}`]) {
    assert.equal((await stranger.send('POST', `${path}/api-clients/${id}/secrets`, {})).statusCode, 404)
    assert.equal((await stranger.send('DELETE', `${path}/api-clients/${id}`)).statusCode, 404)
  }
  assert.equal((await owner.get(`${base}/api-clients`)).json().items[0].oldSecretUntil, undefined)
})

test('a secret is told once and stands nowhere else', async () => {
  const { world, owner, organisationId, clients } = await setUp()
  await using _ = world
  const { id, clientSecret } = await makeClient(owner, organisationId)
  assert.match(clientSecret, /^rcs_[\w-]{43}$/)
  const rotated = (await owner.send('POST', `${clients}/${id}/secrets`, {})).json()
  const kept = JSON.stringify([
    (await owner.get(clients)).json(),
    await world.store.get('apiClients', id),
    await world.store.find('tasks', { index: 'state', where: ['ready'], limit: 100 }),
  ])
  for (const secret of [clientSecret, rotated.clientSecret]) assert.ok(!kept.includes(secret.slice(4)))
})

test('names, scopes and times that cannot be are refused, as are more clients than twenty', async () => {
  const { world, owner, organisationId, clients } = await setUp()
  await using _ = world
  for (const body of [
    { name: '', scopes: ['jobs:read'] },
    { name: 'Bridge', scopes: [] },
    { name: 'Bridge', scopes: ['members:write'] },
    { name: 'Bridge', scopes: ['jobs:read'], expiresInDays: 0 },
    { name: 'Bridge', scopes: ['jobs:read'], expiresInDays: 1000 },
    { name: 'Bridge', scopes: ['jobs:read'], organisationId: 'org_1' },
  ])
    assert.equal((await owner.send('POST', clients, body)).json().code, 'invalid-fields', JSON.stringify(body))
  for (let count = 0; count < 20; count += 1) await makeClient(owner, organisationId)
  const over = await owner.send('POST', clients, { name: 'Bridge', scopes: ['jobs:read'] })
  assert.deepEqual([over.statusCode, over.json().code], [409, 'too-many-clients'])
})

test('a program posts a job, reads who applied and answers, and stands in the histories under its name', async () => {
  const { world, owner, organisationId, base, program } = await setUp()
  await using _ = world
  const own = await program(...ApiScope.options)
  const key = { 'idempotency-key': 'import-7f3a-0001' }
  const body = { posting: posting(), publish: true }
  const posted = await own.call('POST', `${base}/jobs`, body, key)
  assert.equal(posted.statusCode, 201, posted.body)
  assert.equal((await own.call('POST', `${base}/jobs`, body, key)).body, posted.body)
  const jobId = posted.json().id
  await world.changed({ collection: 'jobs', id: jobId })
  const personId = await addPerson(world, 1)
  const applicationId = await addApplication(world, 1, { jobId, personId, organisationId })
  const list = await own.call('GET', `${base}/jobs/${jobId}/applications`)
  assert.deepEqual(
    list.json().items.map(({ id }: { id: string }) => id),
    [applicationId],
  )
  const moved = await own.call('POST', `${base}/applications/${applicationId}/moves`, { state: 'shortlisted' })
  assert.equal(moved.statusCode, 200, moved.body)
  const { history } = (await owner.get(`${base}/applications/${applicationId}`)).json()
  assert.deepEqual(history.at(-1).by, { kind: 'client', name: 'Payroll bridge' })
  assert.equal((await owner.get(`${base}/jobs/${jobId}`)).json().history[0].by, 'Payroll bridge')
})

test('what is done to clients, and what they do, is written down with who did it', async () => {
  const { world, employer, owner, organisationId, base, clients } = await setUp()
  await using _ = world
  const client = await makeClient(owner, organisationId, { scopes: ['jobs:write'] })
  await programWith(world, await tokenOf(world, client)).call('POST', `${base}/jobs`, { posting: posting() })
  await owner.send('POST', `${clients}/${client.id}/secrets`, {})
  await owner.send('DELETE', `${clients}/${client.id}`)
  const notes = await notesIn(world)
  for (const [action, detail] of [
    ['client.create', 'jobs:write'],
    ['client.rotate', undefined],
    ['client.revoke', undefined],
  ] as const) {
    const note = notes.find((each) => each.action === action)
    assert.deepEqual([note?.actorKind, note?.actorId, note?.subjectId], ['user', employer.userId, client.id], action)
    assert.deepEqual([note?.organisationId, note?.detail], [organisationId, detail], action)
  }
  const posted = notes.find(({ action }) => action === 'job.create')
  assert.deepEqual([posted?.actorKind, posted?.actorId, posted?.role], ['client', client.id, 'client'])
})

const notesIn = async ({ store }: HttpWorld) => {
  const { items } = await store.find('tasks', { index: 'state', where: ['ready'], limit: 100 })
  return items.flatMap(({ doc }) => (doc.queue === 'record' ? [noteOf(doc)] : []))
}

test('the interface describes how a program signs in, and which scope each operation needs', async () => {
  const { world } = await setUp()
  await using _ = world
  const document = (await world.app.inject('/openapi.json')).json()
  const { client } = document.components.securitySchemes
  assert.equal(client.flows.clientCredentials.tokenUrl, '/api/v1/token')
  assert.deepEqual(Object.keys(client.flows.clientCredentials.scopes), ApiScope.options)
  const path = document.paths['/api/v1/organisations/{organisationId}/jobs']
  assert.deepEqual(path.post.security.at(-1), { client: ['jobs:write'] })
  const token = document.paths['/api/v1/token'].post
  assert.deepEqual(Object.keys(token.requestBody.content), ['application/x-www-form-urlencoded'])
})
