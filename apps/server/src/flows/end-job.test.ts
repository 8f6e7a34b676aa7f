import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publishJob, signIn } from '../http/testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../http/testing/http-world.ts'
import { addApplication, addEmployer, addPerson } from '../http/testing/people.ts'
import { endApplication } from './end-application.ts'
import { endJob } from './end-job.ts'
import { expireJob } from './expire-job.ts'
import { finish, outboxMessageOf } from './parts/task-documents.ts'

/** A job with so many applicants: the first reads English, the others Spanish. */
const setUp = async (count = 2) => {
  const world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const jobId = await publishJob(world, { employer, organisationId })
  for (let number = 1; number <= count; number += 1) {
    const personId = await addPerson(world, number, { language: number === 1 ? 'en' : 'es' })
    await addApplication(world, number, { jobId, personId, organisationId })
  }
  const job = `/organisations/${organisationId}/jobs/${jobId}`
  const close = () => employer.send('POST', `${job}/state`, { state: 'closed' })
  const move = (state: string) => async (number: number) => {
    const [application] = await applications(world, jobId, number)
    return employer.send('POST', `/organisations/${organisationId}/applications/${application?.id}/moves`, { state })
  }
  return { world, jobId, close, move }
}

const applications = async ({ store }: HttpWorld, jobId: string, number?: number) => {
  const { items } = await store.find('applications', { index: 'job', where: [jobId], limit: 1000 })
  const docs = items.map(({ doc }) => doc)
  return number === undefined ? docs : docs.slice(number - 1, number)
}

/** Works on all that is due until nothing is. */
const work = async (world: HttpWorld): Promise<void> => {
  const flows: Readonly<Record<string, typeof endJob>> = {
    'job-expires': expireJob,
    'job-ended': endJob,
    'application-ends': (_, task, lease) => endApplication(world.deps, task, lease),
    'application-overdue': (_, task, lease) => endApplication(world.deps, task, lease),
  }
  for (let idle = false; !idle; ) {
    const claims = await world.store.claim({
      queue: 'match',
      now: world.now,
      leaseMs: 1000,
      lanes: 50,
      tasksPerLane: 1,
    })
    idle = claims.length === 0
    for (const { lease, tasks } of claims)
      for (const task of tasks) {
        const result = await (flows[task.doc.kind] ?? finishAnyOther)(world.deps, task, lease)
        await world.store.release(lease, result.result === 'retry' ? result.at : undefined)
      }
  }
}
const finishAnyOther: typeof endJob = (deps, task, lease) => finish(deps, task, lease, [])

const told = async ({ store, deps }: HttpWorld): Promise<string[]> => {
  const { items } = await store.find('outbox', { index: 'state', where: ['queued'], limit: 1000 })
  return items.flatMap(({ doc }) => {
    const message = outboxMessageOf(doc)
    return message?.reply.body.map((phrase) => deps.texts.say(phrase, message.language)) ?? []
  })
}

test('who waits on a job that its employer closes hears once, in their language, that it is over', async () => {
  const { world, jobId, close } = await setUp()
  await using _ = world
  assert.equal((await close()).statusCode, 200)
  await work(world)
  assert.deepEqual((await told(world)).toSorted(), [
    'Cook at Café 1 has closed. Your application ends with it. JOBS shows other jobs.',
    'Cook, de Café 1, ya cerró. Su postulación termina ahí. EMPLEOS muestra otros.',
  ])
  for (const { state, history } of await applications(world, jobId))
    assert.deepEqual([state, history.at(-1)?.reason], ['not-selected', 'job-ended'])
  await work(world)
  assert.equal((await told(world)).length, 2)
})

test('nobody hears in the night that a job has closed', async () => {
  const { world, jobId, close } = await setUp(1)
  await using _ = world
  world.now = Date.parse('2026-11-25T22:00:00+03:00')
  await close()
  await work(world)
  assert.deepEqual([(await told(world)).length, (await applications(world, jobId))[0]?.state], [0, 'new'])
  world.now = Date.parse('2026-11-26T08:00:00+03:00')
  await work(world)
  assert.deepEqual([(await told(world)).length, (await applications(world, jobId))[0]?.state], [1, 'not-selected'])
})

test('a job that runs out says that theirs goes on, and ends it when the promised day passes', async () => {
  const { world, jobId } = await setUp(0)
  await using _ = world
  world.now = Date.parse('2026-12-24T09:00:00Z')
  const personId = await addPerson(world, 1)
  const { organisationId } = (await world.store.get('jobs', jobId))?.doc ?? { organisationId: '' }
  await addApplication(world, 1, { jobId, personId, organisationId })
  world.now = Date.parse('2026-12-25T06:00:00Z')
  await work(world)
  assert.deepEqual(await told(world), [
    'Café 1 takes no more people for Cook. Your application stays. They answer by 31 Dec.',
  ])
  world.now = Date.parse('2026-12-31T10:00:00Z')
  await work(world)
  assert.equal((await told(world)).length, 2)
  assert.equal((await applications(world, jobId))[0]?.state, 'not-selected')
})

test('the last opening that is filled ends the others, for that reason', async () => {
  const { world, jobId, move } = await setUp()
  await using _ = world
  assert.equal((await move('hired')(1)).statusCode, 200)
  await work(world)
  const states = (await applications(world, jobId)).map(({ state, history }) => [state, history.at(-1)?.reason])
  assert.deepEqual(states.toSorted(), [
    ['hired', undefined],
    ['not-selected', 'filled'],
  ])
  assert.equal((await told(world)).length, 2)
})

test('two hundred and more applicants are all told', async () => {
  const { world, jobId, close } = await setUp(220)
  await using _ = world
  await close()
  await work(world)
  assert.equal((await told(world)).length, 220)
  assert.ok((await applications(world, jobId)).every(({ state }) => state === 'not-selected'))
})
