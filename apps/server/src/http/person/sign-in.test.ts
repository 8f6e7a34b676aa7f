import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { signInMs } from '@rolecall/core/web-sign-in'
import { sessionDeletions } from '../../flows/parts/session-deletions.ts'
import { amina, register } from '../../testing/stories.ts'
import {
  beginSignIn,
  createPersonWorld,
  numberShown,
  type PersonBrowser,
  type PersonWorld,
  pageOf,
  signInByWhatsApp,
} from '../testing/person-world.ts'

const brian = '254700000002'

describe('signing in by WhatsApp', () => {
  let world: PersonWorld
  let browser: PersonBrowser
  beforeEach(async () => {
    world = await createPersonWorld()
    browser = world.browser()
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const say = (text: string, waId = amina) => world.chat.say(waId, text)
  const tap = (words: string, waId = amina) => world.chat.tap(waId, words)
  const isSignedIn = async (own: PersonBrowser) => (await own.page('/me')).name === 'matches'
  const attempts = async () => {
    const { store } = world.chat.deps
    const all = ['waiting', 'asked', 'proven', 'used', 'refused'].map((state) =>
      store.find('webSignIns', { index: 'state', where: [state], limit: 100 }),
    )
    return (await Promise.all(all)).flatMap(({ items }) => items.map(({ doc }) => doc))
  }

  test('the text and then the right number open the pages of the person', async () => {
    await register(world.chat)
    const text = await beginSignIn(browser)
    assert.match(text, /^SIGN-IN [0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    assert.match((await say(text))[0] ?? '', /which|number/i)
    assert.equal(await isSignedIn(browser), false)
    assert.match((await tap(await numberShown(browser)))[0] ?? '', /^Right/)
    const answer = await browser.get('/me')
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/me'])
    const { name, given } = await browser.page('/me')
    assert.deepEqual([name, given.name], ['matches', 'Amina'])
  })

  test('the number can be typed, and the chat goes on where it was', async () => {
    await register(world.chat)
    await say(await beginSignIn(browser))
    await say(` ${await numberShown(browser)}. `)
    await browser.get('/me')
    assert.equal(await isSignedIn(browser), true)
    assert.match((await say('menu'))[0] ?? '', /./)
  })

  test('an account without a phone number signs in', async () => {
    await register(world.chat)
    const { store } = world.chat.deps
    const [account] = (await store.find('accounts', { index: 'user', where: [`portfolio/KE.${amina}`], limit: 1 }))
      .items
    assert.ok(account)
    const { waId: _waId, phoneKey: _phoneKey, ...doc } = account.doc
    await store.commit([{ op: 'put', collection: 'accounts', doc, expected: account.revision }])
    const text = await beginSignIn(browser)
    const from = { kind: 'message', phoneNumberId: '100', wabaId: '1', at: world.chat.now, raw: {} } as const
    const sender = { userId: `KE.${amina}` }
    const content = { type: 'text', text } as const
    await world.chat.receive({ ...from, key: 'message:a', wamid: 'a', sender, content })
    const id = `web-sign-in.${(await attempts())[0]?.id}.${await numberShown(browser)}`
    const tapped = { type: 'reply', from: 'list', id, title: '' } as const
    await world.chat.receive({ ...from, key: 'message:b', wamid: 'b', sender, content: tapped })
    await browser.get('/me')
    assert.equal(await isSignedIn(browser), true)
  })

  test('neither code, number nor the secret of the browser stands in the store', async () => {
    await register(world.chat)
    const text = await beginSignIn(browser)
    await say(text)
    const kept = JSON.stringify(await attempts())
    const token = browser.cookies.get('__Host-rolecall-sign-in') ?? '-'
    for (const secret of [
      text.slice(8),
      text.slice(8, 13),
      token.split('.')[1] ?? '-',
      `"${await numberShown(browser)}"`,
    ])
      assert.ok(!kept.includes(secret), secret)
  })

  test('the cookie is of this host alone, out of reach of scripts, and lives ten minutes', async () => {
    const { headers } = await browser.post('/me/sign-in')
    const set = String(headers['set-cookie'])
    assert.match(set, /^__Host-rolecall-sign-in=/)
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=600'])
      assert.ok(set.includes(part), part)
  })

  test('the page looks again by itself while something can come, and stays still where one asks it to', async () => {
    assert.equal((await browser.get('/me')).headers.refresh, undefined)
    await browser.post('/me/sign-in')
    assert.equal((await browser.get('/me')).headers.refresh, '3')
    assert.equal((await browser.get('/me?reload=no')).headers.refresh, undefined)
    world.chat.now += signInMs
    assert.equal((await browser.get('/me')).headers.refresh, undefined)
  })

  describe('an attacker', () => {
    beforeEach(() => register(world.chat))

    test('gets nothing with a code that was used', async () => {
      const text = await beginSignIn(browser)
      await say(text)
      await tap(await numberShown(browser))
      await browser.get('/me')
      assert.match((await say(text))[0] ?? '', /was used/)
      assert.equal((await attempts())[0]?.state, 'used')
    })

    test('gets one session of a proof, however often the page is asked for', async () => {
      await say(await beginSignIn(browser))
      await tap(await numberShown(browser))
      const token = browser.cookies.get('__Host-rolecall-sign-in') ?? ''
      await browser.get('/me')
      const again = world.browser()
      again.cookies.set('__Host-rolecall-sign-in', token)
      assert.equal((await again.page('/me')).name, 'sign-in')
      assert.equal((await again.page('/me')).given.attempt, undefined)
    })

    test('gets nothing with a code after ten minutes, nor with a proof after them', async () => {
      const text = await beginSignIn(browser)
      world.chat.now += signInMs
      assert.match((await say(text))[0] ?? '', /too old/)
      const second = world.browser()
      await say(await beginSignIn(second))
      await tap(await numberShown(second))
      world.chat.now += signInMs
      assert.equal(await isSignedIn(second), false)
      assert.equal((await second.page('/me')).given.attempt.because, 'expired')
    })

    test('does not get into another browser what was proven for this one', async () => {
      const other = world.browser()
      await beginSignIn(other)
      await say(await beginSignIn(browser))
      await tap(await numberShown(browser))
      assert.equal(await isSignedIn(other), false)
      assert.equal((await other.page('/me')).given.attempt.state, 'waiting')
    })

    test('does not get in with the link of their own browser: the victim sees no number', async () => {
      const theirs = world.browser()
      await say(await beginSignIn(theirs))
      const shown = await numberShown(theirs)
      const offered = world.chat.messenger.sent.at(-1)?.message
      assert.ok(offered?.type === 'list')
      const wrong = offered.sections[0]?.rows.find(({ title }) => /^\d\d$/.test(title) && title !== shown)
      assert.match((await tap(wrong?.title ?? ''))[0] ?? '', /not the number/)
      assert.equal(await isSignedIn(theirs), false)
      assert.deepEqual((await theirs.page('/me')).given.attempt, { state: 'over', because: 'wrong-number' })
      assert.match((await say(shown))[0] ?? '', /^(?!Right)/)
      assert.equal(await isSignedIn(theirs), false)
    })

    test('is stopped by one who says that it was not them', async () => {
      const theirs = world.browser()
      await say(await beginSignIn(theirs))
      assert.match((await tap("It wasn't me"))[0] ?? '', /Nobody got in/)
      assert.equal((await theirs.page('/me')).given.attempt.because, 'not-me')
    })

    test('cannot take a code or answer a question of another account', async () => {
      await register(world.chat, brian, 'Brian')
      const text = await beginSignIn(browser)
      await say(text)
      assert.match((await say(text, brian))[0] ?? '', /was used/)
      const id = `web-sign-in.${(await attempts())[0]?.id}.${await numberShown(browser)}`
      await world.chat.receive({
        kind: 'message',
        key: 'message:forged',
        wamid: 'forged',
        phoneNumberId: '100',
        wabaId: '1',
        at: world.chat.now,
        raw: {},
        sender: { waId: brian, userId: `KE.${brian}` },
        content: { type: 'reply', from: 'list', id, title: '' },
      })
      assert.equal((await attempts())[0]?.state, 'asked')
      assert.equal(await isSignedIn(browser), false)
    })

    test('gets nothing for a forged cookie', async () => {
      await say(await beginSignIn(browser))
      await tap(await numberShown(browser))
      const [id] = (browser.cookies.get('__Host-rolecall-sign-in') ?? '').split('.')
      for (const token of [`${id}.${'A'.repeat(43)}`, `${id}.`, id ?? '', 'x'.repeat(5000), '__proto__']) {
        const forger = world.browser()
        forger.cookies.set('__Host-rolecall-sign-in', token)
        assert.equal((await forger.page('/me')).name, 'sign-in')
      }
    })

    test('is turned away after ten codes that are nobody’s, with a right one too', async () => {
      for (let at = 0; at < 20; at += 1) {
        const [answer] = await say(`SIGN-IN AAAAA-AAA${String(at).padStart(2, '0')}`)
        assert.match(answer ?? '', at < 10 ? /do not know that code/ : /too many codes/)
      }
      assert.match((await say(await beginSignIn(browser)))[0] ?? '', /too many codes/)
    })

    test('begins twenty attempts from one address and no more', async () => {
      for (let at = 0; at < 20; at += 1) assert.equal((await browser.post('/me/sign-in')).statusCode, 303)
      const answer = await browser.post('/me/sign-in')
      assert.equal(answer.statusCode, 429)
      assert.ok(Number(answer.headers['retry-after']) > 0)
      assert.equal(pageOf(answer).given.limited, true)
    })

    test('cannot send forms from another site, nor bodies that are no forms of ours', async () => {
      const cross = await browser.post('/me/sign-in', {}, { 'sec-fetch-site': 'cross-site' })
      assert.equal(cross.statusCode, 403)
      const noOrigin = await browser.post('/me/sign-in', {}, { 'sec-fetch-site': '', origin: 'null' })
      assert.equal(noOrigin.statusCode, 403)
      for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x'])
        assert.equal((await browser.post('/me/sign-in', 'a=1', { 'content-type': type })).statusCode, 415)
      for (const body of ['a=1&a=2', 'a=%', 'a=%ff', 'a=%00', '=1', `a=${'x'.repeat(20_000)}`])
        assert.ok([400, 413].includes((await browser.post('/me/sign-in', body)).statusCode), body.slice(0, 10))
      assert.deepEqual(await attempts(), [])
    })
  })

  test('who has no profile yet is asked to register first, in the language of the page', async () => {
    await browser.post('/me/sign-in?lang=es')
    const text = (await browser.page('/me?lang=es')).given.attempt.text
    assert.match((await say(text))[0] ?? '', /responda aquí unas preguntas/)
    assert.match((await tap('Empezar'))[0] ?? '', /Rolecall/)
    assert.equal(await isSignedIn(browser), false)
  })

  test('a code is answered in the language of the person', async () => {
    await register(world.chat)
    await say('language')
    await tap('Español')
    assert.match((await say('SIGN-IN AAAAA-AAAAA'))[0] ?? '', /No conozco ese código/)
  })

  test("a person's session is nobody's at the API, and signing out ends it", async () => {
    await register(world.chat)
    const own = await signInByWhatsApp(world, amina)
    const copy = new Map(own.cookies)
    assert.equal(JSON.parse((await own.get('/api/v1/session')).body).user, null)
    assert.equal((await own.get('/api/v1/sessions')).statusCode, 401)
    assert.equal((await own.post('/me/sign-out')).headers.location, '/me')
    const thief = world.browser()
    for (const [name, value] of copy) thief.cookies.set(name, value)
    assert.equal(await isSignedIn(thief), false)
  })

  test('who is deleted is signed out, and nothing of their sessions and attempts is left', async () => {
    await register(world.chat)
    const own = await signInByWhatsApp(world, amina)
    const personId = (await attempts())[0]?.personId ?? ''
    const { deps } = world.chat
    const deletions = await sessionDeletions(deps, personId)
    assert.deepEqual(
      deletions.map(({ op, collection }) => [op, collection]),
      [['delete', 'sessions']],
    )
    await say('delete')
    await tap('deleting.yes')
    assert.equal(await isSignedIn(own), false)
    world.chat.now += 10_000
    await world.chat.work()
    assert.deepEqual(await attempts(), [])
    assert.equal(await deps.store.get('dataKeys', personId), undefined)
  })

  test('a proof of who was deleted meanwhile opens nothing and makes no key for them', async () => {
    await register(world.chat)
    await say(await beginSignIn(browser))
    await tap(await numberShown(browser))
    const { store } = world.chat.deps
    const personId = (await attempts())[0]?.personId ?? ''
    for (const collection of ['people', 'dataKeys'] as const) {
      const row = await store.get(collection, personId)
      assert.ok(row)
      await store.commit([{ op: 'delete', collection, id: personId, expected: row.revision }])
    }
    assert.equal((await browser.get('/me')).statusCode, 303)
    const { name, given } = await browser.page('/me')
    assert.deepEqual([name, given.attempt], ['sign-in', undefined])
    assert.equal(await store.get('dataKeys', personId), undefined)
  })
})
