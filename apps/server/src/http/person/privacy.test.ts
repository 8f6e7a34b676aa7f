import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { everythingIn } from '../../testing/everything-in.ts'
import { amina, publish, register } from '../../testing/stories.ts'
import {
  createPersonWorld,
  type PersonBrowser,
  type PersonWorld,
  pageOf,
  signInByWhatsApp,
} from '../testing/person-world.ts'

const brian = '254700000002'
const minuteMs = 60_000

describe('the page of privacy', () => {
  let world: PersonWorld
  let browser: PersonBrowser
  before(async () => {
    world = await createPersonWorld()
    await register(world.chat)
  })
  beforeEach(async () => {
    browser = await signInByWhatsApp(world, amina)
  })
  after(() => world[Symbol.asyncDispose]())

  type Consent = {
    scope: string
    given: boolean
    when: string
    channel: string
    version: string
    organisation?: string
  }
  const consents = async (): Promise<readonly Consent[]> => (await browser.page('/me/privacy')).given.consents
  const stands = async () => (await consents()).map(({ scope, given, channel }) => `${scope} ${given} ${channel}`)
  const say = async (form: Record<string, string>) => {
    world.chat.now += 1000
    return browser.post('/me/privacy', form)
  }
  const account = async () => {
    const where = [`portfolio/${amina}`]
    const [row] = (await world.chat.deps.store.find('accounts', { index: 'phone', where, limit: 1 })).items
    assert.ok(row)
    return row.doc
  }

  test('each consent stands there with when, where and the text that was agreed to', async () => {
    const [service, alerts] = await consents()
    assert.deepEqual(
      [service?.scope, service?.given, service?.channel, service?.version],
      ['service', true, 'whatsapp', '2026-11'],
    )
    assert.match(service?.when ?? '', /25 Nov/)
    assert.equal(alerts?.scope, 'alerts')
  })

  test('alerts are taken back and given again, with both on record', async () => {
    assert.equal((await say({ scope: 'alerts', option: 'no' })).headers.location, '/me/privacy?saved=yes')
    assert.deepEqual(await stands(), ['service true whatsapp', 'alerts false web'])
    await say({ scope: 'alerts', option: 'yes' })
    assert.deepEqual(await stands(), ['service true whatsapp', 'alerts true web'])
  })

  test('the service is stopped as by STOP, for good, and begun again as by START', async () => {
    await say({ scope: 'service', option: 'no' })
    const { state, activePersonId = '' } = await account()
    const { store } = world.chat.deps
    assert.deepEqual([state, (await store.get('people', activePersonId))?.doc.state], ['stopped', 'hidden'])
    assert.deepEqual(await stands(), ['service false web', 'alerts false web'])
    const before = world.chat.messenger.sent.length
    await publish(world.chat)
    world.chat.now += 10 * minuteMs
    await world.chat.settle()
    assert.equal(world.chat.messenger.sent.length, before)
    await say({ scope: 'service', option: 'yes' })
    assert.deepEqual(await stands(), ['service true web', 'alerts true web'])
    assert.equal((await account()).state, 'active')
  })

  test('STOP in the chat shows here, and the other way round', async () => {
    world.chat.now += 1000
    await world.chat.say(amina, 'STOP')
    assert.deepEqual(await stands(), ['service false whatsapp', 'alerts false whatsapp'])
    world.chat.now += 1000
    await world.chat.say(amina, 'START')
    assert.deepEqual(await stands(), ['service true whatsapp', 'alerts true whatsapp'])
  })

  test('a number that is shared is taken back here; one that nobody asked for cannot be given', async () => {
    const { activePersonId: personId = '' } = await account()
    const doc = { id: 'con_share', personId, scope: 'share-contact', organisationId: 'org_1', given: true } as const
    const rest = { textVersion: '2026-11', language: 'en', channel: 'whatsapp', at: world.chat.now } as const
    await world.chat.deps.store.commit([
      { op: 'put', collection: 'consents', doc: { ...doc, ...rest }, expected: 'absent' },
    ])
    await say({ scope: 'share-contact', option: 'yes', organisation: 'org_2' })
    assert.deepEqual((await stands()).slice(2), ['share-contact true whatsapp'])
    await say({ scope: 'share-contact', option: 'no', organisation: 'org_1' })
    assert.deepEqual((await stands()).slice(2), ['share-contact false web'])
  })

  test('a form that no page of ours has is not found; one from another site is refused', async () => {
    for (const form of [
      {},
      { scope: 'service' },
      { scope: 'all', option: 'no' },
      { scope: 'share-contact', option: 'no' },
    ])
      assert.equal((await browser.post('/me/privacy', form as Record<string, string>)).statusCode, 404)
    const before = await stands()
    const headers = { 'sec-fetch-site': 'cross-site' }
    for (const path of ['/me/privacy', '/me/privacy/delete'])
      assert.equal((await browser.post(path, { scope: 'service', option: 'no' }, headers)).statusCode, 403)
    assert.deepEqual(await stands(), before)
  })

  test('everything is there to read and as a file, for whoever is signed in', async () => {
    const { given } = await browser.page('/me/privacy/data')
    assert.ok(JSON.stringify(given.sections).includes('Amina'))
    const file = await browser.get('/me/privacy/rolecall-data.json')
    assert.equal(file.headers['content-disposition'], 'attachment; filename="rolecall-data.json"')
    assert.equal(file.headers['cache-control'], 'no-store')
    const { personId } = file.json()
    assert.equal(personId, (await account()).activePersonId)
    const stranger = await world.browser().get('/me/privacy/rolecall-data.json')
    assert.equal(pageOf(stranger).name, 'sign-in')
    await register(world.chat, brian, 'Brian')
    const other = await signInByWhatsApp(world, brian)
    assert.notEqual((await other.get('/me/privacy/rolecall-data.json')).json().personId, personId)
  })

  test('it is in the language of the person', async () => {
    const { given } = await browser.page('/me/privacy/data?lang=es')
    assert.match(JSON.stringify(given.sections), /Texto de 2026-11/)
  })

  test('nothing is deleted half an hour after the sign-in', async () => {
    world.chat.now += 30 * minuteMs
    assert.equal((await browser.page('/me/privacy/delete')).given.fresh, false)
    const answer = await browser.post('/me/privacy/delete')
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/me/privacy/delete'])
    assert.ok((await account()).activePersonId)
  })

  test('reading the page that asks deletes nothing; the button deletes everything, and gives a receipt', async () => {
    const { activePersonId: personId = '', id } = await account()
    assert.equal((await browser.page('/me/privacy/delete')).given.fresh, true)
    assert.ok(await world.chat.deps.store.get('people', personId))
    const answer = await browser.post('/me/privacy/delete')
    assert.equal(answer.statusCode, 200)
    const { given, name } = pageOf(answer)
    assert.deepEqual([name, given.receipt], ['erased', personId])
    assert.equal(answer.headers['clear-site-data'], '"cache", "cookies", "storage"')
    assert.ok(!browser.cookies.has('__Host-rolecall'))
    await world.chat.work()
    const last = world.chat.messenger.sent.at(-1)?.message
    assert.ok(last?.type === 'text' && last.body.includes(personId))
    world.chat.now += 2 * minuteMs
    await world.chat.work()
    const left = (await everythingIn(world.chat.deps.store)).filter(({ doc }) =>
      [personId, id].some((one) => JSON.stringify(doc).includes(one)),
    )
    assert.deepEqual(new Set(left.map(({ collection }) => collection)), new Set(['auditEntries', 'tasks']))
    assert.equal((await browser.page('/me')).name, 'sign-in')
  })
})
