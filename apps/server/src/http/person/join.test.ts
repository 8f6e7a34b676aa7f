import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { signInMs } from '@rolecall/core/web-sign-in'
import { amina, publish, register } from '../../testing/stories.ts'
import {
  createPersonWorld,
  type PersonBrowser,
  type PersonWorld,
  registerOnWeb,
  webPerson,
} from '../testing/person-world.ts'

const brian = '254700000002'

describe('joining WhatsApp after registering on the web', () => {
  let world: PersonWorld
  let browser: PersonBrowser
  beforeEach(async () => {
    world = await createPersonWorld()
    browser = await registerOnWeb(world)
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const begin = async (own = browser): Promise<string> => {
    await own.post('/me/join')
    return (await own.page('/me/join')).given.attempt.text
  }
  const shown = async (own = browser): Promise<string> => (await own.page('/me/join')).given.attempt.number
  const say = (text: string, waId = amina) => world.chat.say(waId, text)
  const tap = (words: string, waId = amina) => world.chat.tap(waId, words)
  const isJoined = async () => (await webPerson(world)).doc.channel === undefined
  const accountOf = async (waId = amina) => {
    const where = [`portfolio/${waId}`]
    return (await world.chat.deps.store.find('accounts', { index: 'phone', where, limit: 1 })).items[0]?.doc
  }
  const offered = () => {
    const last = world.chat.messenger.sent.at(-1)?.message
    return last?.type === 'list' ? last.sections.flatMap(({ rows }) => rows.map(({ title }) => title)) : []
  }

  test('a phone that is new to us is joined: no question again, the menu works, the consent is on record', async () => {
    const text = await begin()
    assert.match(text, /^JOIN [0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    assert.match((await say(text))[0] ?? '', /joins this WhatsApp.*tap the number/)
    const [welcome = ''] = await tap(await shown())
    assert.match(welcome, /^Welcome Ana, your WhatsApp is joined/)
    assert.match((await say('profile'))[0] ?? '', /./)
    const { doc } = await webPerson(world)
    const account = await accountOf()
    assert.deepEqual([doc.channel, doc.forgetAt, doc.accountId], [undefined, undefined, account?.id])
    assert.deepEqual([account?.personIds, account?.activePersonId], [[doc.id], doc.id])
    const consents = await world.chat.deps.store.find('consents', { index: 'person', where: [doc.id], limit: 9 })
    assert.deepEqual(consents.items.map(({ doc: { channel, scope } }) => `${channel} ${scope}`).sort(), [
      'web service',
      'whatsapp service',
    ])
    assert.equal((await browser.page('/me/join')).given.joined, true)
  })

  test('the account of before is gone with its key, and the browser stays signed in', async () => {
    const { accountId } = (await webPerson(world)).doc
    await say(await begin())
    await tap(await shown())
    const { store } = world.chat.deps
    assert.deepEqual(
      [await store.get('accounts', accountId), await store.get('dataKeys', accountId)],
      [undefined, undefined],
    )
    const { name, given } = await browser.page('/me')
    assert.deepEqual([name, given.name, given.webOnly], ['matches', 'Ana', undefined])
  })

  test('what waited is told in the chat once, and what comes later comes there', async () => {
    await browser.post('/me/profile', { field: 'alerts', option: 'yes' })
    await publish(world.chat)
    world.chat.now += 60_000
    await world.chat.work()
    await say(await begin())
    const [welcome = ''] = await tap(await shown())
    assert.match(welcome, /One message waited for you/)
    world.chat.now += 86_400_000
    await publish(world.chat, { title: 'Night cook' })
    world.chat.now += 60_000
    await world.chat.work()
    const told = world.chat.messenger.sent
      .filter(({ to }) => to.waId === amina)
      .map(({ message }) => JSON.stringify(message))
    assert.ok(told.some((message) => message.includes('Night cook')))
    const news = await world.chat.deps.store.find('news', { index: 'age', where: [], limit: 9 })
    assert.deepEqual(
      news.items.map(({ doc }) => doc.toldAt === undefined),
      [false],
    )
  })

  test('a phone that has a person keeps them: both are there, and the chat says so before and after', async () => {
    await register(world.chat)
    const job = await publish(world.chat)
    await say('jobs')
    await tap(`job.${job.id}`)
    await tap(`apply.${job.id}`)
    await browser.post(`/me/apply/${job.id}`)
    assert.match((await say(await begin()))[0] ?? '', /On this phone already: Amina/)
    assert.match((await tap(await shown()))[0] ?? '', /Ana.*This phone also has Amina/s)
    const account = await accountOf()
    assert.equal(account?.personIds.length, 2)
    const { items } = await world.chat.deps.store.find('applications', { index: 'job', where: [job.id], limit: 9 })
    assert.deepEqual(new Set(items.map(({ doc }) => doc.personId)), new Set(account?.personIds))
    await say('switch')
    assert.match((await tap('Amina'))[0] ?? '', /Amina/)
  })

  test('a phone in the middle of its own registration loses none of it', async () => {
    await say('Hi')
    await tap('English')
    await tap('Yes')
    await say('Amina')
    await say(await begin())
    await tap(await shown())
    assert.match((await say('menu'))[0] ?? '', /Ana|Open the list/)
    await say('switch')
    assert.match((await tap('Amina'))[0] ?? '', /work/i)
  })

  test('after STOP, joining starts the messages of the phone again and says so', async () => {
    await register(world.chat)
    await say('STOP')
    await say(await begin())
    assert.match((await tap(await shown()))[0] ?? '', /Messages are on again/)
    assert.equal((await accountOf())?.state, 'active')
    assert.equal((await webPerson(world, 'Amina')).doc.state, 'active')
  })

  describe('an attacker', () => {
    test('who has the code of a screenshot is asked for a number among nine, and one wrong answer ends it', async () => {
      const text = await begin()
      await say(text, brian)
      const number = await shown()
      const numbers = offered().filter((title) => /^\d\d$/.test(title))
      assert.deepEqual([numbers.length, numbers.includes(number)], [9, true])
      const wrong = numbers.find((one) => one !== number) ?? ''
      assert.match((await tap(wrong, brian))[0] ?? '', /not the number/)
      await say(number, brian)
      await say(text, brian)
      assert.equal(await isJoined(), false)
      assert.equal((await browser.page('/me/join')).given.attempt.because, 'wrong-number')
    })

    test('learns no name from a code, and nobody else gets it once it was sent', async () => {
      const text = await begin()
      const [asked = ''] = await say(text, brian)
      assert.ok(!asked.includes('Ana'))
      assert.match((await say(text))[0] ?? '', /was used/)
    })

    test('gets nothing of a code that is over or was used', async () => {
      const old = await begin()
      world.chat.now += signInMs
      assert.match((await say(old))[0] ?? '', /too old/)
      const text = await begin()
      await say(text)
      await tap(await shown())
      assert.match((await say(text, brian))[0] ?? '', /was used/)
      assert.equal((await accountOf(brian))?.personIds.length, 0)
    })

    test('joins nobody from another browser, and opens no session with a join', async () => {
      const text = await begin()
      const other = await registerOnWeb(world, 'Eve')
      const token = browser.cookies.get('__Host-rolecall-join') ?? ''
      other.cookies.set('__Host-rolecall-join', token)
      assert.equal((await other.page('/me/join')).given.attempt, undefined)
      await say(text)
      await tap(await shown())
      const visitor = world.browser()
      visitor.cookies.set('__Host-rolecall-sign-in', token)
      assert.equal((await visitor.page('/me')).name, 'sign-in')
    })

    test('begins no join from another site or without a session', async () => {
      assert.equal((await browser.post('/me/join', {}, { 'sec-fetch-site': 'cross-site' })).statusCode, 403)
      assert.equal((await world.browser().post('/me/join')).headers.location, '/me')
      const { items } = await world.chat.deps.store.find('webSignIns', { index: 'state', where: ['waiting'], limit: 9 })
      assert.deepEqual(items, [])
    })

    test('does not join a person who joined already', async () => {
      const second = await begin()
      await say(await begin())
      await tap(await shown())
      const token = await say(second, brian)
      assert.match(token[0] ?? '', /has a WhatsApp already/)
      assert.equal((await accountOf(brian))?.personIds.length, 0)
    })
  })
})
