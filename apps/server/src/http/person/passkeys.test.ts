import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { freshMs } from '../../flows/passkeys/own-passkeys.ts'
import { type Bent, createPasskey, type SoftwarePasskey } from '../../testing/software-passkey.ts'
import { amina, register } from '../../testing/stories.ts'
import { publicUrl } from '../testing/http-world.ts'
import {
  createPersonWorld,
  type PersonBrowser,
  type PersonWorld,
  pageOf,
  signInByWhatsApp,
} from '../testing/person-world.ts'

describe('the passkey of a person', () => {
  let world: PersonWorld
  let own: PersonBrowser
  beforeEach(async () => {
    world = await createPersonWorld()
    await register(world.chat)
    own = await signInByWhatsApp(world, amina)
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const fieldsOf = ({ transports = [], ...rest }: SoftwarePasskey['created']) => ({
    ...rest,
    transports: transports.join(' '),
  })
  const make = async (browser = own, bent: Bent = {}) =>
    createPasskey((await browser.post('/me/passkeys/begin')).json(), publicUrl, bent)
  const add = async (browser = own): Promise<SoftwarePasskey> => {
    const passkey = await make(browser)
    const answer = await browser.post('/me/passkeys', fieldsOf(passkey.created), {
      'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/156.0 Mobile Safari/537.36',
    })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/me/sessions'], answer.body)
    return passkey
  }
  const signIn = async (browser: PersonBrowser, passkey: SoftwarePasskey, bent: Bent = {}) => {
    const request = (await browser.post('/me/sign-in/passkey/begin')).json()
    return browser.post('/me/sign-in/passkey', { ...passkey.sign(request, bent) })
  }
  const shown = async () => (await own.page('/me/sessions')).given

  test('is added after the sign-in by WhatsApp and then opens their pages in another browser', async () => {
    const passkey = await add()
    assert.deepEqual(
      (await shown()).passkeys.map(({ name }: { name: string }) => name),
      ['Chrome · Android'],
    )
    const other = world.browser()
    const answer = await signIn(other, passkey)
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/me'])
    assert.equal((await other.page('/me')).given.name, 'Amina')
    assert.ok((await shown()).passkeys[0].used)
  })

  test('does not sign in bent, twice, or from another browser; the page says so and shows the way by WhatsApp', async () => {
    const passkey = await add()
    const visitor = world.browser()
    for (const bent of [{ verified: false }, { origin: 'https://evil.example' }, { crossOrigin: true }]) {
      const answer = await signIn(visitor, passkey, bent)
      const { name, given } = pageOf(answer)
      assert.deepEqual([answer.statusCode, name, given.passkeyRefused], [401, 'sign-in', true])
    }
    const signed = { ...passkey.sign((await visitor.post('/me/sign-in/passkey/begin')).json()) }
    assert.equal((await world.browser().post('/me/sign-in/passkey', signed)).statusCode, 401)
    assert.equal((await visitor.post('/me/sign-in/passkey', signed)).statusCode, 303)
    assert.equal((await visitor.post('/me/sign-in/passkey', signed)).statusCode, 401)
    assert.equal((await visitor.post('/me/sign-in/passkey', {})).statusCode, 401)
    const request = (await visitor.post('/me/sign-in/passkey/begin', {}, { 'sec-fetch-site': 'cross-site' })).json()
    assert.equal(request.code, 'cross-site')
  })

  test('opens nothing of employers and staff', async () => {
    const passkey = await add()
    const visitor = world.browser()
    const { challenge, rpId } = (await visitor.post('/me/sign-in/passkey/begin')).json()
    const credential = passkey.sign({ challenge, rpId, timeout: 1, userVerification: 'required' })
    const headers = { 'content-type': 'application/json' }
    for (const path of ['/api/v1/session/passkey', '/api/v1/operator/session/passkey'])
      assert.equal((await visitor.post(path, JSON.stringify({ credential }), headers)).statusCode, 401, path)
  })

  test('is added and removed only for a quarter of an hour after a sign-in', async () => {
    await add()
    const [{ id }] = (await shown()).passkeys
    const made = await make()
    world.chat.now += freshMs
    assert.equal((await shown()).fresh, false)
    assert.equal((await own.post('/me/passkeys/begin')).json().code, 'sign-in-again')
    assert.equal((await own.post('/me/passkeys', fieldsOf(made.created))).statusCode, 422)
    assert.equal((await own.post('/me/passkeys/remove', { passkey: id })).statusCode, 422)
    assert.equal((await shown()).passkeys.length, 1)
    own = await signInByWhatsApp(world, amina)
    assert.equal((await own.post('/me/passkeys/remove', { passkey: id })).statusCode, 303)
    assert.deepEqual((await shown()).passkeys, [])
    assert.equal((await own.post('/me/passkeys/remove', { passkey: id })).statusCode, 404)
  })

  test('is gone with the person, and one that comes too late leaves nothing of them', async () => {
    const passkey = await add()
    const late = await make()
    await world.chat.say(amina, 'delete')
    await world.chat.tap(amina, 'deleting.yes')
    const { store } = world.chat.deps
    const left = await store.find('passkeys', { index: 'credential', where: [passkey.id], limit: 1 })
    assert.equal(left.items.length, 0)
    assert.equal((await signIn(world.browser(), passkey)).statusCode, 401)
    await own.post('/me/passkeys', fieldsOf(late.created))
    const since = await store.find('passkeys', { index: 'credential', where: [late.id], limit: 1 })
    assert.equal(since.items.length, 0)
  })
})
