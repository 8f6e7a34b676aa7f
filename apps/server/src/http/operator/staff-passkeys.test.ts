import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { runStaff } from '../../commands/run-staff.ts'
import { freshMs } from '../../flows/passkeys/own-passkeys.ts'
import { createPasskey, type SoftwarePasskey } from '../../testing/software-passkey.ts'
import { client, type EmployerClient, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld, password, publicUrl } from '../testing/http-world.ts'
import { tokenFor } from '../testing/mails.ts'
import { addPasskey, passkeySignIn } from '../testing/passkeys.ts'
import { addStaffMember, codeAt, staffSignIn } from '../testing/staff.ts'

describe('the passkeys of staff', () => {
  let world: HttpWorld
  beforeEach(async () => {
    world = await createHttpWorld()
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const newLink = async (): Promise<string> => {
    const lines: string[] = []
    await runStaff(world.deps, ['add', 'root@example.org', 'Root', 'administrator'], (line) => lines.push(line))
    return lines.join(' ').split('#')[1] ?? ''
  }
  type Enrolled = { readonly browser: EmployerClient; readonly passkey: SoftwarePasskey; readonly codes: string[] }
  const enrol = async (token: string): Promise<Enrolled> => {
    const browser = client(world)
    await browser.send('POST', '/operator/enrolment', { token })
    const creation = (await browser.send('POST', '/operator/enrolment/passkey', { token })).json()
    const passkey = createPasskey(creation, publicUrl)
    const body = { token, name: 'Key', credential: passkey.created }
    const answer = await browser.send('POST', '/operator/enrolment/passkey/finish', body)
    assert.equal(answer.statusCode, 200, answer.body)
    return { browser, passkey, codes: answer.json().recoveryCodes }
  }
  const asStaff = async (passkey: SoftwarePasskey) =>
    (await passkeySignIn(client(world), passkey, { as: 'staff' })).statusCode
  const actions = async () =>
    (await world.store.find('tasks', { index: 'lane', where: ['audit'], limit: 1000 })).items.map(
      ({ doc }) => /"action":"([^"]*)"/.exec(JSON.stringify(doc.payload))?.[1],
    )
  const sendCode = (body: object) => client(world).send('POST', '/operator/session', body)

  test('a link enrols with a passkey alone, which then signs in; each step is written down', async () => {
    const { browser, passkey, codes } = await enrol(await newLink())
    assert.equal((await browser.get('/operator/session')).json().staff.role, 'administrator')
    assert.equal(codes.length, 10)
    const visitor = client(world)
    const answer = await passkeySignIn(visitor, passkey, { as: 'staff' })
    assert.equal(answer.json().staff.email, 'root@example.org')
    assert.equal((await visitor.get('/operator/staff')).statusCode, 200)
    await visitor.get('/passkeys')
    await addPasskey(visitor)
    const [, first] = (await visitor.get('/passkeys')).json().items
    await visitor.send('DELETE', `/passkeys/${first.id}`)
    const noted = await actions()
    for (const action of ['staff.enrol', 'passkey.add', 'passkey.list', 'passkey.remove', 'session.start'])
      assert.ok(noted.includes(action), action)
  })

  test('a link enrols once, and a passkey that did not verify its user does not enrol', async () => {
    const token = await newLink()
    const browser = client(world)
    const creation = (await browser.send('POST', '/operator/enrolment/passkey', { token })).json()
    const weak = createPasskey(creation, publicUrl, { verified: false })
    const finish = (made: SoftwarePasskey) =>
      browser.send('POST', '/operator/enrolment/passkey/finish', { token, name: 'Key', credential: made.created })
    assert.equal((await finish(weak)).json().code, 'passkey-refused')
    await enrol(token)
    assert.equal((await browser.send('POST', '/operator/enrolment/passkey', { token })).json().code, 'link-over')
    assert.equal((await finish(weak)).json().code, 'link-over')
  })

  test('the app that was only shown while one enrolled with a passkey gives no codes that count', async () => {
    const token = await newLink()
    const { totpSecret } = (await client(world).send('POST', '/operator/enrolment', { token })).json()
    await enrol(token)
    const staff = await world.store.get('staff', token.split('.')[0] ?? '')
    assert.equal(staff?.doc.totpSecret, undefined)
    const body = { email: 'root@example.org', password: 'anything', code: codeAt(world.now, totpSecret) }
    assert.equal((await sendCode(body)).statusCode, 401)
  })

  test('a passkey that was added with a password alone opens no screen of the staff', async () => {
    const account = await addStaffMember(world, 1, 'administrator')
    const asEmployer = await signIn(world, account)
    const passkey = await addPasskey(asEmployer)
    assert.equal(await asStaff(passkey), 401)
    const [{ id }] = (await asEmployer.get('/passkeys')).json().items
    const work = await staffSignIn(world, account)
    assert.deepEqual((await work.get('/passkeys')).json().items, [])
    assert.equal((await work.send('DELETE', `/passkeys/${id}`)).statusCode, 404)
    const own = await addPasskey(work)
    assert.equal((await passkeySignIn(client(world), own)).statusCode, 401, 'nor the other way round')
    assert.equal(await asStaff(own), 200)
  })

  test('the last passkey stays where there is no authenticator app', async () => {
    const { browser } = await enrol(await newLink())
    const [{ id }] = (await browser.get('/passkeys')).json().items
    const kept = await browser.send('DELETE', `/passkeys/${id}`)
    assert.deepEqual([kept.statusCode, kept.json().code], [409, 'last-factor'])
    await addPasskey(browser)
    assert.equal((await browser.send('DELETE', `/passkeys/${id}`)).statusCode, 204)
  })

  test('after a quarter of an hour a password is no proof for staff: they sign in anew', async () => {
    const work = await staffSignIn(world, await addStaffMember(world, 1, 'auditor'))
    world.now += freshMs
    assert.equal((await work.send('POST', '/passkeys/new')).json().code, 'sign-in-again')
    assert.equal((await work.send('POST', '/session/proof', { passwordAgain: password })).json().code, 'not-allowed')
  })

  test('a new link, and the end of the work, end the passkeys of before', async () => {
    const { passkey } = await enrol(await newLink())
    await newLink()
    assert.equal(await asStaff(passkey), 401)
    const { passkey: next, browser } = await enrol(await newLink())
    assert.deepEqual([await asStaff(passkey), await asStaff(next)], [401, 200])
    const account = await addStaffMember(world, 1, 'auditor')
    const own = await addPasskey(await staffSignIn(world, account))
    assert.equal((await browser.send('PUT', `/operator/staff/${account.userId}`, { ended: true })).statusCode, 200)
    assert.equal(await asStaff(own), 401)
    const left = await world.store.find('passkeys', { index: 'subject', where: [account.userId], limit: 1 })
    assert.equal(left.items.length, 0)
  })

  test('a new password by mail opens nothing without the second factor; with a recovery code it does', async () => {
    const { codes } = await enrol(await newLink())
    const email = 'root@example.org'
    await client(world).send('POST', '/password/forgotten', { email })
    const chosen = 'three blue kettles in rain'
    const token = await tokenFor(world, email, 'new-password')
    assert.equal((await client(world).send('POST', '/password/reset', { token, password: chosen })).statusCode, 204)
    for (const code of ['000000', 'abcdefgh', '234567 234567'])
      assert.equal((await sendCode({ email, password: chosen, code })).statusCode, 401, code)
    const asEmployer = client(world)
    assert.equal((await asEmployer.send('POST', '/session', { email, password: chosen })).statusCode, 200)
    assert.equal((await asEmployer.get('/operator/session')).json().staff, null)
    assert.equal((await asEmployer.get('/operator/staff')).statusCode, 404)
    assert.equal(await asStaff(await addPasskey(asEmployer)), 401)
    assert.equal((await sendCode({ email, password: chosen, code: codes[0] })).statusCode, 200)
  })

  test('a mail that resets the password of staff with an app opens nothing without a code of the app', async () => {
    const { email } = await addStaffMember(world, 1, 'moderator')
    await client(world).send('POST', '/password/forgotten', { email })
    const chosen = 'three blue kettles in rain'
    await client(world).send('POST', '/password/reset', {
      token: await tokenFor(world, email, 'new-password'),
      password: chosen,
    })
    assert.equal((await sendCode({ email, password: chosen, code: '000000' })).statusCode, 401)
    assert.equal((await sendCode({ email, password: chosen, code: codeAt(world.now) })).statusCode, 200)
  })
})
