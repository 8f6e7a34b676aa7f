import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idleMs, longestMs } from '../sessions.ts'
import { client, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, password } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'

const setUp = async () => {
  const world = await createHttpWorld()
  const owner = await addEmployer(world, 1)
  return { world, owner, visitor: client(world) }
}

test('signing in answers who one is, and the session is a host cookie that no script reads', async () => {
  const { world, owner, visitor } = await setUp()
  await using _ = world
  const answer = await visitor.send('POST', '/session', { email: owner.email.toUpperCase(), password })
  assert.equal(answer.json().user.name, 'Owner 1')
  assert.deepEqual(answer.json().organisations[0].organisationId, owner.organisationId)
  assert.match(
    String(answer.headers['set-cookie']),
    /^__Host-rolecall=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('the cookie is stored as a hash only', async () => {
  const { world, owner, visitor } = await setUp()
  await using _ = world
  const [cookie] = (await visitor.send('POST', '/session', { email: owner.email, password })).cookies
  const { items } = await world.store.find('sessions', { index: 'user', where: [owner.userId], limit: 10 })
  assert.equal(items.length, 1)
  assert.ok(!JSON.stringify(items).includes(String(cookie?.value)))
})

test('a wrong password and an unknown e-mail get the same answer', async () => {
  const { world, owner, visitor } = await setUp()
  await using _ = world
  const wrong = await visitor.send('POST', '/session', { email: owner.email, password: 'not this one' })
  const unknown = await visitor.send('POST', '/session', { email: 'nobody@example.org', password })
  assert.deepEqual([wrong.statusCode, wrong.json().code], [401, 'wrong-credentials'])
  assert.equal(wrong.body, unknown.body)
})

test('after ten failures the right password is turned away too, for that account from that address', async () => {
  const { world, owner, visitor } = await setUp()
  await using _ = world
  const other = await addEmployer(world, 2)
  for (let attempt = 0; attempt < 10; attempt += 1)
    await visitor.send('POST', '/session', { email: owner.email, password: `guess ${attempt}` })
  const right = await visitor.send('POST', '/session', { email: owner.email, password })
  assert.deepEqual([right.statusCode, right.json().code], [429, 'rate-limited'])
  assert.ok(Number(right.headers['retry-after']) > 0)
  assert.equal((await visitor.send('POST', '/session', { email: other.email, password })).statusCode, 200)
})

test('each sign-in has a session id of its own, and ends the one that the browser had', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const first = await signIn(world, owner)
  const again = await first.send('POST', '/session', { email: owner.email, password })
  assert.notEqual(again.cookies[0]?.value, undefined)
  assert.equal((await first.get('/session')).json().user, null)
})

test('signing out ends the session for every holder of the cookie', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  assert.equal((await browser.send('DELETE', '/session')).statusCode, 204)
  assert.equal((await browser.get('/session')).json().user, null)
  assert.equal((await browser.get(`/organisations/${owner.organisationId}/jobs`)).statusCode, 401)
})

test('a session ends after twelve hours without use, and after seven days whatever the use', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const [idle, busy] = [await signIn(world, owner), await signIn(world, owner)]
  const startedAt = world.now
  const user = async (browser: typeof idle) => (await browser.get('/session')).json().user
  for (let step = 1; step <= 13; step += 1) {
    world.now = startedAt + step * (idleMs - 1)
    assert.ok(await user(busy), `after ${step} half days`)
  }
  assert.equal(await user(idle), null)
  world.now = startedAt + longestMs
  assert.equal(await user(busy), null)
})

test('a user who was disabled, or is no member any more, is out with the next request', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  const memberships = await world.store.find('memberships', { index: 'user', where: [owner.userId], limit: 1 })
  const [membership] = memberships.items
  assert.ok(membership)
  await world.put({ op: 'delete', collection: 'memberships', id: membership.doc.id, expected: membership.revision })
  assert.equal((await browser.get(`/organisations/${owner.organisationId}/jobs`)).statusCode, 404)
  const user = await world.store.get('users', owner.userId)
  assert.ok(user)
  await world.put({
    op: 'put',
    collection: 'users',
    doc: { ...user.doc, state: 'disabled' },
    expected: user.revision,
  })
  assert.equal((await browser.get('/session')).json().user, null)
})

test('demo accounts stand in the demo alone', async () => {
  const { world, visitor } = await setUp()
  await using _ = world
  assert.equal((await visitor.get('/session')).json().demoAccounts, undefined)
})
