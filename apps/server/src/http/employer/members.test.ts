import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noteOf } from '../../audit/note.ts'
import { linkLifeMs } from '../../flows/parts/links.ts'
import { client, type EmployerClient, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld, password } from '../testing/http-world.ts'
import { mailsIn, tokenFor } from '../testing/mails.ts'
import { addEmployer, setPassword } from '../testing/people.ts'

const colleague = 'joseph@example.org'
const fresh = 'green kettles hum softly'

const setUp = async () => {
  const world = await createHttpWorld()
  const owner = await addEmployer(world, 1)
  const browser = await signIn(world, owner)
  const members = `/organisations/${owner.organisationId}/members`
  const invite = (email = colleague, role = 'recruiter') => browser.send('POST', members, { email, role })
  return { world, owner, browser, members, invite }
}
const join = (world: HttpWorld, token: string, more: object = {}, browser = client(world)) =>
  browser.send('POST', '/member-invitations/accepted', {
    token,
    password: fresh,
    name: 'Joseph Otieno',
    language: 'en',
    ...more,
  })
const rolesIn = async (browser: EmployerClient, members: string) =>
  Object.fromEntries(
    (await browser.get(members)).json().items.map(({ name, role }: { name: string; role: string }) => [name, role]),
  )
/** Joins by an invitation; the browser and the id of who joined. */
const joined = async (world: HttpWorld, email = colleague) => {
  const browser = client(world)
  const answer = await join(world, await tokenFor(world, email, 'join'), {}, browser)
  assert.equal(answer.statusCode, 200, answer.body)
  return { browser, userId: answer.json().user.id as string }
}

test('who is invited sees to what, gets an account by the link, and works in the role that was given', async () => {
  const { world, owner, browser, members, invite } = await setUp()
  await using _ = world
  assert.equal((await invite()).statusCode, 204)
  const token = await tokenFor(world, colleague, 'join')
  const look = await client(world).send('POST', '/member-invitations/read', { token })
  assert.deepEqual(look.json(), { organisationName: 'Café 1', email: colleague, role: 'recruiter', known: false })
  const newcomer = client(world)
  const answer = await join(world, token, {}, newcomer)
  assert.deepEqual(
    answer.json().organisations.map(({ organisationId, role }: Record<string, string>) => [organisationId, role]),
    [[owner.organisationId, 'recruiter']],
  )
  assert.deepEqual(await rolesIn(browser, members), { 'Owner 1': 'owner', 'Joseph Otieno': 'recruiter' })
  assert.equal((await newcomer.send('POST', members, { email: 'x@example.org', role: 'owner' })).statusCode, 403)
})

test('an owner sees who did not follow the link yet, and takes an invitation back', async () => {
  const { world, owner, browser, members, invite } = await setUp()
  await using _ = world
  await invite()
  await invite('second@example.org', 'reviewer')
  const token = await tokenFor(world, colleague, 'join')
  const path = members.replace('members', 'invitations')
  const open = async (): Promise<{ invitationId: string; email: string; role: string }[]> =>
    (await browser.get(path)).json().items
  assert.deepEqual((await open()).map(({ email, role }) => `${email} ${role}`).toSorted(), [
    `${colleague} recruiter`,
    'second@example.org reviewer',
  ])
  const [taken] = (await open()).filter(({ email }) => email === colleague)
  assert.equal((await browser.send('DELETE', `${path}/${taken?.invitationId}`)).statusCode, 204)
  assert.deepEqual(
    (await open()).map(({ email }) => email),
    ['second@example.org'],
  )
  assert.equal((await join(world, token)).json().code, 'link-over')
  assert.equal((await browser.send('DELETE', `${path}/${taken?.invitationId}`)).statusCode, 404)
  const tasks = await world.store.find('tasks', { index: 'lane', where: ['audit'], limit: 50 })
  assert.ok(
    tasks.items.some(({ doc }) => noteOf(doc)?.action === 'member.withdraw'),
    owner.userId,
  )
  world.now += linkLifeMs.invitation + 1
  const later = await signIn(world, owner)
  assert.deepEqual((await later.get(path)).json().items, [])
})

test('who has an account joins with its password alone', async () => {
  const { world, owner, invite } = await setUp()
  await using _ = world
  const other = await addEmployer(world, 2)
  await invite(other.email, 'reviewer')
  const token = await tokenFor(world, other.email, 'join')
  assert.equal((await client(world).send('POST', '/member-invitations/read', { token })).json().known, true)
  assert.equal((await join(world, token, { password: 'not this one' })).json().errors[0].code, 'wrong-password')
  const answer = await join(world, token, { password })
  assert.equal(answer.json().user.name, 'Owner 2')
  assert.deepEqual(
    answer
      .json()
      .organisations.map(({ organisationId }: Record<string, string>) => organisationId)
      .toSorted(),
    [owner.organisationId, other.organisationId].toSorted(),
  )
})

test('who has a short password, as staff with a second factor may, joins once it is longer', async () => {
  const { world, invite } = await setUp()
  await using _ = world
  const other = await addEmployer(world, 2)
  await invite(other.email, 'reviewer')
  const token = await tokenFor(world, other.email, 'join')
  const [short, long] = ['mvua kubwa', 'mvua kubwa leo asubuhi']
  await setPassword(world, other.userId, short)
  const refused = await join(world, token, { password: short })
  assert.deepEqual([refused.statusCode, refused.json().errors[0].code], [400, 'short-without-code'])
  assert.deepEqual(refused.cookies, [])
  await setPassword(world, other.userId, long)
  assert.equal((await join(world, token, { password: long })).statusCode, 200)
})

