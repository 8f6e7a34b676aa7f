import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ApiClientWithSecret } from '@rolecall/contract/api/api-clients'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { accessMs } from '../../access/access-token.ts'
import { overlapMs } from '../../access/api-clients.ts'
import { askToken, basicOf, grantOf, makeClient, programWith, tokenOf } from '../testing/api-client.ts'
import { sameOrigin, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, publicUrl } from '../testing/http-world.ts'
import { addEmployer, idOf } from '../testing/people.ts'

const setUp = async (more?: Parameters<typeof makeClient>[2], options?: Parameters<typeof createHttpWorld>[0]) => {
  const world = await createHttpWorld(options)
  const employer = await addEmployer(world, 1)
  const owner = await signIn(world, employer)
  const { organisationId } = employer
  const client = await makeClient(owner, organisationId, more)
  const clients = `/organisations/${organisationId}/api-clients`
  const jobs = `/organisations/${organisationId}/jobs`
  const read = async (token: string) => (await programWith(world, token).call('GET', jobs)).statusCode
  return { world, employer, owner, organisationId, client, clients, jobs, read }
}
const credentials = { grant_type: 'client_credentials' }

test('an id with its secret, in the form or as HTTP Basic, gets a token of five minutes for its own surface', async () => {
  const { world, client, read } = await setUp({ scopes: ['jobs:write', 'jobs:read'] })
  await using _ = world
  for (const answer of [await askToken(world, grantOf(client)), await askToken(world, credentials, basicOf(client))]) {
    const { access_token: token, ...rest } = answer.json()
    assert.equal(answer.statusCode, 200)
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.deepEqual(rest, { token_type: 'Bearer', expires_in: 300, scope: 'jobs:write jobs:read' })
    const { jti, iat = 0, exp = 0, nbf, ...claims } = decodeJwt(token)
    assert.deepEqual(claims, {
      iss: publicUrl,
      aud: 'rolecall:api',
      sub: client.id,
      client_id: client.id,
      scope: 'jobs:write jobs:read',
    })
    assert.deepEqual([exp - iat, nbf, typeof jti], [300, iat, 'string'])
    const { alg, typ } = decodeProtectedHeader(token)
    assert.deepEqual([alg, typ], ['ES256', 'at+jwt'])
    assert.equal(await read(token), 200)
  }
})

test('a part of the scopes can be asked for, more than the client has can not', async () => {
  const { world, client } = await setUp({ scopes: ['jobs:read', 'matches:read'] })
  await using _ = world
  const part = await askToken(world, { ...grantOf(client), scope: 'matches:read' })
  assert.equal(part.json().scope, 'matches:read')
  for (const scope of ['jobs:write', 'jobs:read jobs:write', 'everything', 'jobs:read  matches:read'])
    assert.deepEqual((await askToken(world, { ...grantOf(client), scope })).json(), { error: 'invalid_scope' }, scope)
})

type Fault = readonly [status: number, error: string, fields: (client: ApiClientWithSecret) => Record<string, string>]
const faults: readonly Fault[] = [
  [400, 'invalid_request', () => ({})],
  [400, 'unsupported_grant_type', (client) => ({ ...grantOf(client), grant_type: 'password' })],
  [400, 'unsupported_grant_type', (client) => ({ ...grantOf(client), grant_type: 'refresh_token' })],
  [401, 'invalid_client', () => credentials],
  [401, 'invalid_client', (client) => ({ ...grantOf(client), client_secret: '' })],
  [401, 'invalid_client', (client) => ({ ...grantOf(client), client_secret: `${client.clientSecret}x` })],
  [401, 'invalid_client', (client) => ({ ...grantOf(client), client_id: idOf('apiClients', 99) })],
  [401, 'invalid_client', (client) => ({ ...grantOf(client), client_id: "' or 1=1 --" })],
]
for (const [index, [status, error, fields]] of faults.entries())
  test(`fault ${index}: what is wrong with a request is told as RFC 6749 has it (${error})`, async () => {
    const { world, client } = await setUp()
    await using _ = world
    const answer = await askToken(world, fields(client))
    assert.deepEqual([answer.statusCode, answer.json()], [status, { error }])
    assert.equal(answer.headers['cache-control'], 'no-store')
  })

