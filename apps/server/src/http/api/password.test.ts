import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkLifeMs } from '../../flows/parts/links.ts'
import { client, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld, password } from '../testing/http-world.ts'
import { mailsIn, tokenFor } from '../testing/mails.ts'
import { addEmployer } from '../testing/people.ts'
import { countedStore } from '../testing/store-calls.ts'

const fresh = 'green kettles hum softly'
const setUp = async () => {
  const world = await createHttpWorld()
  return { world, owner: await addEmployer(world, 1) }
}
const forgot = (world: HttpWorld, email: string) => client(world).send('POST', '/password/forgotten', { email })
const reset = (world: HttpWorld, token: string, chosen = fresh) =>
  client(world).send('POST', '/password/reset', { token, password: chosen })
const signsIn = async (world: HttpWorld, email: string, tried: string) =>
  (await client(world).send('POST', '/session', { email, password: tried })).statusCode

test('a forgotten password is replaced by the link of a mail, every session ends, and the user is told', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  await forgot(world, owner.email.toUpperCase())
  assert.equal((await reset(world, await tokenFor(world, owner.email, 'new-password'))).statusCode, 204)
  assert.equal((await browser.get('/session')).json().user, null)
  const { items } = await world.store.find('sessions', { index: 'subject', where: [owner.userId], limit: 10 })
  assert.equal(items[0]?.doc.endReason, 'account-changed')
  assert.deepEqual([await signsIn(world, owner.email, password), await signsIn(world, owner.email, fresh)], [401, 200])
  assert.ok((await mailsIn(world, owner.email)).some(({ subject }) => /password was changed/.test(subject)))
})

test('a link to a new password works once and ends after half an hour, and every other one ends with it', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  await forgot(world, owner.email)
  const first = await tokenFor(world, owner.email, 'new-password')
  world.now += 1
  await forgot(world, owner.email)
  const second = await tokenFor(world, owner.email, 'new-password')
  world.now += linkLifeMs.password - 1
  assert.equal((await reset(world, first)).json().code, 'link-over')
  const both = await Promise.all([reset(world, second), reset(world, second)])
  assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [204, 410])
  assert.equal((await reset(world, second)).json().code, 'link-over')
})

test('a new password ends the links that were asked for before', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  await forgot(world, owner.email)
  const token = await tokenFor(world, owner.email, 'new-password')
  await browser.send('PUT', '/password', { presentPassword: password, password: fresh })
  assert.equal((await reset(world, token, 'another kettle hums loudly')).json().code, 'link-over')
})

test('an easy password is refused and the link stays good', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  await forgot(world, owner.email)
  const token = await tokenFor(world, owner.email, 'new-password')
  assert.equal((await reset(world, token, 'owner1@example.org')).json().errors[0].code, 'easy-password')
  assert.equal((await reset(world, token)).statusCode, 204)
})

test('an unknown e-mail and a disabled account get the same answer as a known one, and no mail', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const known = await forgot(world, owner.email)
  const user = await world.store.get('users', owner.userId)
  assert.ok(user)
  const off = await addEmployer(world, 2)
  const other = await world.store.get('users', off.userId)
  assert.ok(other)
  await world.put({
    op: 'put',
    collection: 'users',
    doc: { ...other.doc, state: 'disabled' },
    expected: other.revision,
  })
  for (const email of ['nobody@example.org', off.email]) {
    const unknown = await forgot(world, email)
    assert.deepEqual([unknown.statusCode, unknown.body], [known.statusCode, known.body])
    assert.deepEqual(await mailsIn(world, email), [])
  }
})

test('a known e-mail asks the store for the same work as an unknown one', async () => {
  const store = countedStore()
  await using world = await createHttpWorld({ store: store.wrap })
  const { email } = await addEmployer(world, 1)
  store.take()
  await forgot(world, email)
  const known = store.take()
  await forgot(world, 'nobody@example.org')
  assert.ok(known.length > 0)
  assert.deepEqual(known, store.take())
})

test('whoever knows the present password changes it, stays signed in here and nowhere else', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const [here, elsewhere] = [await signIn(world, owner), await signIn(world, owner)]
  const wrong = await here.send('PUT', '/password', { presentPassword: 'not this one', password: fresh })
  assert.deepEqual(
    [wrong.json().errors[0].pointer, wrong.json().errors[0].code],
    ['/presentPassword', 'wrong-password'],
  )
  const right = await here.send('PUT', '/password', { presentPassword: password, password: fresh })
  assert.equal(right.statusCode, 204)
  assert.equal((await here.get('/session')).json().user.name, 'Owner 1')
  assert.equal((await elsewhere.get('/session')).json().user, null)
  assert.equal(await signsIn(world, owner.email, fresh), 200)
})

test('ten tries at the present password are enough', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  const browser = await signIn(world, owner)
  const change = (presentPassword: string) => browser.send('PUT', '/password', { presentPassword, password: fresh })
  for (let turn = 0; turn < 10; turn += 1) await change(`guess ${turn}`)
  assert.equal((await change(password)).statusCode, 429)
})

test('no token of a link stands in the store but sealed in its mail', async () => {
  const { world, owner } = await setUp()
  await using _ = world
  await forgot(world, owner.email)
  const token = await tokenFor(world, owner.email, 'new-password')
  const { items } = await world.store.find('links', { index: 'subject', where: [owner.userId], limit: 10 })
  assert.equal(items.length, 1)
  assert.ok(!JSON.stringify(items).includes(token))
})

test('where no mail leaves a password can be changed all the same, and none waits to be sent', async () => {
  await using world = await createHttpWorld({ mail: false })
  const browser = await signIn(world, await addEmployer(world, 1))
  const answer = await browser.send('PUT', '/password', { presentPassword: password, password: fresh })
  assert.equal(answer.statusCode, 204)
  assert.deepEqual(await mailsIn(world), [])
})
