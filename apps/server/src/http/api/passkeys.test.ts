import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { challengeMs } from '../../access/passkey-challenge.ts'
import { freshMs } from '../../flows/passkeys/own-passkeys.ts'
import { type Bent, createPasskey, type SoftwarePasskey } from '../../testing/software-passkey.ts'
import { client, type EmployerClient, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld, password, publicUrl } from '../testing/http-world.ts'
import { addPasskey, passkeySignIn } from '../testing/passkeys.ts'
import { addEmployer, type Employer } from '../testing/people.ts'

describe('the passkeys of an employer', () => {
  let world: HttpWorld
  let owner: Employer
  let browser: EmployerClient
  beforeEach(async () => {
    world = await createHttpWorld()
    owner = await addEmployer(world, 1)
    browser = await signIn(world, owner)
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const begin = async (own = browser) => (await own.send('POST', '/passkeys/new')).json()
  const add = (credential: object, own = browser) => own.send('POST', '/passkeys', { name: 'Phone', credential })
  const stored = async (userId = owner.userId) =>
    (await world.store.find('passkeys', { index: 'subject', where: [userId], limit: 10 })).items.map(({ doc }) => doc)
  const refused = [401, 'passkey-refused'] as const
  const codeOf = (answer: { statusCode: number; json: () => { code?: string } }) => [
    answer.statusCode,
    answer.json().code,
  ]

  test('one is added, listed by its name, and signs in on another browser without e-mail and password', async () => {
    const passkey = await addPasskey(browser, { backupEligible: true })
    const [listed] = (await browser.get('/passkeys')).json().items
    assert.deepEqual([listed.name, listed.lastUsedAt, listed.synced], ['Phone', undefined, false])
    world.now += 60_000
    const visitor = client(world)
    const answer = await passkeySignIn(visitor, passkey, { backupEligible: true })
    assert.deepEqual([answer.statusCode, answer.json().user.id], [200, owner.userId])
    const items = (await visitor.get('/sessions')).json().items
    assert.equal(items.length, 2, 'a session of its own')
    const used = (await visitor.get('/passkeys')).json().items[0].lastUsedAt
    assert.equal(used, new Date(world.now).toISOString())
  })

  test('what the browser is asked for names no account, asks for its user, and has 256 random bits', async () => {
    await addPasskey(browser)
    const creation = await begin()
    assert.deepEqual(creation.rp, { id: 'localhost', name: 'Thika Job Centre' })
    assert.equal(creation.authenticatorSelection.userVerification, 'required')
    assert.equal(creation.excludeCredentials.length, 1)
    const answer = await client(world).send('POST', '/passkeys/sign-in', { as: 'employer' })
    const request = answer.json()
    assert.deepEqual(
      [request.rpId, request.userVerification, request.allowCredentials],
      ['localhost', 'required', undefined],
    )
    assert.equal(Buffer.from(request.challenge, 'base64url').length, 32)
    const again = (await client(world).send('POST', '/passkeys/sign-in', { as: 'employer' })).json()
    assert.notEqual(again.challenge, request.challenge)
    assert.match(
      String(answer.headers['set-cookie']),
      /^__Host-rolecall-passkey=[\w-]{43}; Max-Age=300; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
  })

  test('neither a challenge nor whose it will be stands in the store', async () => {
    const { challenge } = await begin()
    const { items } = await world.store.find('passkeyChallenges', { index: 'end', where: ['create'], limit: 10 })
    assert.ok(!JSON.stringify(items).includes(challenge))
    assert.ok(!JSON.stringify(items).includes(owner.userId))
  })

  const wrongCreations: readonly (readonly [string, Bent])[] = [
    ['another site', { origin: 'https://evil.example' }],
    ['the same site with another port', { origin: 'http://localhost:3001' }],
    ['another host', { rpId: 'evil.example' }],
    ['a page inside another', { crossOrigin: true }],
    ['a page below another', { topOrigin: 'https://evil.example' }],
    ['an authenticator that did not verify its user', { verified: false }],
    ['a challenge that is nobody’s', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['another ceremony', { type: 'webauthn.get' }],
  ]
  for (const [title, bent] of wrongCreations)
    test(`no passkey is added from ${title}`, async () => {
      assert.deepEqual(codeOf(await add(createPasskey(await begin(), publicUrl, bent).created)), refused)
      assert.equal((await stored()).length, 0)
    })

  test('a challenge for a new passkey counts once, for five minutes, for its account, browser and ceremony', async () => {
    const first = createPasskey(await begin(), publicUrl)
    assert.equal((await add(first.created)).statusCode, 201)
    assert.deepEqual(codeOf(await add(first.created)), refused, 'once')
    const late = createPasskey(await begin(), publicUrl)
    world.now += challengeMs
    assert.deepEqual(codeOf(await add(late.created)), refused, 'five minutes')
    const other = await signIn(world, await addEmployer(world, 2))
    await begin(other)
    const elsewhere = createPasskey(await begin(), publicUrl)
    assert.deepEqual(codeOf(await add(elsewhere.created, other)), refused, 'another account and browser')
    const twin = await signIn(world, owner)
    await begin(twin)
    assert.deepEqual(codeOf(await add(elsewhere.created, twin)), refused, 'another browser of the account')
    const request = (await browser.send('POST', '/passkeys/sign-in', { as: 'employer' })).json()
    const mixed = createPasskey({ ...(await begin()), challenge: request.challenge }, publicUrl)
    assert.deepEqual(codeOf(await add(mixed.created)), refused, 'another ceremony')
  })

  test("a credential belongs to one account: whoever registers another's id gets nothing", async () => {
    const passkey = await addPasskey(browser)
    const thief = await addEmployer(world, 2)
    const other = await signIn(world, thief)
    const copy = createPasskey(await begin(other), publicUrl, { id: passkey.id })
    assert.deepEqual(codeOf(await add(copy.created, other)), refused)
    assert.equal((await stored(thief.userId)).length, 0)
    assert.equal((await passkeySignIn(client(world), passkey)).json().user.id, owner.userId)
  })

  const wrongSignIns: readonly (readonly [string, Bent])[] = [
    ['another site', { origin: 'https://evil.example' }],
    ['another host', { rpId: 'evil.example' }],
    ['a page inside another', { crossOrigin: true }],
    ['a page below another', { topOrigin: 'https://evil.example' }],
    ['an authenticator that did not verify its user', { verified: false }],
    ['a challenge that is nobody’s', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['another ceremony', { type: 'webauthn.create' }],
    ['a passkey that may leave its device all of a sudden', { backupEligible: true }],
    ['the handle of another account', { userHandle: Buffer.from('employer:usr_other').toString('base64url') }],
    ['an id that nobody has', { id: Buffer.alloc(32, 7).toString('base64url') }],
  ]
  test('a sign-in that is wrong in any one thing gets the same answer, and no session', async () => {
    const passkey = await addPasskey(browser)
    const bodies = new Set<string>()
    for (const [title, bent] of wrongSignIns) {
      const visitor = client(world)
      const answer = await passkeySignIn(visitor, passkey, bent)
      assert.deepEqual(codeOf(answer), refused, title)
      assert.equal((await visitor.get('/sessions')).statusCode, 401, title)
      bodies.add(answer.body)
    }
    assert.equal(bodies.size, 1)
    assert.equal((await passkeySignIn(client(world), passkey)).statusCode, 200, 'and right where nothing is')
  })

  test('neither a bent signature nor that of another key is taken', async () => {
    const [passkey, visitor] = [await addPasskey(browser), client(world)]
    const attempt = async (bend: (right: ReturnType<SoftwarePasskey['sign']>) => object) => {
      const request = (await visitor.send('POST', '/passkeys/sign-in', { as: 'employer' })).json()
      return codeOf(await visitor.send('POST', '/session/passkey', { credential: bend(passkey.sign(request)) }))
    }
    const flip = (text: string) => {
      const bytes = Buffer.from(text, 'base64url')
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
      return bytes.toString('base64url')
    }
    assert.deepEqual(await attempt((right) => ({ ...right, signature: flip(right.signature) })), refused)
    assert.deepEqual(await attempt((right) => ({ ...right, signature: 'AAAA' })), refused)
    assert.deepEqual(
      await attempt((right) => ({ ...right, authenticatorData: flip(right.authenticatorData) })),
      refused,
    )
    assert.deepEqual(await attempt((right) => ({ ...right, authenticatorData: 'AAAA' })), refused)
    assert.deepEqual(await attempt((right) => ({ ...right, clientDataJSON: 'bm8' })), refused)
    const stranger = createPasskey(await begin(), publicUrl, { id: passkey.id })
    assert.deepEqual(codeOf(await passkeySignIn(visitor, stranger)), refused)
  })

  test('a signature counts once, in the browser and on the surface that asked for it, within five minutes', async () => {
    const [passkey, visitor] = [await addPasskey(browser), client(world)]
    const ask = async (as = 'employer', own = visitor) => (await own.send('POST', '/passkeys/sign-in', { as })).json()
    const send = async (credential: object, own = visitor, path = '/session/passkey') =>
      (await own.send('POST', path, { credential })).statusCode
    const signed = passkey.sign(await ask())
    assert.equal(await send(signed, client(world)), 401, 'stolen, in a browser without the cookie')
    const [first, second] = await Promise.all([send(signed), send(signed)])
    assert.deepEqual([first, second].toSorted(), [200, 401], 'twice at once')
    assert.equal(await send(signed), 401, 'again')
    const spent = await ask()
    assert.equal(await send(passkey.sign(spent, { verified: false })), 401)
    assert.equal(await send(passkey.sign(spent)), 401, 'a wrong answer uses the challenge up')
    assert.equal(await send(passkey.sign(await ask('staff'))), 401, 'asked for the staff')
    assert.equal(await send(passkey.sign(await ask()), visitor, '/operator/session/passkey'), 401, 'sent to the staff')
    const late = passkey.sign(await ask())
    world.now += challengeMs
    assert.equal(await send(late), 401, 'late')
  })

  test('one that counts backwards is turned away and written down', async () => {
    const passkey = await addPasskey(browser, { counter: 1 })
    const attempt = async (counter: number) => (await passkeySignIn(client(world), passkey, { counter })).statusCode
    assert.deepEqual([await attempt(7), await attempt(7), await attempt(6), await attempt(0)], [200, 401, 401, 401])
    assert.equal((await stored())[0]?.counter, 7)
    const tasks = await world.store.find('tasks', { index: 'lane', where: ['audit'], limit: 1000 })
    assert.equal(tasks.items.filter(({ doc }) => JSON.stringify(doc.payload).includes('passkey.clone')).length, 3)
    assert.equal(await attempt(8), 200)
  })

  test('a disabled user has no passkey that works', async () => {
    const passkey = await addPasskey(browser)
    const user = await world.store.get('users', owner.userId)
    assert.ok(user)
    const doc = { ...user.doc, state: 'disabled' as const }
    await world.put({ op: 'put', collection: 'users', doc, expected: user.revision })
    assert.deepEqual(codeOf(await passkeySignIn(client(world), passkey)), refused)
  })

  test('a quarter of an hour after the sign-in, adding and removing ask for the password', async () => {
    await addPasskey(browser)
    const [{ id }] = (await browser.get('/passkeys')).json().items
    const begun = createPasskey(await begin(), publicUrl)
    world.now += freshMs
    const again = [403, 'sign-in-again']
    assert.deepEqual(codeOf(await browser.send('POST', '/passkeys/new')), again)
    assert.deepEqual(codeOf(await add(begun.created)), again)
    assert.deepEqual(codeOf(await browser.send('DELETE', `/passkeys/${id}`)), again)
    const wrong = await browser.send('POST', '/session/proof', { passwordAgain: 'not this one' })
    assert.equal(wrong.json().errors[0].code, 'wrong-password')
    assert.deepEqual(codeOf(await browser.send('DELETE', `/passkeys/${id}`)), again)
    assert.equal((await browser.send('POST', '/session/proof', { passwordAgain: password })).statusCode, 204)
    assert.equal((await browser.send('DELETE', `/passkeys/${id}`)).statusCode, 204)
    assert.deepEqual(await stored(), [])
  })

  test('one that was removed opens nothing, and nobody removes those of others', async () => {
    const passkey = await addPasskey(browser)
    const [{ id }] = (await browser.get('/passkeys')).json().items
    const other = await signIn(world, await addEmployer(world, 2))
    assert.equal((await other.send('DELETE', `/passkeys/${id}`)).statusCode, 404)
    assert.equal((await browser.send('DELETE', `/passkeys/${id}`)).statusCode, 204)
    assert.deepEqual(codeOf(await passkeySignIn(client(world), passkey)), refused)
  })

  test('too many wrong answers from one address are turned away, the right one too', async () => {
    const passkey = await addPasskey(browser)
    let status = 401
    for (let tries = 0; status === 401 && tries < 60; tries += 1)
      status = (await passkeySignIn(client(world), passkey, { verified: false })).statusCode
    assert.equal(status, 429)
    assert.equal((await passkeySignIn(client(world), passkey)).statusCode, 429)
  })
})
