import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { forgetOld } from '../../flows/forget-old.ts'
import { publish } from '../../testing/stories.ts'
import {
  createPersonWorld,
  type PersonBrowser,
  type PersonWorld,
  registerOnWeb,
  webPerson,
} from '../testing/person-world.ts'

const dayMs = 86_400_000

describe('a person of the web whom nothing keeps', () => {
  let world: PersonWorld
  let browser: PersonBrowser
  beforeEach(async () => {
    world = await createPersonWorld({ mail: true })
    browser = await registerOnWeb(world)
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const after = async (days: number) => {
    world.chat.now += days * dayMs
    await forgetOld(world.chat.deps)
    await world.chat.work()
  }
  const isThere = async (id: string) => (await world.chat.deps.store.get('people', id)) !== undefined

  test('is forgotten after ninety days, with the account, news, links, sessions and keys', async () => {
    await browser.post('/me/profile', { field: 'alerts', option: 'yes' })
    await publish(world.chat)
    world.chat.now += 60_000
    await world.chat.work()
    const { id, accountId } = (await webPerson(world)).doc
    await browser.get('/me')
    await after(89)
    assert.equal(await isThere(id), true)
    await browser.post('/me/contact/email', { email: 'ana@example.org' })
    await browser.post('/me/join')
    await after(2)
    const { store } = world.chat.deps
    assert.equal(await isThere(id), false)
    assert.equal(await store.get('accounts', accountId), undefined)
    for (const owner of [id, accountId]) assert.equal(await store.get('dataKeys', owner), undefined)
    const rows = await Promise.all([
      store.find('news', { index: 'age', where: [], limit: 9 }),
      store.find('sessions', { index: 'subject', where: [id], limit: 9 }),
      store.find('links', { index: 'subject', where: [id], limit: 9 }),
      store.find('consents', { index: 'person', where: [id], limit: 9 }),
      store.find('interests', { index: 'person', where: [id], limit: 9 }),
      store.find('matchLists', { index: 'subject', where: [id], limit: 9 }),
      store.find('webSignIns', { index: 'joins', where: [id], limit: 9 }),
    ])
    assert.deepEqual(
      rows.map(({ items }) => items.length),
      [0, 0, 0, 0, 0, 0, 0],
    )
    assert.equal((await browser.page('/me')).name, 'sign-in')
  })

  test('who applied stays', async () => {
    const job = await publish(world.chat)
    await browser.post(`/me/apply/${job.id}`)
    const { id } = (await webPerson(world)).doc
    await after(91)
    assert.equal(await isThere(id), true)
    assert.equal((await webPerson(world)).doc.forgetAt, undefined)
  })

  test('who joined WhatsApp stays', async () => {
    await browser.post('/me/join')
    await world.chat.say('254700000001', (await browser.page('/me/join')).given.attempt.text)
    await world.chat.tap('254700000001', (await browser.page('/me/join')).given.attempt.number)
    const { id } = (await webPerson(world)).doc
    await after(91)
    assert.equal(await isThere(id), true)
  })
})
