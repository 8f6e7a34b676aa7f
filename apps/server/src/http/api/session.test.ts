import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessMs } from '../../access/access-token.ts'
import { graceMs } from '../../access/refresh-token.ts'
import { idleMs, longestMs } from '../../access/sessions.ts'
import { noteOf } from '../../audit/note.ts'
import { client, posting, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld, password } from '../testing/http-world.ts'
import { addEmployer, setPassword } from '../testing/people.ts'

const setUp = async () => {
  const world = await createHttpWorld()
  const owner = await addEmployer(world, 1)
  return { world, owner, visitor: client(world) }
}

test('signing in answers who one is, and the session is in host cookies that no script reads', async () => {
  const { world, owner, visitor } = await setUp()
  await using _ = world
  const answer = await visitor.send('POST', '/session', { email: owner.email.toUpperCase(), password })
  assert.equal(answer.json().user.name, 'Owner 1')
  assert.deepEqual(answer.json().organisations[0].organisationId, owner.organisationId)
  const [access, refresh] = [answer.headers['set-cookie']].flat()
  assert.match(String(access), /^__Host-rolecall=[\w.-]+; Max-Age=300; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  assert.match(String(refresh), /^__Host-rolecall-refresh=ses_[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
})

/** What waits to be appended to the audit log, in order. */
const notesIn = async ({ store }: HttpWorld) =>
  (await store.find('tasks', { index: 'lane', where: ['audit'], limit: 50 })).items.map(({ doc }) => noteOf(doc))

test('no token is stored', async () => {
  const { world, owner, visitor } = await setUp()
  await using _ = world
  const { cookies } = await visitor.send('POST', '/session', { email: owner.email, password })
  const { items } = await world.store.find('sessions', { index: 'subject', where: [owner.userId], limit: 10 })
  assert.equal(items.length, 1)
  for (const { value } of cookies)
    for (const part of value.split('.').filter(({ length }) => length > 30))
      assert.ok(!JSON.stringify(items[0]?.doc.nonce).includes(part), part)
})

test('a wrong password and an unknown e-mail get the same answer', async () => {
  const { world, owner, visitor } = await setUp()
  await using _ = world
  const wrong = await visitor.send('POST', '/session', { email: owner.email, password: 'not this one' })
  const unknown = await visitor.send('POST', '/session', { email: 'nobody@example.org', password })
  assert.deepEqual([wrong.statusCode, wrong.json().code], [401, 'wrong-credentials'])
  assert.equal(wrong.body, unknown.body)
})

test('a right password of eight characters, which needs a code beside it, opens nothing of employers', async () => {
  const { world, owner, visitor } = await setUp()
  await using _ = world
  const [short, long] = ['mvua kubwa', 'mvua kubwa leo asubuhi']
  await setPassword(world, owner.userId, short)
  const attempt = (given: string, email = owner.email) => visitor.send('POST', '/session', { email, password: given })
  const refused = await attempt(short)
  assert.deepEqual([refused.statusCode, refused.json().errors[0].code], [400, 'short-without-code'])
  assert.deepEqual(refused.cookies, [])
  // Nobody learns by a wrong one that the right one is short.
  assert.equal((await attempt('mvua ndogo')).body, (await attempt(short, 'nobody@example.org')).body)
  await setPassword(world, owner.userId, long)
  assert.equal((await attempt(long)).statusCode, 200)
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
  const browser = await signIn(world, owner)
  const before = client(world, Object.fromEntries(browser.cookies))
  await browser.send('POST', '/session', { email: owner.email, password })
  assert.notEqual(browser.cookies.get('__Host-rolecall-refresh'), before.cookies.get('__Host-rolecall-refresh'))
  assert.equal((await browser.get('/session')).json().user.name, 'Owner 1')
  assert.equal((await before.get('/session')).json().user, null)
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

test('an access token that has ended is replaced in the same answer, and the refresh token with it', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  const before = new Map(browser.cookies)
  assert.deepEqual((await browser.get('/session')).cookies, [])
  world.now += accessMs + 61_000
  assert.equal((await browser.get('/session')).json().user.name, 'Owner 1')
  for (const [name, value] of browser.cookies) assert.notEqual(value, before.get(name), name)
})

test('fifty pages that refresh at once get one successor, and none is signed out', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  world.now += accessMs + 61_000
  const pages = Array.from({ length: 50 }, () => client(world, Object.fromEntries(browser.cookies)))
  const answers = await Promise.all(pages.map(({ get }) => get('/session')))
  assert.ok(answers.every((answer) => answer.json().user !== null))
  assert.equal(new Set(pages.map(({ cookies }) => cookies.get('__Host-rolecall-refresh'))).size, 1)
})

test('a refresh token that comes back after it was used up ends the session for all who hold it, and is written down', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  const stolen = Object.fromEntries(browser.cookies)
  world.now += accessMs + 61_000
  assert.ok((await browser.get('/session')).json().user)
  world.now += graceMs + 1
  const thief = client(world, stolen)
  assert.equal((await thief.get('/session')).json().user, null)
  assert.deepEqual([...thief.cookies], [])
  assert.equal((await browser.get('/session')).json().user, null)
  const { items } = await world.store.find('sessions', { index: 'subject', where: [owner.userId], limit: 10 })
  assert.equal(items[0]?.doc.endReason, 'token-reused')
  const { at: _at, ...note } = (await notesIn(world)).at(-1) ?? assert.fail('nothing is written down')
  assert.deepEqual(note, {
    actorKind: 'user',
    actorId: owner.userId,
    action: 'session.token-reuse',
    subjectId: items[0]?.doc.id,
    detail: 'token-reused',
  })
})

test('a lost answer can be asked for once more within ten seconds', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  world.now += accessMs + 61_000
  const again = client(world, Object.fromEntries(browser.cookies))
  await browser.get('/session')
  world.now += graceMs
  assert.ok((await again.get('/session')).json().user)
  assert.equal(again.cookies.get('__Host-rolecall-refresh'), browser.cookies.get('__Host-rolecall-refresh'))
})

test('a refresh token opens nothing as a bearer token, and a bearer token needs no cookie', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  const bearer = async (name: string) => {
    const headers = { authorization: `Bearer ${browser.cookies.get(name)}` }
    return (await world.app.inject({ url: '/api/v1/session', headers })).json().user
  }
  assert.equal((await bearer('__Host-rolecall')).name, 'Owner 1')
  assert.equal(await bearer('__Host-rolecall-refresh'), null)
})

