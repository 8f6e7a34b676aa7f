import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ApiScope } from '@rolecall/contract/api/api-clients'
import { type RouteName, routes } from '@rolecall/contract/api/routes'
import { StaffRole } from '@rolecall/core/model/staff'
import { makeClient, programWith, tokenOf } from '../http/testing/api-client.ts'
import { client, type EmployerClient, signIn } from '../http/testing/employer-client.ts'
import { personBrowser } from '../http/testing/everyone.ts'
import { createHttpWorld, type HttpWorld } from '../http/testing/http-world.ts'
import { addEmployer, addPerson, idOf } from '../http/testing/people.ts'
import { addStaffMember, staffSignIn } from '../http/testing/staff.ts'
import { allows } from './policy.ts'
import { roleMatrix, scopeMatrix } from './role-matrix.ts'

const names = Object.keys(routes).filter((name): name is RouteName => name in routes)

test('docs/roles.md shows every operation against every role as the policy has it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/roles.md'), 'utf8')
  assert.ok(page.includes(roleMatrix()), `put this table into docs/roles.md:\n${roleMatrix()}`)
})

test('the documented scopes are those that the policy grants', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/roles.md'), 'utf8')
  assert.ok(page.includes(scopeMatrix()), `put this table into docs/roles.md:\n${scopeMatrix()}`)
})

test('no scope lets a program do what is about people at work, sign-ins or other programs', () => {
  for (const name of names.filter((each) => routes[each].surface !== 'public'))
    if (/Member|Session|Password|ApiClient|Staff|Log|Events/i.test(name))
      assert.equal(allows('client', name, ApiScope.options), false, name)
})

/** The status and the code of an operation that is sent nothing but ids. */
const call = async (browser: EmployerClient, name: RouteName, organisationId: string) => {
  const { method, path } = routes[name]
  const ids: Readonly<Record<string, string>> = {
    organisationId,
    jobId: idOf('jobs', 99),
    applicationId: idOf('applications', 99),
    sessionId: idOf('sessions', 99),
    passkeyId: idOf('passkeys', 99),
    invitationId: 'x'.repeat(43),
    userId: idOf('users', 99),
    reportId: 'rep:job_x:usr_x:2026-11-25',
    clientId: idOf('apiClients', 99),
    taskId: 'deliver:out_x',
  }
  const url = path.replace(/:(\w+)/g, (_, param: string) => ids[param] ?? '')
  const answer = await (method === 'GET' ? browser.get(url) : browser.send(method, url, {}))
  return `${answer.statusCode} ${answer.body.startsWith('{') ? answer.json().code : ''}`
}

/** Each operation but the one that streams for ever, and the one that would end the session in use. */
const asked = names.filter((name) => name !== 'followEvents' && name !== 'signOut')
const refusedTo = async (browser: EmployerClient, organisationId: string, code: string): Promise<readonly string[]> => {
  const refused: string[] = []
  for (const name of asked) if ((await call(browser, name, organisationId)) === code) refused.push(name)
  return refused
}
const employerRoutes = asked.filter((name) => routes[name].surface === 'employer')
/** Operations that are asked for what is not there. */
const absent: readonly RouteName[] = ['readJob', 'endSession', 'removePasskey']
const setUp = async (): Promise<HttpWorld> => createHttpWorld()

for (const role of ['owner', 'recruiter', 'reviewer'] as const)
  test(`the running server refuses a ${role} what the policy refuses, and nothing else`, async () => {
    await using world = await setUp()
    const member = await addEmployer(world, 1, { role })
    const refused = await refusedTo(await signIn(world, member), member.organisationId, '403 not-allowed')
    const expected = asked
      .filter((name) => routes[name].surface !== 'operator')
      .filter((name) => !allows(routes[name].surface === 'employer' ? role : 'user', name))
    assert.deepEqual(refused, expected)
  })

