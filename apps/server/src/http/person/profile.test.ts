import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { amina, register } from '../../testing/stories.ts'
import {
  createPersonWorld,
  type PersonBrowser,
  type PersonWorld,
  pageOf,
  signInByWhatsApp,
} from '../testing/person-world.ts'

const brian = '254700000002'
const noneHeld = { licences: [], languages: [], workPermits: [], skills: [] }

describe('the page of answers', () => {
  let world: PersonWorld
  let browser: PersonBrowser
  before(async () => {
    world = await createPersonWorld()
    await register(world.chat)
    browser = await signInByWhatsApp(world, amina)
  })
  after(() => world[Symbol.asyncDispose]())

  const answers = async (language = 'en'): Promise<Record<string, string>> => {
    const { given } = await browser.page(`/me/profile?lang=${language}`)
    return Object.fromEntries(given.answers.map(({ field, value }: { field: string; value: string }) => [field, value]))
  }
  const person = async () => {
    const { items } = await world.chat.deps.store.find('people', { index: 'state', where: ['active'], limit: 10 })
    const found = items.find(({ doc }) => doc.language !== 'xx' && doc.name !== 'Brian')
    assert.ok(found)
    return found.doc
  }
  const save = async (form: Record<string, string>) => {
    const answer = await browser.post('/me/profile', form)
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/me/profile?saved=yes'])
  }

  test('every answer stands there with its value, in two languages', async () => {
    const english = await answers()
    assert.deepEqual(Object.keys(english), ['name', 'work', 'place', 'experience', 'times', 'pay', 'language'])
    assert.deepEqual([english.name, english.work, english.place], ['Amina', 'Cook', 'Thika'])
    assert.equal(english.experience, '2 years or more')
    assert.match(english.pay ?? '', /1,000 a day/)
    const spanish = await answers('es')
    assert.match(spanish.pay ?? '', /al día/)
    assert.notEqual(spanish.work, english.work)
  })

  test('answers change by what is typed, as in the chat, and the chat knows', async () => {
    await save({ field: 'name', value: 'my name is Amina Otieno' })
    await save({ field: 'work', value: 'waiter' })
    await save({ field: 'pay', value: '20,000 a month' })
    const { name, work, pay } = await answers()
    assert.deepEqual([name, work], ['Amina Otieno', 'Waiter'])
    assert.match(pay ?? '', /20,000 a month/)
    await world.chat.say(amina, 'profile')
    const list = world.chat.messenger.sent.at(-1)?.message
    assert.ok(list?.type === 'list' && JSON.stringify(list).includes('Amina Otieno'))
  })

  test('answers change by what is chosen', async () => {
    await save({ field: 'experience', option: 'none' })
    await save({ field: 'times', 'day-mon': 'on', 'day-sun': 'on', 'part-night': 'on' })
    await save({ field: 'pay', option: 'any' })
    const { profile } = await person()
    assert.equal(profile.work[0]?.experience, 'none')
    assert.deepEqual(profile.times, { days: ['mon', 'sun'], parts: ['night'] })
    assert.equal(profile.pay?.amount, 0)
  })

  test('what was said while applying stands on the page, is changed, and taken back', async () => {
    const kept = await world.chat.deps.store.get('people', (await person()).id)
    assert.ok(kept)
    const held = {
      licences: [{ licence: 'first-aid', held: true }],
      languages: [{ language: 'fr', level: 'basic' }],
      workPermits: [{ country: 'UG', held: true }],
    } as const
    const profile = { ...kept.doc.profile, skills: ['grilling'] }
    const put = { op: 'put', collection: 'people', expected: kept.revision } as const
    const doc = {
      ...kept.doc,
      profile: {
        ...profile,
        licences: [...held.licences],
        languages: [...held.languages],
        workPermits: [...held.workPermits],
      },
    }
    await world.chat.deps.store.commit([{ ...put, doc }])
    const shown = async () =>
      (await browser.page('/me/profile?lang=en')).given.held.map(({ text }: { text: string }) => text)
    assert.deepEqual(await shown(), [
      'first aid certificate',
      'Grilling and roasting',
      'basic French',
      'work permit for Uganda',
    ])
    await save({ field: 'held', kind: 'languages', value: 'fr', option: 'fluent' })
    await save({ field: 'held', kind: 'licences', value: 'first-aid', option: 'take-back' })
    await save({ field: 'held', kind: 'workPermits', value: 'UG', option: 'take-back' })
    await save({ field: 'held', kind: 'skills', value: 'gone', option: 'take-back' })
    assert.deepEqual(await shown(), ['Grilling and roasting', 'fluent French'])
    await save({ field: 'held', kind: 'skills', value: 'grilling', option: 'take-back' })
    await save({ field: 'held', kind: 'languages', value: 'fr', option: 'take-back' })
    assert.deepEqual((await person()).profile, { ...kept.doc.profile, ...noneHeld })
  })

  test('what one has besides is added in free words, all of it or nothing', async () => {
    const held = async () =>
      (await browser.page('/me/profile?lang=en')).given.held.map(({ text }: { text: string }) => text)
    await save({ field: 'add', value: 'first aid and I speak a little French' })
    assert.deepEqual(await held(), ['first aid certificate', 'basic French'])
    const answer = await browser.post('/me/profile', { field: 'add', value: 'forklift licence, blorptag' })
    assert.equal(answer.statusCode, 422)
    const { problem } = pageOf(answer).given
    assert.deepEqual([problem.field, problem.typed], ['add', 'forklift licence, blorptag'])
    assert.match(problem.text, /blorptag/)
    assert.equal((await browser.post('/me/profile', { field: 'add' })).statusCode, 422)
    assert.deepEqual(await held(), ['first aid certificate', 'basic French'])
    await save({ field: 'held', kind: 'licences', value: 'first-aid', option: 'take-back' })
    await save({ field: 'held', kind: 'languages', value: 'fr', option: 'take-back' })
  })

  test('what may be several things is asked back on the page, and the choice is kept', async () => {
    const answer = await browser.post('/me/profile', { field: 'pay', value: '5000' })
    assert.equal(answer.statusCode, 422)
    const { problem } = pageOf(answer).given
    assert.deepEqual([problem.field, problem.typed], ['pay', '5000'])
    assert.deepEqual(
      problem.choices.map(({ title }: { title: string }) => title),
      ['A day', 'A week', 'A month'],
    )
    await save({ field: 'pay', value: '5000', pick: 'period.week' })
    assert.equal((await person()).profile.pay?.period, 'week')
  })

  test('what is not understood says what is missing, keeps what was typed and changes nothing', async () => {
    const before = await person()
    for (const form of [
      { field: 'place', value: 'nowhere at all' },
      { field: 'name', value: '<script>' },
      { field: 'times', 'day-mon': 'on' },
      { field: 'language', option: 'tlh' },
    ] as Record<string, string>[]) {
      const answer = await browser.post('/me/profile', form)
      assert.equal(answer.statusCode, 422, JSON.stringify(form))
      assert.equal(pageOf(answer).given.problem.typed, form.value ?? '')
    }
    assert.deepEqual(await person(), before)
  })

  test('a form that no page of ours has is not found', async () => {
    const forms: Record<string, string>[] = [
      {},
      { field: 'state', value: 'active' },
      { field: 'experience', option: 'all' },
      { field: 'alerts', option: 'maybe' },
      { field: '__proto__', value: 'x' },
      { field: 'held', kind: 'work', value: 'cook', option: 'take-back' },
      { field: 'held', kind: 'skills', value: 'cook', option: 'best' },
    ]
    for (const form of forms)
      assert.equal((await browser.post('/me/profile', form)).statusCode, 404, JSON.stringify(form))
  })

  test('alerts are turned off and on with a consent on record that says it was on the web', async () => {
    world.chat.now += 1000
    await save({ field: 'alerts', option: 'no' })
    assert.equal((await browser.page('/me/profile')).given.alerts, false)
    world.chat.now += 1000
    await save({ field: 'alerts', option: 'yes' })
    const { id } = await person()
    const { items } = await world.chat.deps.store.find('consents', { index: 'person', where: [id], limit: 10 })
    assert.deepEqual(
      items
        .filter(({ doc }) => doc.scope === 'alerts')
        .toSorted((a, b) => a.doc.at - b.doc.at)
        .map(({ doc }) => [doc.scope, doc.channel, doc.given]),
      [
        ['alerts', 'whatsapp', true],
        ['alerts', 'web', false],
        ['alerts', 'web', true],
      ],
    )
  })

  test('a new language speaks at once, on the page and in the chat', async () => {
    const answer = await browser.post('/me/profile?lang=en', { field: 'language', option: 'es' })
    assert.equal(answer.headers.location, '/me/profile?saved=yes')
    assert.equal((await browser.page('/me/profile')).given.language, 'es')
    assert.match((await world.chat.say(amina, 'ayuda'))[0] ?? '', /persona/)
  })

  test('the sessions are listed, and another browser can be signed out; another person’s cannot', async () => {
    world.chat.now += 1000
    const second = await signInByWhatsApp(world, amina)
    await register(world.chat, brian, 'Brian')
    const other = await signInByWhatsApp(world, brian)
    const { sessions } = (await browser.page('/me/sessions')).given
    assert.deepEqual(
      sessions.map(({ current }: { current: boolean }) => current),
      [false, true],
    )
    const [{ id }] = sessions
    assert.equal((await other.post('/me/sessions/end', { session: id })).statusCode, 404)
    assert.equal((await second.page('/me')).name, 'matches')
    assert.equal((await browser.post('/me/sessions/end', { session: id })).statusCode, 303)
    assert.equal((await second.page('/me')).name, 'sign-in')
    assert.equal((await browser.page('/me')).name, 'matches')
  })

  test('one who sends sixty forms in a minute is asked to wait', async () => {
    const waiting = async () => (await browser.post('/me/profile', { field: 'nothing' })).headers['retry-after']
    for (let sent = 0; sent < 60; sent += 1) await waiting()
    assert.ok(Number(await waiting()) > 0)
  })

  test('personal pages are kept by no cache', async () => {
    for (const path of ['/me', '/me/applications', '/me/profile', '/me/sessions'])
      assert.equal((await browser.get(path)).headers['cache-control'], 'no-store', path)
  })
})
