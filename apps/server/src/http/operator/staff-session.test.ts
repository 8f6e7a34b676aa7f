import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runStaff } from '../../commands/run-staff.ts'
import type { Passwords } from '../../flows/parts/passwords.ts'
import { enrolForMs } from '../../flows/staff/add-staff.ts'
import { client, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld, password, quickPasswords } from '../testing/http-world.ts'
import { addEmployer, idOf } from '../testing/people.ts'
import { addStaffMember, codeAt, staffSignIn } from '../testing/staff.ts'

/** The token of the link that the command prints for the first administrator. */
const firstLink = async (world: HttpWorld): Promise<string> => {
  const lines: string[] = []
  const args = ['add', 'Root@example.org', 'Root', 'administrator']
  assert.equal(await runStaff(world.deps, args, (line) => lines.push(line)), 0)
  return lines.join(' ').split('#')[1] ?? ''
}
const chosen = 'eight or more'
const attempt = (world: HttpWorld, code: string, more: object = {}) =>
  client(world).send('POST', '/operator/session', { email: 'staff1@example.org', password, code, ...more })

test('the first administrator comes by the link of a command, with a password and a second factor', async () => {
  await using world = await createHttpWorld()
  const token = await firstLink(world)
  const browser = client(world)
  const enrolment = (await browser.send('POST', '/operator/enrolment', { token })).json()
  assert.deepEqual([enrolment.email, enrolment.role], ['root@example.org', 'administrator'])
  assert.match(enrolment.totpUri, /^otpauth:\/\/totp\/Thika%20Job%20Centre:root%40example.org\?/)
  const code = codeAt(world.now, enrolment.totpSecret)
  const done = await browser.send('POST', '/operator/enrolment/finish', { token, password: chosen, code })
  assert.equal(done.json().recoveryCodes.length, 10)
  assert.equal((await browser.get('/operator/session')).json().staff.role, 'administrator')
  world.now += 30_000
  const again = await client(world).send('POST', '/operator/session', {
    email: 'root@example.org',
    password: chosen,
    code: codeAt(world.now, enrolment.totpSecret),
  })
  assert.equal(again.statusCode, 200)
})

test('a link to enrol works once, for a day, and only with a right code', async () => {
  await using world = await createHttpWorld()
  const token = await firstLink(world)
  const finish = (code: string, link = token) =>
    client(world).send('POST', '/operator/enrolment/finish', { token: link, password: chosen, code })
  const { totpSecret } = (await client(world).send('POST', '/operator/enrolment', { token })).json()
  assert.deepEqual((await finish('000000')).json().errors[0].pointer, '/code')
  assert.equal((await finish(codeAt(world.now, totpSecret), `${token.slice(0, -1)}_`)).statusCode, 410)
  assert.equal((await finish(codeAt(world.now, totpSecret))).statusCode, 200)
  world.now += 60_000
  assert.equal((await finish(codeAt(world.now, totpSecret))).json().code, 'link-over')
  const late = await firstLink(world)
  world.now += enrolForMs
  assert.equal((await client(world).send('POST', '/operator/enrolment', { token: late })).statusCode, 410)
})

test('one of the staff cannot choose a password that is easy to guess, and keeps the link', async () => {
  await using world = await createHttpWorld()
  const token = await firstLink(world)
  const { totpSecret } = (await client(world).send('POST', '/operator/enrolment', { token })).json()
  const finish = (wish: string) =>
    client(world).send('POST', '/operator/enrolment/finish', {
      token,
      password: wish,
      code: codeAt(world.now, totpSecret),
    })
  for (const easy of ['volkswagen', 'redskins1999', 'password', 'root@example.org']) {
    const refused = await finish(easy)
    assert.equal(refused.statusCode, 400, easy)
    assert.deepEqual(refused.json().errors, [
      { pointer: '/password', code: 'easy-password', detail: 'is easy to guess' },
    ])
  }
  assert.equal((await finish(chosen)).statusCode, 200)
})

test('without the right password and the right code nobody comes in, and which was wrong is not told', async () => {
  await using world = await createHttpWorld()
  await addStaffMember(world, 1, 'auditor')
  await addEmployer(world, 2)
  const code = codeAt(world.now)
  const answers = [
    await attempt(world, '000000'),
    await attempt(world, code, { password: 'not this one' }),
    await attempt(world, code, { email: 'nobody@example.org' }),
    await attempt(world, code, { email: 'owner2@example.org' }),
  ]
  for (const answer of answers) assert.deepEqual([answer.statusCode, answer.body], [401, answers[0]?.body])
})

