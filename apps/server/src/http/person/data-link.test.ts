import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { everythingIn } from '../../testing/everything-in.ts'
import { amina, publish, register } from '../../testing/stories.ts'
import { createPersonWorld, type PersonWorld, pageOf } from '../testing/person-world.ts'

const minuteMs = 60_000

describe('the link of MY DATA', () => {
  let world: PersonWorld
  before(async () => {
    world = await createPersonWorld()
    await register(world.chat)
  })
  after(() => world[Symbol.asyncDispose]())

  /** The path that the chat gives now. */
  const ask = async (): Promise<string> => {
    await world.chat.say(amina, 'MY DATA')
    const message = world.chat.messenger.sent.at(-1)?.message
    assert.ok(message?.type === 'link')
    return new URL(message.url).pathname
  }
  const tokenOf = (path: string) => path.replace('/my-data/', '')
  const opened = async () => {
    const browser = world.browser()
    const path = await ask()
    return { browser, path, answer: await browser.post('/my-data', { token: tokenOf(path) }) }
  }

  test('a preview, asked for as often as one likes, shows nothing of the person and uses nothing up', async () => {
    const path = await ask()
    for (let count = 0; count < 5; count += 1) {
      const preview = await world.browser().get(path)
      assert.equal(preview.statusCode, 200)
      assert.ok(!preview.body.includes('Amina'))
      assert.deepEqual(
        [preview.headers['cache-control'], preview.headers['referrer-policy'], preview.cookies.length],
        ['no-store', 'no-referrer', 0],
      )
    }
    assert.equal((await world.browser().post('/my-data', { token: tokenOf(path) })).statusCode, 303)
  })

  test('the button opens everything, to read and as a file, in this browser alone', async () => {
    const { browser, answer } = await opened()
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/my-data'])
    const page = await browser.get('/my-data')
    assert.deepEqual([page.headers['cache-control'], page.headers['referrer-policy']], ['no-store', 'no-referrer'])
    const { given, name } = pageOf(page)
    assert.equal(name, 'own-data')
    const text = JSON.stringify(given.sections)
    for (const words of ['Amina', 'Thika', '+254700000001', 'Text of 2026-11']) assert.ok(text.includes(words), words)
    const file = await browser.get('/my-data/rolecall-data.json')
    assert.equal(file.headers['content-disposition'], 'attachment; filename="rolecall-data.json"')
    assert.equal(file.headers['cache-control'], 'no-store')
    assert.equal(file.json().data.people[0].name, 'Amina')
    assert.equal((await world.browser().get('/my-data')).statusCode, 410)
    assert.equal((await world.browser().get('/my-data/rolecall-data.json')).statusCode, 410)
  })

  test('it works once, and of many at once one gets in', async () => {
    const path = await ask()
    const form = { token: tokenOf(path) }
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.browser().post('/my-data', form)))
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 410, 410, 410, 410])
    assert.equal((await world.browser().get(path)).statusCode, 410)
  })

  test('it is over after 30 minutes, and reading after 15', async () => {
    const late = await ask()
    const { browser } = await opened()
    world.chat.now += 15 * minuteMs
    assert.equal((await browser.get('/my-data')).statusCode, 410)
    world.chat.now += 15 * minuteMs
    assert.equal((await world.browser().get(late)).statusCode, 410)
    assert.equal((await world.browser().post('/my-data', { token: tokenOf(late) })).statusCode, 410)
  })

  test('the token stands in no row, signs nobody in, and is no token of another kind', async () => {
    const { browser, path } = await opened()
    const kept = JSON.stringify(
      (await everythingIn(world.chat.deps.store)).filter(({ collection }) => collection !== 'outbox'),
    )
    assert.ok(!kept.includes(tokenOf(path)))
    assert.equal((await browser.page('/me')).name, 'sign-in')
    const reading = browser.cookies.get('__Host-rolecall-data') ?? ''
    assert.equal((await world.browser().post('/my-data', { token: reading })).statusCode, 410)
    for (const name of ['__Host-rolecall', '__Host-rolecall-refresh']) {
      const stranger = world.browser()
      stranger.cookies.set(name, reading)
      assert.equal((await stranger.page('/me')).name, 'sign-in')
    }
  })

  test('another site cannot press the button; the cookie is out of its reach', async () => {
    const form = { token: tokenOf(await ask()) }
    const forged = await world.browser().post('/my-data', form, { 'sec-fetch-site': 'cross-site' })
    assert.equal(forged.statusCode, 403)
    const [cookie] = (await world.browser().post('/my-data', form)).cookies
    assert.deepEqual([cookie?.httpOnly, cookie?.secure, cookie?.sameSite, cookie?.path], [true, true, 'Strict', '/'])
  })

  test('a token that is none is answered as one that is over', async () => {
    for (const token of ['x', 'a'.repeat(43), '%00', '..%2f'])
      assert.ok([404, 410, 400].includes((await world.browser().get(`/my-data/${token}`)).statusCode), token)
  })

  test('links and readings of who was erased open nothing', async () => {
    const { browser } = await opened()
    const path = await ask()
    await world.chat.say(amina, 'DELETE')
    await world.chat.tap(amina, 'deleting.yes')
    assert.equal((await world.browser().get(path)).statusCode, 410)
    assert.equal((await browser.get('/my-data')).statusCode, 410)
    const links = (await everythingIn(world.chat.deps.store)).filter(({ collection }) => collection === 'links')
    assert.ok(links.every(({ doc }) => !String(doc.subject).startsWith('per_')))
  })
})

test('each job that one was shown has its reasons, and what its employer weighs more', async () => {
  await using world = await createPersonWorld()
  await register(world.chat)
  await publish(world.chat, { mattersMost: ['experience'] })
  await world.chat.say(amina, 'jobs')
  await world.chat.say(amina, 'MY DATA')
  const message = world.chat.messenger.sent.at(-1)?.message
  assert.ok(message?.type === 'link')
  const browser = world.browser()
  await browser.post('/my-data', { token: new URL(message.url).pathname.replace('/my-data/', '') })
  const text = JSON.stringify(pageOf(await browser.get('/my-data')).given.sections)
  assert.match(text, /Cook · [^"]*Work: Cook\.[^"]* This employer puts more weight on experience\./)
})
