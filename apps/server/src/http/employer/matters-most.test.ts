import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Explanation } from '@rolecall/contract/explanation'
import { gathered, gatherList, startGathering } from '../../bias-audit/decisions.ts'
import { posting, publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld } from '../testing/http-world.ts'
import { addEmployer, addPerson } from '../testing/people.ts'

const setUp = async () => {
  const world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  return { world, employer, organisationId, jobs: `/organisations/${organisationId}/jobs` }
}

const tiltsOf = ({ subScores }: Explanation) =>
  subScores.flatMap(({ name, jobWeight, tilt }) => (tilt === undefined ? [] : [[name, jobWeight, tilt]]))

test('what matters most is kept with the job, and an edit takes it away again', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const made = (await employer.send('POST', jobs, { posting: posting({ mattersMost: ['skills', 'pay'] }) })).json()
  assert.deepEqual(made.posting.mattersMost, ['skills', 'pay'])
  assert.deepEqual((await employer.get(`${jobs}/${made.id}`)).json().posting.mattersMost, ['skills', 'pay'])
  const edited = await employer.send('PUT', `${jobs}/${made.id}`, { posting: posting(), revision: made.revision })
  assert.equal(edited.json().posting.mattersMost, undefined)
})

test('three things, a part that tells nothing of a person, and what is no part of the score are refused by their field', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const errorsOf = async (mattersMost: unknown) => {
    const answer = await employer.send('POST', jobs, { posting: { ...posting(), mattersMost } })
    assert.equal(answer.statusCode, 400)
    return answer.json().errors.map((error: { pointer: string; code: string; detail: string }) => error)
  }
  const [three] = await errorsOf(['skills', 'pay', 'distance'])
  assert.deepEqual([three.pointer, three.code], ['/posting/mattersMost', 'too-many'])
  for (const name of ['age', 'recency', 'sex']) {
    const [odd] = await errorsOf(['skills', name])
    assert.deepEqual([odd.pointer, odd.code], ['/posting/mattersMost/1', 'invalid'])
    assert.match(odd.detail, /occupation, skills, experience, pay, distance/)
  }
  const [word] = await errorsOf('skills')
  assert.deepEqual([word.pointer, word.code], ['/posting/mattersMost', 'invalid'])
})

test('a tilt counts with the next list, and its reasons, its log and the audit say so', async () => {
  const { world, employer, organisationId, jobs } = await setUp()
  await using _ = world
  await addPerson(world, 1)
  const jobId = await publishJob(world, { employer, organisationId })
  const explained = async (): Promise<Explanation> =>
    (await employer.get(`${jobs}/${jobId}/matches`)).json().items[0].explanation
  assert.deepEqual(tiltsOf(await explained()), [])
  const { revision } = (await employer.get(`${jobs}/${jobId}`)).json()
  const change = { posting: posting({ mattersMost: ['distance'] }), revision }
  assert.equal((await employer.send('PUT', `${jobs}/${jobId}`, change)).statusCode, 200)
  await world.changed({ collection: 'jobs', id: jobId })
  const tilted = await explained()
  assert.deepEqual(tiltsOf(tilted), [['distance', 2, 2]])
  assert.match(tilted.versions.weights, /^\S+ with distance × 2$/)

  const { items } = await world.store.find('matchLists', { index: 'subject', where: [jobId], limit: 10 })
  const logged = items
    .map(({ doc }) => doc)
    .find(({ entries }) => tiltsOf(entries[0]?.explanation ?? tilted).length > 0)
  assert.deepEqual(logged?.entries[0]?.explanation, tilted)
  const gathering = startGathering()
  if (logged !== undefined) gatherList(gathering, logged)
  assert.match(gathered(gathering)[0]?.scoredBy ?? '', /weights \S+ with distance × 2, taxonomy/)
})

test('the form asks only where the operator lets employers tilt', async () => {
  const { world, employer } = await setUp()
  await using _ = world
  const asks = async () => (await employer.get('/session')).json().asksWhatMatters
  assert.equal(await asks(), true)
  Object.assign(world.deps.config, { mayTilt: false })
  assert.equal(await asks(), false)
})
