import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseJobs } from '../../flows/staff/pause-jobs.ts'
import { posting, publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'
import { addStaffMember, staffSignIn } from '../testing/staff.ts'

test('an organisation waits until a moderator has seen who stands behind it, then publishes', async () => {
  await using world = await createHttpWorld()
  const owner = await addEmployer(world, 1, { state: 'pending' })
  const employer = await signIn(world, owner)
  const jobs = `/organisations/${owner.organisationId}/jobs`
  await employer.send('POST', jobs, { posting: posting() })
  assert.equal((await employer.send('POST', jobs, { posting: posting(), publish: true })).json().code, 'not-vetted')
  const moderator = await staffSignIn(world, await addStaffMember(world, 9, 'moderator'))
  const [waiting] = (await moderator.get('/operator/organisations')).json().items
  assert.deepEqual([waiting.name, waiting.owners[0].email, waiting.jobs[0].title], ['Café 1', owner.email, 'Cook'])
  const state = `/operator/organisations/${owner.organisationId}/state`
  assert.equal((await moderator.send('POST', state, { state: 'vetted' })).json().state, 'vetted')
  assert.equal((await employer.send('POST', jobs, { posting: posting(), publish: true })).statusCode, 201)
  assert.deepEqual((await moderator.get('/operator/organisations')).json().items, [])
})

test('the open jobs of an organisation that is stopped are paused, and open again only by its own people', async () => {
  await using world = await createHttpWorld()
  const owner = await addEmployer(world, 1)
  const { organisationId } = owner
  const employer = await signIn(world, owner)
  const jobId = await publishJob(world, { employer, organisationId })
  const moderator = await staffSignIn(world, await addStaffMember(world, 9, 'moderator'))
  const vet = (body: object) => moderator.send('POST', `/operator/organisations/${organisationId}/state`, body)
  assert.equal((await vet({ state: 'suspended', reason: 'fees' })).statusCode, 200)
  const claims = await world.store.claim({
    queue: 'match',
    now: world.now,
    leaseMs: 1000,
    lanes: 100,
    tasksPerLane: 20,
  })
  for (const { lease, tasks } of claims)
    for (const task of tasks)
      if (task.doc.kind === 'organisation-suspended')
        await pauseJobs({ store: world.store, clock: world.deps.clock }, task, lease)
  const job = await world.store.get('jobs', jobId)
  assert.deepEqual([job?.doc.state, job?.doc.history.at(-1)?.reason], ['paused', 'organisation-suspended'])
  const open = () => employer.send('POST', `/organisations/${organisationId}/jobs/${jobId}/state`, { state: 'open' })
  assert.equal((await open()).json().code, 'not-vetted')
  await vet({ state: 'vetted' })
  assert.equal((await open()).json().state, 'open')
})

test('a moderator says why from a list, and of an organisation that is there', async () => {
  await using world = await createHttpWorld()
  const { organisationId } = await addEmployer(world, 1)
  const moderator = await staffSignIn(world, await addStaffMember(world, 9, 'moderator'))
  const vet = (id: string, body: object) => moderator.send('POST', `/operator/organisations/${id}/state`, body)
  assert.equal((await vet(organisationId, { state: 'suspended', reason: 'I do not like them' })).statusCode, 400)
  assert.equal((await vet(organisationId, { state: 'pending' })).statusCode, 400)
  assert.equal((await vet(`${organisationId.slice(0, -1)}z`, { state: 'vetted' })).statusCode, 404)
})
