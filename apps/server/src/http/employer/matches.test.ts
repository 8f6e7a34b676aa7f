import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IndexUnavailable } from '../../matcher/match-index.ts'
import { publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld } from '../testing/http-world.ts'
import { addApplication, addEmployer, addPerson } from '../testing/people.ts'

const setUp = async () => {
  const world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const jobId = await publishJob(world, { employer, organisationId })
  const personId = await addPerson(world, 1)
  return { world, employer, organisationId, jobId, personId, job: `/organisations/${organisationId}/jobs/${jobId}` }
}

test('people who fit are shown with reasons and a coarse distance, without surname or number', async () => {
  const { world, employer, job, personId } = await setUp()
  await using _ = world
  const answer = await employer.get(`${job}/matches`)
  const [match] = answer.json().items
  assert.deepEqual([match.personId, match.firstName, match.distanceBand], [personId, 'Amina', 'under-5-km'])
  assert.equal(match.explanation.fit, 'full')
  assert.doesNotMatch(answer.body, /Wanjiru|25470000/)
})

test('each list that is shown is logged with its reasons', async () => {
  const { world, employer, job, jobId, personId } = await setUp()
  await using _ = world
  const [shown] = (await employer.get(`${job}/matches`)).json().items
  const { items } = await world.store.find('matchLists', { index: 'subject', where: [jobId], limit: 10 })
  assert.deepEqual(items[0]?.doc.entries, [{ rank: 1, jobId, personId, explanation: shown.explanation }])
})

test('an invitation is queued once, and the match shows it', async () => {
  const { world, employer, job, personId } = await setUp()
  await using _ = world
  const invited = await employer.send('POST', `${job}/invitations`, { personId })
  assert.equal(invited.statusCode, 201, invited.body)
  const { items } = await world.store.find('outbox', { index: 'state', where: ['queued'], limit: 10 })
  assert.deepEqual(
    items.map(({ doc }) => [doc.personId, doc.category]),
    [[personId, 'alert']],
  )
  const again = await employer.send('POST', `${job}/invitations`, { personId })
  assert.deepEqual([again.statusCode, again.json().code], [409, 'already-invited'])
  const [match] = (await employer.get(`${job}/matches`)).json().items
  assert.deepEqual([match.invitable, match.invitedAt], [false, new Date(world.now).toISOString()])
})

test('who wants no alerts, has applied, or does not fit is not invited', async () => {
  const { world, employer, job, jobId, organisationId, personId } = await setUp()
  await using _ = world
  const silent = await addPerson(world, 2, { alerts: false })
  await addApplication(world, 1, { jobId, personId, organisationId })
  const invite = async (id: string) => (await employer.send('POST', `${job}/invitations`, { personId: id })).json().code
  assert.equal(await invite(silent), 'alerts-off')
  assert.equal(await invite(personId), 'already-applied')
  assert.equal(await invite(`per_${'0'.repeat(26)}`), 'not-found')
})

test('an invitation waits for the morning where the person sleeps', async () => {
  const { world, employer, job, personId } = await setUp()
  await using _ = world
  world.now = Date.parse('2026-11-25T22:00:00+03:00')
  const { tellAt } = (await employer.send('POST', `${job}/invitations`, { personId })).json()
  assert.equal(tellAt, '2026-11-26T05:00:00.000Z')
})

test('while the index does not answer, its lists are not available for a moment, and everything else is', async () => {
  const { world, employer, job } = await setUp()
  await using _ = world
  const { ask } = world.deps.index
  Object.assign(world.deps.index, { ask: () => Promise.reject(new IndexUnavailable('the index does not answer')) })
  const answer = await employer.get(`${job}/matches`)
  assert.deepEqual([answer.statusCode, answer.headers['retry-after'], answer.json().code], [503, '1', 'unavailable'])
  assert.equal((await employer.get(job)).statusCode, 200)
  Object.assign(world.deps.index, { ask })
  assert.equal((await employer.get(`${job}/matches`)).statusCode, 200)
})
