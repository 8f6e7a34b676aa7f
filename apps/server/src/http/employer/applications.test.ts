import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '@rolecall/core/ports/store'
import { publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld } from '../testing/http-world.ts'
import { addApplication, addEmployer, addPerson } from '../testing/people.ts'

const setUp = async (options?: Parameters<typeof createHttpWorld>[0]) => {
  const world = await createHttpWorld(options)
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const jobId = await publishJob(world, { employer, organisationId })
  const personId = await addPerson(world, 1)
  const applicationId = await addApplication(world, 1, { jobId, personId, organisationId })
  const url = `/organisations/${organisationId}/applications`
  return {
    world,
    employer,
    organisationId,
    jobId,
    personId,
    applicationId,
    url,
    moves: `${url}/${applicationId}/moves`,
  }
}

const outboxOf = async (world: Awaited<ReturnType<typeof createHttpWorld>>) =>
  (await world.store.find('outbox', { index: 'state', where: ['queued'], limit: 10 })).items.map(({ doc }) => doc)

test('an employer reads who applied, why they fit and what they answered, and no number or surname', async () => {
  const { world, employer, applicationId, url } = await setUp()
  await using _ = world
  const answer = await employer.get(`${url}/${applicationId}`)
  const view = answer.json()
  assert.equal(view.person.firstName, 'Amina')
  assert.equal(view.explanation.fit, 'full')
  assert.equal(view.labels.cook, 'Cook')
  assert.equal(view.answers[0].answer, 'Yes')
  assert.doesNotMatch(answer.body, /Wanjiru|25470000/)
})

test('those who wait for an answer are listed, and no longer once they have one', async () => {
  const { world, employer, url, moves, jobId, organisationId } = await setUp()
  await using _ = world
  assert.equal((await employer.get(url)).json().items[0].waiting, true)
  await employer.send('POST', moves, { state: 'shortlisted' })
  assert.deepEqual((await employer.get(url)).json().items, [])
  const job = (await employer.get(`/organisations/${organisationId}/jobs/${jobId}`)).json()
  assert.deepEqual(job.applications, { total: 1, waiting: 0 })
})

test('a preview says what the person would read and changes nothing', async () => {
  const { world, employer, moves } = await setUp()
  await using _ = world
  const preview = (await employer.send('POST', moves, { state: 'interview', preview: true })).json()
  const values = { job: 'Cook', organisation: 'Café 1' }
  assert.equal(preview.message.text, world.deps.texts.say({ key: 'update.application.interview', values }, 'en'))
  assert.equal(preview.application.state, 'new')
  assert.deepEqual(await outboxOf(world), [])
})

test('a move tells the person in the same commit', async () => {
  const { world, employer, moves, personId } = await setUp()
  await using _ = world
  const moved = (await employer.send('POST', moves, { state: 'interview' })).json()
  assert.equal(moved.application.state, 'interview')
  assert.deepEqual(moved.application.history.at(-1).by, { kind: 'user', name: 'Owner 1' })
  const [message] = await outboxOf(world)
  assert.deepEqual([message?.personId, message?.category, message?.phoneNumberId], [personId, 'update', '100'])
})

test('hiring fills the opening, which closes the job; a second one finds it full', async () => {
  const { world, employer, moves, url, jobId, organisationId } = await setUp()
  await using _ = world
  const other = await addPerson(world, 2)
  const second = await addApplication(world, 2, { jobId, personId: other, organisationId })
  assert.equal((await employer.send('POST', moves, { state: 'hired' })).statusCode, 200)
  const job = (await employer.get(`/organisations/${organisationId}/jobs/${jobId}`)).json()
  assert.deepEqual([job.state, job.hired, job.history.at(-1).reason], ['closed', 1, 'filled'])
  const full = await employer.send('POST', `${url}/${second}/moves`, { state: 'hired' })
  assert.deepEqual([full.statusCode, full.json().code], [409, 'job-full'])
})

test('of two who hire for the last opening at the same moment one succeeds', async () => {
  const { world, employer, moves, url, jobId, organisationId } = await setUp()
  await using _ = world
  const second = await addApplication(world, 2, { jobId, personId: await addPerson(world, 2), organisationId })
  const answers = await Promise.all([
    employer.send('POST', moves, { state: 'hired' }),
    employer.send('POST', `${url}/${second}/moves`, { state: 'hired' }),
  ])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 409])
})

test('not selected needs a reason, waits an hour and is undone without a word to the person', async () => {
  const { world, employer, moves } = await setUp()
  await using _ = world
  const without = await employer.send('POST', moves, { state: 'not-selected' })
  assert.deepEqual(without.json().errors[0].pointer, '/reason')
  const waiting = (await employer.send('POST', moves, { state: 'not-selected', reason: 'times' })).json()
  assert.equal(waiting.application.state, 'new')
  assert.equal(waiting.application.pending.tellAt, new Date(world.now + 3_600_000).toISOString())
  assert.deepEqual(await outboxOf(world), [])
  const undone = (await employer.send('DELETE', `${moves}/pending`)).json()
  assert.equal(undone.pending, undefined)
  const again = await employer.send('DELETE', `${moves}/pending`)
  assert.deepEqual([again.statusCode, again.json().code], [409, 'application-state'])
})

/** A store whose answer to every commit of an application is lost on the way, once it was written. */
const forgetful = (real: Store): Store => ({
  ...real,
  async commit(changes, lease) {
    const outcome = await real.commit(changes, lease)
    const moves = changes.some(({ op, collection }) => op === 'put' && collection === 'applications')
    return moves && outcome.outcome === 'committed' ? { outcome: 'unknown' } : outcome
  },
})

test('a move whose outcome was lost on the way is found done, and not done twice', async () => {
  const { world, employer, moves, jobId } = await setUp({ store: forgetful })
  await using _ = world
  const moved = await employer.send('POST', moves, { state: 'hired' })
  assert.deepEqual([moved.statusCode, moved.json().application.state], [200, 'hired'])
  assert.equal((await world.store.get('jobs', jobId))?.doc.hired, 1)
  assert.equal((await outboxOf(world)).length, 1)
})

test('a number shows to the employer with whom it is shared, while it is, and to no other', async () => {
  const { world, employer, applicationId, personId, organisationId, url } = await setUp()
  await using _ = world
  const say = (id: string, given: boolean, to: string) => {
    world.now += 1000
    const rest = { textVersion: '1', language: 'en', channel: 'web', at: world.now } as const
    const doc = { id, personId, scope: 'share-contact', organisationId: to, given, ...rest } as const
    return world.put({ op: 'put', collection: 'consents', doc, expected: 'absent' })
  }
  const phone = async () => (await employer.get(`${url}/${applicationId}`)).json().person.phone
  await say('con_1', true, 'org_other')
  assert.equal(await phone(), undefined)
  await say('con_2', true, organisationId)
  assert.equal(await phone(), '+254700001')
  await say('con_3', false, organisationId)
  assert.equal(await phone(), undefined)
})
