import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Cafe, openCafe } from '../../testing/employers.ts'
import { amina, publish, register } from '../../testing/stories.ts'
import { createPersonWorld, type PersonBrowser, type PersonWorld, signInByWhatsApp } from '../testing/person-world.ts'

const brian = '254700000002'

describe('messages on the page of applications', () => {
  let world: PersonWorld
  let browser: PersonBrowser
  let cafe: Cafe
  before(async () => {
    world = await createPersonWorld()
    cafe = await openCafe(world.chat)
    browser = await signInByWhatsApp(world, amina)
  })
  after(() => world[Symbol.asyncDispose]())

  const own = async () => (await browser.page('/me/applications')).given.applications[0].thread
  const post = (what: string, form: Record<string, string> = {}, headers = {}) =>
    browser.post(`/me/applications/${what}`, { application: cafe.applicationId, ...form }, headers)

  test('the thread is there, and what is written reaches the employer', async () => {
    await cafe.write('Can you come on Monday?')
    const answer = await post('write', { text: 'Yes, at eight' })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, `/me/applications#${cafe.applicationId}`])
    assert.deepEqual(
      (await own()).messages.map(({ mine, text }: { mine: boolean; text: string }) => [mine, text]),
      [
        [false, 'Can you come on Monday?'],
        [true, 'Yes, at eight'],
      ],
    )
    assert.equal((await cafe.thread()).at(-1)?.text.text, 'Yes, at eight')
    assert.doesNotMatch((await browser.get('/me/applications')).body, /usr_1|@/)
  })

  test('nothing, and too much, is not sent: the page says so and keeps what was typed', async () => {
    for (const text of ['  ', 'x'.repeat(1001)]) {
      const answer = await post('write', { text })
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, /"because":"length"/)
    }
    assert.equal((await cafe.thread()).length, 2)
  })

  test('only by a form of our own, and only about an application of their own', async () => {
    assert.equal((await post('write', { text: 'Forged' }, { 'sec-fetch-site': 'cross-site' })).statusCode, 403)
    await register(world.chat, brian, 'Brian')
    const other = await signInByWhatsApp(world, brian)
    for (const [what, form] of [
      ['write', { text: 'Mine' }],
      ['block', {}],
      ['report', { reason: 'rude' }],
    ] as const) {
      const answer = await other.post(`/me/applications/${what}`, { application: cafe.applicationId, ...form })
      assert.equal(answer.statusCode, 404, what)
    }
    const nobody = await world.browser().post('/me/applications/write', { application: cafe.applicationId, text: 'x' })
    assert.deepEqual([nobody.statusCode, nobody.headers.location], [303, '/me'])
    assert.equal((await cafe.thread()).length, 2)
  })

  test('a block keeps the employer from writing, and is taken back', async () => {
    await post('block')
    assert.equal((await own()).state, 'blocked')
    assert.deepEqual(await cafe.write('Hello?'), { refused: 'messages-closed' })
    assert.equal((await post('write', { text: 'Hello' })).statusCode, 422)
    await post('block', { block: 'no' })
    assert.equal((await own()).state, 'open')
  })

  test('a report is filed with a reason, and thanked for', async () => {
    const answer = await post('report', { reason: 'money', text: 'They want 500' })
    const to = `/me/applications?reported=${cafe.applicationId}#${cafe.applicationId}`
    assert.equal(answer.headers.location, to)
    assert.equal((await browser.page(to)).given.reported, cafe.applicationId)
    const { items } = await world.chat.deps.store.find('reports', { index: 'state', where: ['open'], limit: 9 })
    assert.deepEqual(
      items.map(({ doc }) => [doc.about, doc.reason, doc.text?.text]),
      [['organisation', 'money', 'They want 500']],
    )
    await post('report', { reason: 'nonsense' })
    assert.equal(
      (await world.chat.deps.store.find('reports', { index: 'state', where: ['open'], limit: 9 })).items.length,
      1,
    )
  })
})

describe("the report of a job on the job's page", () => {
  let world: PersonWorld
  let path: string
  before(async () => {
    world = await createPersonWorld()
    path = `/jobs/${(await publish(world.chat)).id}-cook`
  })
  after(() => world[Symbol.asyncDispose]())

  const filed = async () =>
    (await world.chat.deps.store.find('reports', { index: 'state', where: ['open'], limit: 20 })).items.map(
      ({ doc }) => doc,
    )

  test('anyone files it without signing in, in the language of the page', async () => {
    const answer = await world.browser().post(`${path}/report?lang=es`, { reason: 'fake', text: 'No existe' })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, `${path}?report=thanks&lang=es#report`])
    const [report] = await filed()
    assert.deepEqual([report?.reporter, report?.reason, report?.text?.text], [{ kind: 'visitor' }, 'fake', 'No existe'])
    assert.equal((await world.browser().page(`${path}?report=thanks`)).given.report, 'thanks')
  })

  test('without a reason, from another site, or of no job, nothing is filed', async () => {
    const browser = world.browser()
    assert.match(String((await browser.post(`${path}/report`)).headers.location), /report=missing/)
    const forged = await browser.post(`${path}/report`, { reason: 'fake' }, { 'sec-fetch-site': 'cross-site' })
    assert.equal(forged.statusCode, 403)
    assert.equal((await browser.post('/jobs/job_none/report', { reason: 'fake' })).statusCode, 404)
    const unknown = `/jobs/job_${'0'.repeat(26)}/report`
    assert.equal((await browser.post(unknown, { reason: 'fake' })).statusCode, 404)
    assert.equal((await filed()).length, 1)
  })

  test('whoever is signed in is known to the moderators, and hears what came of it', async () => {
    await register(world.chat)
    const browser = await signInByWhatsApp(world, amina)
    await browser.post(`${path}/report`, { reason: 'wrong' })
    const reporters = (await filed()).map(({ reporter }) => reporter.kind)
    assert.deepEqual(reporters.toSorted(), ['person', 'visitor'])
  })

  test('an address that sends many is told to come again later', async () => {
    const browser = world.browser()
    const answers = []
    for (let n = 0; n < 6; n += 1) answers.push(await browser.post(`${path}/report`, { reason: 'other' }))
    assert.match(String(answers.at(-1)?.headers.location), /report=limited/)
    assert.ok((await filed()).length <= 6)
  })
})
