import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { amina, publish, register } from '../../testing/stories.ts'
import { createPersonWorld, type PersonBrowser, type PersonWorld, signInByWhatsApp } from '../testing/person-world.ts'

const brian = '254700000002'

describe('the page of applications', () => {
  let world: PersonWorld
  let browser: PersonBrowser
  let jobId: string
  before(async () => {
    world = await createPersonWorld()
    await register(world.chat)
    jobId = (await publish(world.chat)).id
    browser = await signInByWhatsApp(world, amina)
  })
  after(() => world[Symbol.asyncDispose]())

  const applications = async (language = 'en') =>
    (await browser.page(`/me/applications?lang=${language}`)).given.applications

  test('a job that fits is listed as in the chat, with its reasons, and the list is kept', async () => {
    const { given } = await browser.page('/me')
    assert.deepEqual(
      given.matches.map(({ title }: { title: string }) => title),
      ['Cook'],
    )
    assert.match(given.matches[0].row, /KSh.1,200 a day.*Sunrise Café/)
    assert.equal(given.matches[0].explanation.fit, 'full')
    assert.equal(given.labels.cook, 'Cook')
    const { items } = await world.chat.deps.store.find('matchLists', { index: 'subject', where: [], limit: 100 })
    assert.ok(items.some(({ doc }) => doc.audience === 'person' && doc.entries[0]?.jobId === jobId))
  })

  test('an application shows what happened and what comes next, in two languages', async () => {
    await world.chat.say(amina, 'jobs')
    await world.chat.tap(amina, `job.${jobId}`)
    await world.chat.tap(amina, `apply.${jobId}`)
    const [english] = await applications()
    assert.equal(english.title, 'Cook')
    assert.match(english.next, /^They answer by .*2 Dec|^They answer by .*December/)
    assert.deepEqual(
      english.history.map(({ state }: { state: string }) => state),
      ['new'],
    )
    assert.match((await applications('es'))[0].next, /^Responden a más tardar el/)
    assert.deepEqual((await browser.page('/me')).given.matches, [])
  })

  test('an outcome that waits and the notes of the employer do not show', async () => {
    const { store } = world.chat.deps
    const [row] = (await store.find('applications', { index: 'job', where: [jobId], limit: 1 })).items
    assert.ok(row)
    const by = { kind: 'user', id: 'usr_1' } as const
    const pending = { state: 'not-selected', reason: 'times', note: 'canary', tellAt: world.chat.now + 1, by } as const
    const history = row.doc.history.map((step) => ({ ...step, note: 'canary' }))
    const doc = { ...row.doc, history, pending }
    await store.commit([{ op: 'put', collection: 'applications', doc, expected: row.revision }])
    const { body } = await browser.get('/me/applications')
    assert.ok(!body.includes('canary') && !body.includes('not-selected'))
  })

  test("another person's application is not found, and stays", async () => {
    await register(world.chat, brian, 'Brian')
    const other = await signInByWhatsApp(world, brian)
    const [{ id }] = await applications()
    const answer = await other.post('/me/applications/withdraw', { application: id })
    assert.equal(answer.statusCode, 404)
    assert.equal((await other.page(`/me/applications?withdraw=${id}`)).given.withdrawing, undefined)
    assert.equal((await applications())[0].state, 'new')
  })

  test('it is taken back after one more question, and only by a form of our own', async () => {
    const [{ id }] = await applications()
    assert.equal((await browser.page(`/me/applications?withdraw=${id}`)).given.withdrawing, id)
    const form = { application: id }
    const forged = await browser.post('/me/applications/withdraw', form, { 'sec-fetch-site': 'cross-site' })
    assert.equal(forged.statusCode, 403)
    assert.equal((await applications())[0].state, 'new')
    const answer = await browser.post('/me/applications/withdraw?lang=es', form)
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/me/applications?lang=es'])
    const [withdrawn] = await applications()
    assert.deepEqual([withdrawn.state, withdrawn.open], ['withdrawn', false])
    assert.equal((await browser.post('/me/applications/withdraw', form)).statusCode, 303)
  })

  test('without a session a form changes nothing and leads to the sign-in', async () => {
    const answer = await world.browser().post('/me/applications/withdraw', { application: 'app_1' })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/me'])
    assert.equal((await world.browser().page('/me/applications')).name, 'sign-in')
  })
})