test('one sees where one is signed in, and ends a session elsewhere', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const elsewhere = await signIn(world, owner)
  world.now += 1
  const here = await signIn(world, owner)
  const { items } = (await here.get('/sessions')).json()
  assert.deepEqual(
    items.map(({ current }: { current: boolean }) => current),
    [true, false],
  )
  assert.equal((await here.send('DELETE', `/sessions/${items[1].id}`)).statusCode, 204)
  assert.equal((await elsewhere.get('/session')).json().user, null)
  assert.equal((await here.get('/sessions')).json().items.length, 1)
})

test('nobody ends the session of another', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const other = await signIn(world, await addEmployer(world, 2))
  const { items } = (await other.get('/sessions')).json()
  const answer = await (await signIn(world, owner)).send('DELETE', `/sessions/${items[0].id}`)
  assert.equal(answer.statusCode, 404)
  assert.ok((await other.get('/session')).json().user)
})

test('a program with a bearer token changes things without an origin, and a cookie beside a wrong one does not count', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  const cookies = Object.fromEntries(browser.cookies)
  const url = `/api/v1/organisations/${owner.organisationId}/jobs`
  const create = (authorization: string) =>
    world.app.inject({
      method: 'POST',
      url,
      cookies,
      headers: { 'content-type': 'application/json', authorization },
      payload: JSON.stringify({ posting: posting() }),
    })
  assert.equal((await create(`Bearer ${cookies['__Host-rolecall']}`)).statusCode, 201)
  assert.equal((await create('Bearer nonsense')).statusCode, 401)
  assert.equal((await create('Basic b3duZXI6cGFzcw==')).statusCode, 401)
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
