import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkLifeMs } from '../../flows/parts/links.ts'
import { client, posting } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { mailsIn, tokenFor } from '../testing/mails.ts'
import { addEmployer } from '../testing/people.ts'
import { countedStore } from '../testing/store-calls.ts'

const wish = {
  email: 'Amina@example.org',
  name: 'Amina Otieno',
  password: 'green kettles hum softly',
  organisationName: 'Sunrise Bakery',
  country: 'KE',
  language: 'en',
}
const mailbox = wish.email
const signUp = (world: HttpWorld, more: object = {}) => client(world).send('POST', '/sign-ups', { ...wish, ...more })
const confirm = (world: HttpWorld, token: string, password = wish.password, browser = client(world)) =>
  browser.send('POST', '/sign-ups/confirmed', { token, password })
const count = async ({ store }: HttpWorld) =>
  (await store.find('organisations', { index: 'state', where: ['pending'], limit: 100 })).items.length

test('an account is made only once its e-mail is confirmed, and its organisation waits to be vetted', async () => {
  await using world = await createHttpWorld()
  assert.equal((await signUp(world)).statusCode, 204)
  assert.equal(await count(world), 0)
  const browser = client(world)
  assert.equal((await browser.send('POST', '/session', { email: wish.email, password: wish.password })).statusCode, 401)
  const answer = await confirm(world, await tokenFor(world, mailbox, 'confirm'), wish.password, browser)
  const { user, organisations } = answer.json()
  assert.deepEqual([user.name, user.email, user.language], ['Amina Otieno', 'amina@example.org', 'en'])
  const [{ organisationId, ...organisation }] = organisations
  assert.deepEqual(organisation, { name: 'Sunrise Bakery', role: 'owner', state: 'pending', country: 'KE' })
  const body = { posting: posting(), publish: true }
  const published = await browser.send('POST', `/organisations/${organisationId}/jobs`, body)
  assert.deepEqual([published.statusCode, published.json().code], [403, 'not-vetted'])
  const session = { email: wish.email, password: wish.password }
  assert.equal((await client(world).send('POST', '/session', session)).statusCode, 200)
})

test('a link to confirm works once', async () => {
  await using world = await createHttpWorld()
  await signUp(world)
  const token = await tokenFor(world, mailbox, 'confirm')
  const both = await Promise.all([confirm(world, token), confirm(world, token)])
  assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [200, 410])
  const again = await confirm(world, token)
  assert.deepEqual([again.statusCode, again.json().code], [410, 'link-over'])
  assert.equal(await count(world), 1)
})

test('of two links for one e-mail one makes an account', async () => {
  await using world = await createHttpWorld()
  await signUp(world)
  const first = await tokenFor(world, mailbox, 'confirm')
  world.now += 1
  await signUp(world, { email: wish.email.toLowerCase() })
  const second = await tokenFor(world, wish.email.toLowerCase(), 'confirm')
  assert.equal((await confirm(world, second)).statusCode, 200)
  assert.equal((await confirm(world, first)).json().code, 'link-over')
  assert.equal(await count(world), 1)
})

test('a link to confirm ends after a day', async () => {
  await using world = await createHttpWorld()
  await signUp(world)
  const token = await tokenFor(world, mailbox, 'confirm')
  world.now += linkLifeMs['sign-up']
  assert.equal((await confirm(world, token)).json().code, 'link-over')
  world.now -= 1
  assert.equal((await confirm(world, token)).statusCode, 200)
})

test('in another browser the link asks for the password, and ten wrong ones end it', async () => {
  await using world = await createHttpWorld()
  await signUp(world)
  const token = await tokenFor(world, mailbox, 'confirm')
  for (let turn = 0; turn < 10; turn += 1) {
    const { errors } = (await confirm(world, token, `a guess, number ${turn}`)).json()
    assert.deepEqual([errors[0].pointer, errors[0].code], ['/password', 'wrong-password'])
  }
  assert.equal((await confirm(world, token)).statusCode, 429)
  assert.equal(await count(world), 0)
})

