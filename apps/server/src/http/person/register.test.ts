import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { amina, publish, register } from '../../testing/stories.ts'
import {
  createPersonWorld,
  type PersonBrowser,
  type PersonWorld,
  pageOf,
  registerOnWeb,
  webAnswers,
  webPerson,
} from '../testing/person-world.ts'

describe('registering on the web', () => {
  let world: PersonWorld
  let browser: PersonBrowser
  beforeEach(async () => {
    world = await createPersonWorld()
    browser = world.browser()
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const people = async () =>
    (await world.chat.deps.store.find('people', { index: 'state', where: [], limit: 100 })).items.map(({ doc }) => doc)
  const agree = (own = browser) => own.post('/me/register?lang=en', { agree: 'yes' })
  const answer = (form: Record<string, string>, own = browser) => own.post('/me/register/answer', form)
  const asked = async (path = '/me/register') => (await browser.page(path)).given.asked?.question

  test('the questions of the chat lead to its matches, a page each, with the place among seven', async () => {
    await publish(world.chat)
    assert.equal((await browser.page('/me/register')).given.asked, undefined)
    await agree()
    for (const [index, form] of webAnswers('Ana').entries()) {
      const { given } = await browser.page('/me/register')
      assert.deepEqual([given.asked.question, given.n, given.total], [form.field, index + 2, 7])
      await answer(form)
    }
    const { name, given } = await browser.page('/me')
    assert.deepEqual([name, given.name, given.webOnly], ['matches', 'Ana', true])
    assert.equal(given.matches[0].explanation.fit, 'full')
    const { doc } = await webPerson(world)
    assert.deepEqual([doc.state, doc.channel, doc.source], ['active', 'web', 'web'])
    assert.deepEqual(doc.profile.pay, { amount: 100_000, currency: 'KES', period: 'day' })
  })

  test('the consent comes first, of the version of the chat, and nothing is kept before it', async () => {
    await answer({ field: 'name', value: 'Ana' })
    await browser.post('/me/register', {})
    assert.deepEqual(await people(), [])
    await agree()
    await register(world.chat)
    const { store } = world.chat.deps
    const versions = []
    for (const { id } of await people()) {
      const { items } = await store.find('consents', { index: 'person', where: [id], limit: 9 })
      versions.push(...items.filter(({ doc }) => doc.scope === 'service').map(({ doc }) => doc))
    }
    assert.deepEqual(versions.map(({ channel }) => channel).sort(), ['web', 'whatsapp'])
    assert.equal(new Set(versions.map(({ textVersion }) => textVersion)).size, 1)
  })

  test('an unclear answer offers what the chat offers, one not understood says why, and neither is lost', async () => {
    await agree()
    await answer({ field: 'name', value: 'Ana' })
    const unclear = await answer({ field: 'work', value: 'zzqx' })
    assert.equal(unclear.statusCode, 422)
    assert.ok(unclear.body.includes('zzqx'))
    assert.equal(await asked(), 'work')
  })

  test('an amount without its time is asked about, and the choice ends the registration', async () => {
    await agree()
    for (const form of webAnswers('Ana').slice(0, 5)) await answer(form)
    const unclear = pageOf(await answer({ field: 'pay', value: '5000' }))
    const { choices, typed } = unclear.given.asked.problem
    assert.deepEqual([unclear.status, typed], [422, '5000'])
    assert.deepEqual(
      choices.map(({ id }: { id: string }) => id),
      ['period.day', 'period.week', 'period.month'],
    )
    const ended = await answer({ field: 'pay', value: '5000', pick: 'period.week' })
    assert.equal(ended.headers.location, '/me?welcome=yes')
    assert.equal((await webPerson(world)).doc.profile.pay?.period, 'week')
  })

  test('one goes back to an answer and finds it, but not ahead of the question that stands', async () => {
    await agree()
    await answer({ field: 'name', value: 'Ana' })
    await answer({ field: 'work', value: 'cook' })
    const { given } = await browser.page('/me/register?question=name')
    assert.deepEqual([given.asked.question, given.asked.typed], ['name', 'Ana'])
    await answer({ field: 'name', value: 'Ana Njeri' })
    assert.equal(await asked(), 'place')
    assert.equal(await asked('/me/register?question=pay'), 'place')
  })

  test('a registration goes on in its browser alone, days later', async () => {
    await agree()
    await answer({ field: 'name', value: 'Ana' })
    world.chat.now += 20 * 86_400_000
    assert.equal(await asked(), 'work')
    assert.equal((await browser.get('/me')).headers.location, '/me/register')
    assert.equal((await world.browser().page('/me/register')).given.asked, undefined)
    world.chat.now += 31 * 86_400_000
    assert.equal(await asked(), undefined)
  })

  test('the cookie that continues it is of this host alone and lives thirty days', async () => {
    const set = String((await agree()).headers['set-cookie'])
    assert.match(set, /__Host-rolecall-refresh=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax/)
  })

  test('another site registers nobody and answers for nobody', async () => {
    const cross = { 'sec-fetch-site': 'cross-site' }
    assert.equal((await browser.post('/me/register', { agree: 'yes' }, cross)).statusCode, 403)
    assert.deepEqual(await people(), [])
    await agree()
    assert.equal((await browser.post('/me/register/answer', { field: 'name', value: 'Eve' }, cross)).statusCode, 403)
    assert.equal((await people())[0]?.name, undefined)
  })

  test('one address registers thirty people an hour, and is told so after them', async () => {
    for (let turn = 0; turn < 30; turn += 1) await agree(world.browser())
    const answered = await agree(world.browser())
    assert.equal(answered.statusCode, 429)
    assert.ok(Number(answered.headers['retry-after']) > 0)
    assert.equal((await people()).length, 30)
  })

  test('who came for a job is led to it, and applies with the answers to its questions', async () => {
    const job = await publish(world.chat)
    const { store } = world.chat.deps
    const before = await store.get('jobs', job.id)
    const questions = [{ id: 'start', text: 'Can you start on Monday?', answer: 'yes-no' as const }]
    const doc = { ...job, posting: { ...job.posting, questions } }
    await store.commit([{ op: 'put', collection: 'jobs', doc, expected: before?.revision ?? 1 }])
    await world.chat.deps.matcher.withLook(() => undefined, [job.id])
    await browser.post(`/me/register?job=${job.code}`, { agree: 'yes' })
    let to: unknown
    for (const form of webAnswers('Ana'))
      to = (await browser.post(`/me/register/answer?job=${job.code}`, form)).headers.location
    assert.equal(to, `/me/apply/${job.id}`)
    assert.equal((await browser.page(`/me/apply/${job.id}`)).given.questions[0].id, 'start')
    const without = await browser.post(`/me/apply/${job.id}`)
    assert.equal(without.statusCode, 422)
    await browser.post(`/me/apply/${job.id}`, { 'answer-start': 'yes' })
    await browser.post(`/me/apply/${job.id}`, { 'answer-start': 'no' })
    const { items } = await store.find('applications', { index: 'job', where: [job.id], limit: 9 })
    assert.deepEqual(
      items.map(({ doc: one }) => [one.source, one.answers[0]?.answer]),
      [['web', 'yes']],
    )
    assert.deepEqual((await browser.page(`/me/apply/${job.id}`)).given.questions, [])
  })

  test('what would have been sent stands under News, and nothing is queued to WhatsApp', async () => {
    const own = await registerOnWeb(world)
    await own.post('/me/profile', { field: 'alerts', option: 'yes' })
    const job = await publish(world.chat)
    await world.chat.work()
    world.chat.now += 60_000
    await world.chat.work()
    const { given } = await own.page('/me')
    assert.match(given.news[0].text.join(' '), /^A new job fits you\.$/)
    assert.equal(given.news[0].jobs[0].title, 'Cook')
    const { doc } = await webPerson(world)
    const { items } = await world.chat.deps.store.find('outbox', { index: 'account', where: [doc.accountId], limit: 9 })
    assert.deepEqual([items.length, world.chat.messenger.sent.length], [0, 0])
    assert.ok(job.id)
  })

  test('a person of WhatsApp gets their messages there, and no news', async () => {
    await register(world.chat)
    await publish(world.chat)
    world.chat.now += 60_000
    await world.chat.work()
    assert.ok(world.chat.messenger.sent.some(({ to }) => to.waId === amina))
    const { items } = await world.chat.deps.store.find('news', { index: 'age', where: [], limit: 9 })
    assert.deepEqual(items, [])
  })

  test('who has no other way back is asked once more before they sign out', async () => {
    const own = await registerOnWeb(world)
    const asked = pageOf(await own.post('/me/sign-out'))
    assert.deepEqual([asked.given.step, (await own.page('/me')).given.name], ['sign-out', 'Ana'])
    await own.post(asked.given.action)
    assert.equal((await own.page('/me')).name, 'sign-in')
  })
})