test('a code counts once, and for half a minute more on either side', async () => {
  await using world = await createHttpWorld()
  await addStaffMember(world, 1, 'auditor')
  const before = codeAt(world.now - 30_000)
  assert.equal((await attempt(world, before)).statusCode, 200)
  assert.equal((await attempt(world, before)).statusCode, 401)
  assert.equal((await attempt(world, codeAt(world.now))).statusCode, 200)
  assert.equal((await attempt(world, codeAt(world.now + 60_000))).statusCode, 401)
  assert.equal((await attempt(world, codeAt(world.now + 30_000))).statusCode, 200)
})

test('a recovery code counts once, however it is typed', async () => {
  await using world = await createHttpWorld()
  const token = await firstLink(world)
  const { totpSecret } = (await client(world).send('POST', '/operator/enrolment', { token })).json()
  const code = codeAt(world.now, totpSecret)
  const done = await client(world).send('POST', '/operator/enrolment/finish', { token, password: chosen, code })
  const [recovery] = done.json().recoveryCodes
  const root = { email: 'root@example.org', password: chosen }
  assert.equal((await attempt(world, recovery.toUpperCase().replaceAll('-', ' '), root)).statusCode, 200)
  assert.equal((await attempt(world, recovery, root)).statusCode, 401)
})

test('five wrong codes behind a right password are turned away, the right one too', async () => {
  await using world = await createHttpWorld()
  await addStaffMember(world, 1, 'auditor')
  for (let wrong = 0; wrong < 5; wrong += 1) assert.equal((await attempt(world, '000000')).statusCode, 401)
  const right = await attempt(world, codeAt(world.now))
  assert.deepEqual([right.statusCode, right.json().code], [429, 'rate-limited'])
})

test('a sign-in as an employer opens no screen of the staff, and the other way round', async () => {
  await using world = await createHttpWorld()
  const staff = await addStaffMember(world, 1, 'administrator')
  const asEmployer = await signIn(world, staff)
  assert.equal((await asEmployer.get('/operator/session')).json().staff, null)
  assert.equal((await asEmployer.get('/operator/staff')).statusCode, 404)
  const { organisationId } = await addEmployer(world, 2)
  const doc = { id: 'mem_9', userId: staff.userId, organisationId, role: 'owner' as const, createdAt: world.now }
  await world.put({ op: 'put', collection: 'memberships', expected: 'absent', doc })
  const asStaff = await staffSignIn(world, staff)
  assert.equal((await asStaff.get('/operator/staff')).statusCode, 200)
  assert.equal((await asStaff.get(`/organisations/${organisationId}/jobs`)).statusCode, 404)
})

test('one whose work has ended is out with the next request', async () => {
  await using world = await createHttpWorld()
  const [admin, auditor] = [await addStaffMember(world, 1, 'administrator'), await addStaffMember(world, 2, 'auditor')]
  const [chief, reader] = [await staffSignIn(world, admin), await staffSignIn(world, auditor)]
  assert.equal((await reader.get('/operator/audit-log')).statusCode, 200)
  assert.equal((await chief.send('PUT', `/operator/staff/${auditor.userId}`, { ended: true })).statusCode, 200)
  assert.equal((await reader.get('/operator/audit-log')).statusCode, 404)
  assert.equal((await chief.send('PUT', `/operator/staff/${admin.userId}`, { ended: true })).statusCode, 403)
})

test('a link that nobody was given costs no hashing of a password', async () => {
  let hashed = 0
  const passwords: Passwords = {
    ...quickPasswords,
    hash: async () => {
      hashed += 1
      return 'busy'
    },
  }
  await using world = await createHttpWorld({ passwords })
  const body = { token: `${idOf('users', 1)}.${'x'.repeat(43)}`, password: 'a long enough password', code: '123456' }
  const answer = await client(world).send('POST', '/operator/enrolment/finish', body)
  assert.deepEqual([answer.statusCode, answer.json().code, hashed], [410, 'link-over', 0])
})
