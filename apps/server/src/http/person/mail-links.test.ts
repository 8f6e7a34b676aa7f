import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import type { memoryMailer } from '@rolecall/adapters/mail/memory'
import { linkLifeMs } from '../../flows/parts/links.ts'
import { publish } from '../../testing/stories.ts'
import { createHttpWorld } from '../testing/http-world.ts'
import { addPerson } from '../testing/people.ts'
import {
  createPersonWorld,
  type PersonBrowser,
  type PersonWorld,
  pageOf,
  registerOnWeb,
  webPerson,
} from '../testing/person-world.ts'
import { countedStore } from '../testing/store-calls.ts'

const email = 'Ana@example.org'

describe('the e-mail of a person', () => {
  let world: PersonWorld
  let browser: PersonBrowser
  beforeEach(async () => {
    world = await createPersonWorld({ mail: true })
    browser = await registerOnWeb(world)
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const mails = async () => {
    await world.chat.work()
    return (world.chat.deps.mailer as ReturnType<typeof memoryMailer>).sent
  }
  const newest = async () => (await mails()).at(-1)
  const pathIn = (text = '', path: string) => new RegExp(`${path}/[\\w.-]+`).exec(text)?.[0] ?? 'none'
  const ask = (own = browser, to = email) => own.post('/me/contact/email', { email: to })
  const confirmed = async (own = browser, to = email) => {
    await ask(own, to)
    return own.post(pathIn((await newest())?.text, '/me/email/confirm'))
  }
  const askToSignIn = (own: PersonBrowser, to = email) => own.post('/me/email/sign-in?lang=en', { email: to })
  const signInPath = async () => pathIn((await newest())?.text, '/me/email/sign-in')

  test('an address counts once its link was taken in the browser that asked', async () => {
    await ask()
    assert.equal((await newest())?.to, email)
    const path = pathIn((await newest())?.text, '/me/email/confirm')
    assert.equal((await browser.page(path)).given.step, 'confirm')
    assert.equal((await webPerson(world)).doc.email, undefined)
    const stranger = await registerOnWeb(world, 'Eve')
    assert.match(String((await stranger.post(path)).headers.location), /said=over/)
    assert.match(String((await browser.post(path)).headers.location), /said=confirmed/)
    assert.match(String((await browser.post(path)).headers.location), /said=over/)
    const { doc } = await webPerson(world)
    assert.deepEqual([doc.email, doc.emailKey, doc.forgetAt], [email, 'ana@example.org', undefined])
    assert.equal((await webPerson(world, 'Eve')).doc.email, undefined)
  })

  test('a link signs in the browser that asked, once, within ten minutes', async () => {
    await confirmed()
    const other = world.browser()
    await askToSignIn(other, 'ana@EXAMPLE.org')
    const path = await signInPath()
    assert.equal((await other.page(path)).given.step, 'sign-in')
    assert.equal((await other.page('/me')).name, 'sign-in')
    const thief = world.browser()
    assert.equal((await thief.post(path)).statusCode, 403)
    const crossSite = await other.post(path, {}, { 'sec-fetch-site': 'cross-site' })
    assert.equal(crossSite.statusCode, 403)
    assert.equal((await other.post(path)).headers.location, '/me')
    assert.equal((await other.page('/me')).given.name, 'Ana')
    const again = world.browser()
    again.cookies.set('__Host-rolecall-mail', other.cookies.get('__Host-rolecall-mail') ?? '')
    assert.equal((await again.post(path)).statusCode, 410)
    await askToSignIn(again)
    const late = await signInPath()
    world.chat.now += linkLifeMs['person-sign-in']
    assert.equal((await again.post(late)).statusCode, 410)
  })

  test('an unknown address gets the same answer and no mail', async () => {
    await confirmed()
    const before = (await mails()).length
    const [known, unknown] = [world.browser(), world.browser()]
    const one = await askToSignIn(known)
    const two = await askToSignIn(unknown, 'nobody@example.org')
    assert.deepEqual([one.statusCode, one.body], [two.statusCode, two.body])
    assert.deepEqual([...known.cookies.keys()], [...unknown.cookies.keys()])
    const sent = (await mails()).slice(before).map(({ to }) => to)
    assert.deepEqual(sent, [email])
  })

  test('an address of somebody else is told of to who reads its mails alone', async () => {
    await confirmed()
    const eve = await registerOnWeb(world, 'Eve')
    const free = await ask(eve, 'free@example.org')
    await newest()
    const taken = await ask(eve)
    assert.deepEqual([taken.statusCode, taken.headers.location], [free.statusCode, free.headers.location])
    assert.match(
      String((await eve.post(pathIn((await newest())?.text, '/me/email/confirm'))).headers.location),
      /said=taken/,
    )
    assert.equal((await webPerson(world, 'Eve')).doc.emailKey, undefined)
  })

  test('tries for one address and from one person are limited', async () => {
    for (let turn = 0; turn < 5; turn += 1) assert.equal((await ask()).statusCode, 303)
    const asked = await ask()
    assert.deepEqual([asked.statusCode, pageOf(asked).given.said], [429, 'limited'])
    assert.ok(Number(asked.headers['retry-after']) > 0)
    for (let turn = 0; turn < 5; turn += 1) assert.equal((await askToSignIn(world.browser())).statusCode, 200)
    const over = await askToSignIn(world.browser())
    assert.equal(over.statusCode, 429)
    assert.ok(Number(over.headers['retry-after']) > 0)
  })

  test('news come by mail, with the way to end them, which a mail program may call without a page', async () => {
    await confirmed()
    await browser.post('/me/profile', { field: 'alerts', option: 'yes' })
    await publish(world.chat)
    world.chat.now += 60_000
    const mail = await newest()
    assert.match(mail?.text ?? '', /A new job fits you/)
    const stop = new URL(mail?.stopUrl ?? 'x:').pathname
    assert.equal((await world.browser().page(stop)).given.step, 'stop')
    const bent = stop.slice(0, -1) + (stop.endsWith('A') ? 'B' : 'A')
    const oneClick = { 'sec-fetch-site': '' }
    assert.equal((await world.browser().post(bent, 'List-Unsubscribe=One-Click', oneClick)).statusCode, 410)
    assert.equal((await webPerson(world)).doc.emailUpdates, true)
    assert.equal((await world.browser().post(stop, 'List-Unsubscribe=One-Click', oneClick)).statusCode, 200)
    assert.equal((await webPerson(world)).doc.emailUpdates, false)
    const before = (await mails()).length
    world.chat.now += 86_400_000
    await publish(world.chat, { title: 'Night cook' })
    world.chat.now += 60_000
    assert.equal((await mails()).length, before)
    assert.equal((await browser.page('/me')).given.news.length, 2)
  })

  test('an address that was removed signs nobody in, whatever link is on its way', async () => {
    await confirmed()
    const other = world.browser()
    await askToSignIn(other)
    const path = await signInPath()
    await browser.post('/me/contact/updates', { option: 'remove' })
    assert.equal((await other.post(path)).statusCode, 410)
    assert.deepEqual(
      [(await webPerson(world)).doc.email, (await webPerson(world)).doc.emailKey],
      [undefined, undefined],
    )
  })
})

test('a known and an unknown address cost the same work', async () => {
  const counted = countedStore()
  await using world = await createHttpWorld({ store: counted.wrap })
  const id = await addPerson(world, 1)
  const person = await world.store.get('people', id)
  assert.ok(person)
  const doc = { ...person.doc, email, emailKey: email.toLowerCase() }
  await world.put({ op: 'put', collection: 'people', doc, expected: person.revision })
  const work = async (to: string) => {
    counted.take()
    const answer = await world.app.inject({
      method: 'POST',
      url: '/me/email/sign-in',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams({ email: to }).toString(),
    })
    assert.equal(answer.statusCode, 200)
    return counted.take()
  }
  const known = await work(email)
  assert.deepEqual(await work('nobody@example.org'), known)
  assert.ok(known.length > 0)
})