test('an invitation works once, ends after a week, and no other kind of link stands for one', async () => {
  const { world, owner, invite } = await setUp()
  await using _ = world
  await invite()
  const token = await tokenFor(world, colleague, 'join')
  await client(world).send('POST', '/password/forgotten', { email: owner.email })
  const other = await tokenFor(world, owner.email, 'new-password')
  assert.equal((await join(world, other)).json().code, 'link-over')
  assert.equal(
    (await client(world).send('POST', '/password/reset', { token, password: fresh })).json().code,
    'link-over',
  )
  const both = await Promise.all([join(world, token), join(world, token)])
  assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [200, 410])
  await invite('late@example.org')
  const late = await tokenFor(world, 'late@example.org', 'join')
  world.now += linkLifeMs.invitation
  assert.equal((await join(world, late)).json().code, 'link-over')
})

test('an invitation ends when who sent it is no owner any more', async () => {
  const { world, owner, browser, members, invite } = await setUp()
  await using _ = world
  await invite('second@example.org', 'owner')
  const second = await joined(world, 'second@example.org')
  await invite()
  assert.equal((await second.browser.send('PUT', `${members}/${owner.userId}`, { role: 'reviewer' })).statusCode, 204)
  assert.equal((await join(world, await tokenFor(world, colleague, 'join'))).json().code, 'link-over')
  assert.equal((await browser.send('DELETE', `${members}/${second.userId}`)).statusCode, 403)
})

test('a newcomer chooses a password that is long and not easy, and says a name', async () => {
  const { world, invite } = await setUp()
  await using _ = world
  await invite()
  const token = await tokenFor(world, colleague, 'join')
  const code = async (more: object) => (await join(world, token, more)).json().errors[0].code
  assert.equal(await code({ password: 'fourteen chars' }), 'too-short')
  assert.equal(await code({ password: 'password12345678' }), 'easy-password')
  assert.equal(await code({ name: undefined }), 'required')
  assert.equal(await code({ role: 'owner' }), 'unknown-field')
  assert.equal((await join(world, token)).statusCode, 200)
})

test('a role counts from the next request on, and whoever is taken out sees nothing any more', async () => {
  const { world, browser, members, invite } = await setUp()
  await using _ = world
  await invite()
  const newcomer = await joined(world)
  const estimate = () => newcomer.browser.send('POST', members.replace('members', 'jobs/estimate'), {})
  assert.equal((await estimate()).statusCode, 400)
  await browser.send('PUT', `${members}/${newcomer.userId}`, { role: 'reviewer' })
  assert.equal((await estimate()).statusCode, 403)
  assert.equal((await browser.send('DELETE', `${members}/${newcomer.userId}`)).statusCode, 204)
  assert.equal((await newcomer.browser.get(members)).statusCode, 404)
  assert.deepEqual(await rolesIn(browser, members), { 'Owner 1': 'owner' })
})

test('the last owner stays one, also where two take it from each other at one time', async () => {
  const { world, owner, browser, members, invite } = await setUp()
  await using _ = world
  const own = `${members}/${owner.userId}`
  assert.equal((await browser.send('PUT', own, { role: 'reviewer' })).json().code, 'last-owner')
  assert.equal((await browser.send('DELETE', own)).json().code, 'last-owner')
  await invite('second@example.org', 'owner')
  const second = await joined(world, 'second@example.org')
  await Promise.all([
    browser.send('PUT', `${members}/${second.userId}`, { role: 'reviewer' }),
    second.browser.send('PUT', own, { role: 'reviewer' }),
  ])
  const roles = Object.values(await rolesIn(browser, members))
  assert.deepEqual(roles.toSorted(), ['owner', 'reviewer'])
})

test('who is a member already is not invited again, and twenty invitations an hour are enough', async () => {
  const { world, owner, invite } = await setUp()
  await using _ = world
  assert.equal((await invite(owner.email.toUpperCase())).json().code, 'already-member')
  for (let turn = 0; turn < 20; turn += 1) assert.equal((await invite(`c${turn}@example.org`)).statusCode, 204)
  assert.equal((await invite('c20@example.org')).statusCode, 429)
  assert.equal((await mailsIn(world, 'c20@example.org')).length, 0)
})

test('what is done to members is written down with who did it', async () => {
  const { world, owner, browser, members, invite } = await setUp()
  await using _ = world
  await invite()
  const { userId } = await joined(world)
  await browser.send('PUT', `${members}/${userId}`, { role: 'reviewer' })
  await browser.send('DELETE', `${members}/${userId}`)
  const { items } = await world.store.find('tasks', { index: 'state', where: ['ready'], limit: 100 })
  const notes = items.flatMap(({ doc }) => (JSON.stringify(doc.payload).includes('"member.') ? [noteOf(doc)] : []))
  const told = (action: string) => notes.find((note) => note.action === action)
  assert.equal(told('member.add')?.detail, 'recruiter')
  for (const [action, detail] of [
    ['member.role', 'reviewer'],
    ['member.remove', 'reviewer'],
  ] as const) {
    const note = told(action)
    assert.deepEqual([note?.actorId, note?.subjectId, note?.detail], [owner.userId, userId, detail])
    assert.equal(note?.organisationId, owner.organisationId)
  }
})