test('two methods at once, a broken Basic and fields that come twice are refused', async () => {
  const { world, client } = await setUp()
  await using _ = world
  assert.equal((await askToken(world, grantOf(client), basicOf(client))).json().error, 'invalid_request')
  const other = { ...credentials, client_id: idOf('apiClients', 99) }
  assert.equal((await askToken(world, other, basicOf(client))).json().error, 'invalid_request')
  for (const authorization of ['Basic', 'Basic !!!', 'Basic Og==', `Basic ${btoa('%:%')}`, 'Bearer x', 'Digest y']) {
    const answer = await askToken(world, credentials, { authorization })
    assert.deepEqual([answer.statusCode, answer.json().error], [401, 'invalid_client'], authorization)
    assert.match(String(answer.headers['www-authenticate']), /^Basic /)
  }
  const { client_id: id, client_secret: secret } = grantOf(client)
  const twice = `grant_type=client_credentials&client_id=${id}&client_secret=${secret}&client_secret=${secret}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await world.app.inject({ method: 'POST', url: '/api/v1/token', headers, payload: twice })
  assert.deepEqual([answer.statusCode, answer.json()], [400, { error: 'invalid_request' }])
})

test('forms are taken by this one route, and JSON is not taken by it', async () => {
  const { world, client, owner, clients } = await setUp()
  await using _ = world
  const json = { 'content-type': 'application/json' }
  const payload = JSON.stringify(grantOf(client))
  const answer = await world.app.inject({ method: 'POST', url: '/api/v1/token', headers: json, payload })
  assert.deepEqual([answer.statusCode, answer.json()], [400, { error: 'invalid_request' }])
  const form = { ...sameOrigin, 'content-type': 'application/x-www-form-urlencoded' }
  const cookies = Object.fromEntries(owner.cookies)
  const sent = await world.app.inject({
    method: 'POST',
    url: `/api/v1${clients}`,
    headers: form,
    cookies,
    payload: 'a=b',
  })
  assert.equal(sent.statusCode, 415)
})

test('a new secret leaves the one before valid for a day, and no third', async () => {
  const { world, owner, client, clients } = await setUp()
  await using _ = world
  const rotate = async () => (await owner.send('POST', `${clients}/${client.id}/secrets`, {})).json()
  const works = async (one: ApiClientWithSecret) => (await askToken(world, grantOf(one))).statusCode === 200
  const second = await rotate()
  assert.notEqual(second.clientSecret, client.clientSecret)
  assert.deepEqual([await works(client), await works(second)], [true, true])
  const third = await rotate()
  assert.deepEqual([await works(client), await works(second), await works(third)], [false, true, true])
  world.now += overlapMs - 1
  assert.equal(await works(second), true)
  world.now += 1
  assert.deepEqual([await works(second), await works(third)], [false, true])
})

test('a client that was revoked gets no token, and its tokens open nothing from the next request on', async () => {
  const { world, owner, client, clients, read } = await setUp()
  await using _ = world
  const token = await tokenOf(world, client)
  assert.equal(await read(token), 200)
  assert.equal((await owner.send('DELETE', `${clients}/${client.id}`)).statusCode, 204)
  assert.equal(await read(token), 401)
  assert.deepEqual((await askToken(world, grantOf(client))).json(), { error: 'invalid_client' })
  assert.deepEqual((await owner.get(clients)).json().items, [])
  assert.equal((await owner.send('DELETE', `${clients}/${client.id}`)).statusCode, 204)
})

test('a token ends after five minutes, a client with its time', async () => {
  const { world, client, read } = await setUp({ expiresInDays: 1 })
  await using _ = world
  const first = await tokenOf(world, client)
  world.now += accessMs + 61_000
  assert.equal(await read(first), 401)
  world.now += 86_400_000 - accessMs - 61_000 - 1000
  const late = await tokenOf(world, client)
  assert.equal(await read(late), 200)
  world.now += 1000
  assert.equal(await read(late), 401)
  assert.equal((await askToken(world, grantOf(client))).statusCode, 401)
})

test('a token that was refused says so in WWW-Authenticate', async () => {
  const { world, jobs } = await setUp()
  await using _ = world
  const answer = await programWith(world, 'a.b.c').call('GET', jobs)
  assert.deepEqual([answer.statusCode, answer.json().code], [401, 'not-signed-in'])
  assert.equal(answer.headers['www-authenticate'], 'Bearer error="invalid_token"')
})

test("a program's token is no sign-in, and a sign-in's token is no program's", async () => {
  const { world, client, owner, employer, jobs } = await setUp({ scopes: ['jobs:read', 'jobs:write'] })
  await using _ = world
  const token = await tokenOf(world, client)
  for (const path of ['/sessions', '/operator/staff'])
    assert.equal((await programWith(world, token).call('GET', path)).statusCode, 401, path)
  assert.equal((await programWith(world, token).call('GET', '/session')).json().user, null)
  const session = owner.cookies.get('__Host-rolecall') ?? ''
  assert.equal((await programWith(world, session).call('GET', jobs)).statusCode, 200)
  assert.equal(await world.deps.accessTokens.verifyClient(session), undefined)
  assert.equal(await world.deps.accessTokens.verify(token), undefined)
  const pretended = { clientId: employer.userId, scopes: ['jobs:read'] } as const
  const forged = await world.deps.accessTokens.signClient(pretended)
  assert.equal((await programWith(world, forged).call('GET', jobs)).statusCode, 401)
})

test('a client that asks too often is turned away, however right its secret is', async () => {
  const { world, client } = await setUp({}, { limitFactor: 1 / 20 })
  await using _ = world
  const statuses: number[] = []
  for (let turn = 0; turn < 4; turn += 1) statuses.push((await askToken(world, grantOf(client))).statusCode)
  assert.deepEqual(statuses, [200, 200, 200, 429])
})

test('when a client last got a token is noted, to the minute', async () => {
  const { world, owner, client, clients } = await setUp()
  await using _ = world
  const used = async () => (await owner.get(clients)).json().items[0].lastUsedAt
  assert.equal(await used(), undefined)
  const first = new Date(world.now).toISOString()
  await tokenOf(world, client)
  world.now += 59_000
  await tokenOf(world, client)
  assert.equal(await used(), first)
  world.now += 1000
  await tokenOf(world, client)
  assert.equal(await used(), new Date(world.now).toISOString())
})
