import assert from 'node:assert/strict'
import { test } from 'node:test'
import { posting, publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld } from '../testing/http-world.ts'
import { addEmployer, addPerson } from '../testing/people.ts'

const setUp = async (more?: Parameters<typeof addEmployer>[2]) => {
  const world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1, more)
  const employer = await signIn(world, { email })
  return { world, employer, organisationId, jobs: `/organisations/${organisationId}/jobs` }
}

test('a draft is kept, and seen by nobody else', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const made = await employer.send('POST', jobs, { posting: posting() })
  assert.equal(made.statusCode, 201, made.body)
  const job = made.json()
  assert.equal(job.state, 'draft')
  assert.match(job.code, /^[A-Z2-9]{6}$/)
  assert.equal((await employer.get(`/jobs/${job.id}`)).statusCode, 404)
  assert.deepEqual((await employer.get(jobs)).json().items[0].title, 'Cook')
})

test('publishing opens the job and leaves a task to tell the people whom it fits', async () => {
  const { world, employer, organisationId } = await setUp()
  await using _ = world
  const jobId = await publishJob(world, { employer, organisationId })
  const task = await world.store.get('tasks', `job-published:${jobId}:1`)
  assert.equal(task?.doc.lane, `match:${jobId}`)
  const found = (await employer.get('/jobs?q=cook&place=Thika')).json()
  assert.equal(found.total, 1)
  assert.match(decodeURIComponent(found.items[0].applyUrl), new RegExp(found.items[0].code))
})

test('an organisation that is not vetted yet may draft but not publish', async () => {
  const { world, employer, jobs } = await setUp({ state: 'pending' })
  await using _ = world
  const refused = await employer.send('POST', jobs, { posting: posting(), publish: true })
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'not-vetted'])
  assert.equal((await employer.send('POST', jobs, { posting: posting() })).statusCode, 201)
})

test('the same Idempotency-Key makes one job, and another posting under it is refused', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const key = { 'idempotency-key': 'form-7f3a' }
  const [first, again] = [
    await employer.send('POST', jobs, { posting: posting(), publish: true }, key),
    await employer.send('POST', jobs, { posting: posting(), publish: true }, key),
  ]
  assert.equal(again.statusCode, 201)
  assert.equal(again.json().id, first.json().id)
  const other = await employer.send('POST', jobs, { posting: posting({ title: 'Waiter' }) }, key)
  assert.deepEqual([other.statusCode, other.json().code], [422, 'idempotency-key-reused'])
})

test('an edit names the revision that it was made on; a late one is a conflict', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const { id, revision } = (await employer.send('POST', jobs, { posting: posting() })).json()
  const edited = await employer.send('PUT', `${jobs}/${id}`, { posting: posting({ title: 'Head cook' }), revision })
  assert.equal(edited.json().title, 'Head cook')
  const late = await employer.send('PUT', `${jobs}/${id}`, { posting: posting(), revision })
  assert.deepEqual([late.statusCode, late.json().code], [409, 'conflict'])
})

test('a closed job keeps who closed it and why, and opens no more', async () => {
  const { world, employer, organisationId, jobs } = await setUp()
  await using _ = world
  const id = await publishJob(world, { employer, organisationId })
  const closed = await employer.send('POST', `${jobs}/${id}/state`, { state: 'closed', reason: 'Found someone' })
  assert.deepEqual(closed.json().history.at(-1), {
    state: 'closed',
    at: new Date(world.now).toISOString(),
    by: 'Owner 1',
    reason: 'Found someone',
  })
  const reopened = await employer.send('POST', `${jobs}/${id}/state`, { state: 'open' })
  assert.deepEqual([reopened.statusCode, reopened.json().code], [409, 'job-state'])
  const seen = (await employer.get(`/jobs/${id}`)).json()
  assert.deepEqual([seen.state, seen.applyUrl], ['closed', undefined])
})

test('each wrong field is named by pointer and code', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const shape = await employer.send('POST', jobs, {
    posting: { ...posting(), title: 'x'.repeat(10_000), pay: undefined },
  })
  assert.equal(shape.statusCode, 400)
  assert.deepEqual(
    shape.json().errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`),
    ['/posting/title too-long', '/posting/pay required'],
  )
  const names = await employer.send('POST', jobs, {
    posting: posting({ occupation: 'dragon-tamer', expiresOn: '2026-11-24' }),
  })
  assert.deepEqual(
    names.json().errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`),
    ['/posting/occupation unknown-occupation', '/posting/expiresOn in-the-past'],
  )
})

test('the form learns how many people fit and what a must costs', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  await addPerson(world, 1)
  const { title: _t, description: _d, questions: _q, openings: _o, answerDays: _a, expiresOn: _e, ...rest } = posting()
  const plain = await employer.send('POST', `${jobs}/estimate`, rest)
  assert.deepEqual(plain.json(), { fit: 1, musts: [] })
  const requirements = [{ kind: 'work-permit', country: 'KE', must: true }]
  const musts = (await employer.send('POST', `${jobs}/estimate`, { ...rest, requirements })).json()
  assert.deepEqual(
    musts.musts.map(({ index }: { index: number }) => index),
    [0],
  )
})

test('a list goes on from its cursor, and a bent one is refused', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  for (const title of ['First', 'Second', 'Third']) {
    world.now += 1
    await employer.send('POST', jobs, { posting: posting({ title }) })
  }
  const first = (await employer.get(`${jobs}?limit=2`)).json()
  const rest = (await employer.get(`${jobs}?limit=2&after=${encodeURIComponent(first.cursor)}`)).json()
  const titles = [...first.items, ...rest.items].map(({ title }: { title: string }) => title)
  assert.deepEqual(titles, ['Third', 'Second', 'First'])
  const bent = await employer.get(`${jobs}?after=bent`)
  assert.deepEqual([bent.statusCode, bent.json().errors[0].pointer], [400, '/after'])
})

test('a reviewer reads but neither posts nor closes', async () => {
  const { world, employer, jobs } = await setUp({ role: 'reviewer' })
  await using _ = world
  const refused = await employer.send('POST', jobs, { posting: posting() })
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'not-allowed'])
  assert.equal((await employer.get(jobs)).statusCode, 200)
})