for (const role of StaffRole.options)
  test(`the running server refuses to ${role} staff what the policy refuses, and shows them no organisation's pages`, async () => {
    await using world = await setUp()
    const { organisationId } = await addEmployer(world, 1)
    const browser = await staffSignIn(world, await addStaffMember(world, 2, role))
    const operator = asked.filter((name) => routes[name].surface === 'operator')
    assert.deepEqual(
      await refusedTo(browser, organisationId, '403 not-allowed'),
      operator.filter((name) => !allows(role, name)),
    )
    const hidden = await refusedTo(browser, organisationId, '404 not-found')
    assert.ok(employerRoutes.every((name) => hidden.includes(name)))
  })

test('to the owner of another organisation there is nothing, whatever they ask', async () => {
  await using world = await setUp()
  const [stranger, other] = [await addEmployer(world, 1), await addEmployer(world, 2)]
  assert.deepEqual(await refusedTo(await signIn(world, stranger), other.organisationId, '404 not-found'), [
    ...asked.filter(
      (name) => absent.includes(name) || routes[name].surface === 'operator' || employerRoutes.includes(name),
    ),
  ])
})

test('a visitor is asked to sign in for all that the policy refuses to visitors', async () => {
  await using world = await setUp()
  const { organisationId } = await addEmployer(world, 1)
  assert.deepEqual(
    await refusedTo(client(world), organisationId, '401 not-signed-in'),
    asked.filter((name) => !allows('visitor', name)),
  )
})

test('the running server asks a person to sign in for all that the policy refuses to persons', async () => {
  await using world = await setUp()
  const { organisationId } = await addEmployer(world, 1)
  const browser = await personBrowser(world, await addPerson(world, 2))
  assert.deepEqual(
    await refusedTo(browser, organisationId, '401 not-signed-in'),
    asked.filter((name) => !allows('person', name)),
  )
})

test('to a user who belongs to no organisation there is nothing but what the policy allows to users', async () => {
  await using world = await setUp()
  const [{ userId, email }, { organisationId }] = [await addEmployer(world, 1), await addEmployer(world, 2)]
  const { items } = await world.store.find('memberships', { index: 'user', where: [userId], limit: 1 })
  await world.put({ op: 'delete', collection: 'memberships', id: items[0]?.doc.id ?? '', expected: 1 })
  const browser = await signIn(world, { email })
  assert.deepEqual(
    await refusedTo(browser, organisationId, '404 not-found'),
    asked.filter((name) => absent.includes(name) || !allows('user', name)),
  )
  assert.deepEqual(await refusedTo(browser, organisationId, '403 not-allowed'), [])
})

test('the running server refuses a program what the policy refuses, whatever its scopes', async () => {
  await using world = await setUp()
  const { program, organisationId } = await addProgram(world, ApiScope.options)
  const refused = [
    ...(await refusedTo(program, organisationId, '401 not-signed-in')),
    ...(await refusedTo(program, organisationId, '403 not-allowed')),
  ]
  const expected = asked.filter((name) => !allows('client', name, ApiScope.options))
  assert.deepEqual(refused.toSorted(), expected.toSorted())
})

for (const scope of ApiScope.options)
  test(`a program whose token has ${scope} alone lacks a scope for what the others cover, and for nothing else`, async () => {
    await using world = await setUp()
    const { program, organisationId } = await addProgram(world, [scope])
    assert.deepEqual(
      await refusedTo(program, organisationId, '403 insufficient-scope'),
      asked.filter((name) => allows('client', name, ApiScope.options) && !allows('client', name, [scope])),
    )
  })

/** A program of an organisation, called like a browser. */
const addProgram = async (world: HttpWorld, scopes: readonly ApiScope[]) => {
  const owner = await addEmployer(world, 1)
  const made = await makeClient(await signIn(world, owner), owner.organisationId, { scopes })
  const { call } = programWith(world, await tokenOf(world, made))
  const program: EmployerClient = { cookies: new Map(), get: (path) => call('GET', path), send: call }
  return { program, organisationId: owner.organisationId }
}