test('a token of another kind, a bent one and none confirm nothing', async () => {
  await using world = await createHttpWorld()
  const { email } = await addEmployer(world, 1)
  await client(world).send('POST', '/password/forgotten', { email })
  const other = await tokenFor(world, email, 'new-password')
  for (const token of [other, 'x', '../links', "' OR 1=1 --", 'a'.repeat(200)])
    assert.equal((await confirm(world, token)).json().code, 'link-over', token)
  assert.equal((await client(world).send('POST', '/sign-ups/confirmed', { token: { $ne: null } })).statusCode, 400)
})

test('a known e-mail gets the same answer as an unknown one; only its mail tells', async () => {
  await using world = await createHttpWorld()
  const { email } = await addEmployer(world, 1)
  const [unknown, known] = [await signUp(world), await signUp(world, { email })]
  assert.deepEqual([known.statusCode, known.body], [unknown.statusCode, unknown.body])
  const headers = ({ date: _, ratelimit: _left, ...rest }: typeof known.headers) => rest
  assert.deepEqual(headers(known.headers), headers(unknown.headers))
  const [mail] = await mailsIn(world, email)
  assert.match(mail?.subject ?? '', /you have an account already/)
  assert.doesNotMatch(mail?.text ?? '', /[\w-]{43}/)
})

test('a known e-mail asks the store for the same work as an unknown one', async () => {
  const store = countedStore()
  await using world = await createHttpWorld({ store: store.wrap })
  const { email } = await addEmployer(world, 1)
  store.take()
  await signUp(world, { email })
  const known = store.take()
  await signUp(world, { email: 'nobody@example.org' })
  assert.ok(known.length > 0)
  assert.deepEqual(known, store.take())
})

test('fields that a wish does not have are refused, whatever they promise', async () => {
  await using world = await createHttpWorld()
  for (const more of [{ role: 'owner' }, { state: 'vetted' }, { emailConfirmedAt: 1 }, { organisationId: 'org_1' }]) {
    const answer = await signUp(world, more)
    assert.deepEqual([answer.statusCode, answer.json().errors[0].code], [400, 'unknown-field'])
  }
  assert.deepEqual(await mailsIn(world), [])
})

test('a password that is short or easy, a foreign country and a name with a link are told at their field', async () => {
  await using world = await createHttpWorld()
  const faults: readonly (readonly [object, string, string])[] = [
    [{ password: 'fourteen chars' }, '/password', 'too-short'],
    [{ password: 'password12345678' }, '/password', 'easy-password'],
    [{ password: 'SunriseBakery2026' }, '/password', 'easy-password'],
    [{ country: 'US' }, '/country', 'invalid'],
    [{ email: 'nobody' }, '/email', 'invalid'],
    [{ name: 'You won: https://evil.example' }, '/name', 'invalid'],
    [{ organisationName: 'Hi\r\nBcc: x' }, '/organisationName', 'invalid'],
  ]
  for (const [more, pointer, code] of faults) {
    const [error] = (await signUp(world, more)).json().errors
    assert.deepEqual([error.pointer, error.code], [pointer, code])
  }
})

test('five wishes an hour for one e-mail are enough', async () => {
  await using world = await createHttpWorld()
  for (let turn = 0; turn < 5; turn += 1) assert.equal((await signUp(world)).statusCode, 204)
  const answer = await signUp(world)
  assert.equal(answer.statusCode, 429)
  assert.ok(Number(answer.headers['retry-after']) > 0)
})

test('where no mail leaves nobody can sign up, and the pages know', async () => {
  await using world = await createHttpWorld({ mail: false })
  const answer = await signUp(world)
  assert.deepEqual([answer.statusCode, answer.json().code], [403, 'mail-off'])
  assert.equal((await client(world).get('/session')).json().signUp, undefined)
})

test('a mail holds nothing that a stranger typed', async () => {
  await using world = await createHttpWorld()
  await signUp(world)
  const [mail] = await mailsIn(world, mailbox)
  assert.doesNotMatch(`${mail?.subject} ${mail?.text}`, /Amina Otieno|Sunrise|kettles/)
})
