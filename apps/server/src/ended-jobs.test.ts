import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeJobState } from '@rolecall/core/job-life'
import { endedTask } from './flows/parts/job-tasks.ts'
import { amina, publish, register } from './testing/stories.ts'
import { createWorld, type World } from './testing/world.ts'

/** Amina registers, comes by a link to a job, and applies. */
const applied = async (world: World): Promise<string> => {
  const job = await publish(world)
  await register(world)
  await world.say(amina, `I want to apply: Cook (${job.code}) src-qr`)
  await world.tap(amina, 'Apply')
  return job.id
}

const close = async (world: World, jobId: string): Promise<void> => {
  const before = await world.deps.store.get('jobs', jobId)
  assert.ok(before)
  const decided = changeJobState(before.doc, 'closed', { by: { kind: 'user' }, now: world.now })
  assert.ok(decided.decision === 'changed')
  const { job } = decided
  await world.deps.store.commit([
    { op: 'put', collection: 'jobs', doc: job, expected: before.revision },
    endedTask(job, world.now),
  ])
  await world.settle()
}

test('who applied by a link keeps where it stood, hears that the job closed, and reads it among their applications', async () => {
  await using world = await createWorld()
  const jobId = await applied(world)
  const { items } = await world.deps.store.find('applications', { index: 'job', where: [jobId], limit: 9 })
  assert.deepEqual(
    items.map(({ doc }) => doc.source),
    ['qr'],
  )
  const before = world.messenger.sent.length
  await close(world, jobId)
  const told = world.messenger.sent.slice(before).map(({ message }) => ('body' in message ? message.body : ''))
  assert.deepEqual(told, ['Cook at Sunrise Café has closed. Your application ends with it. JOBS shows other jobs.'])
  await world.say(amina, 'applications')
  assert.match((await world.tap(amina, 'Cook')).join(), /not selected\.\s+The job has closed/)
})

test('a day after their last word a template brings the news', async () => {
  await using world = await createWorld()
  const jobId = await applied(world)
  world.now += 25 * 3_600_000
  const before = world.messenger.sent.length
  await close(world, jobId)
  const [message, ...more] = world.messenger.sent.slice(before).map(({ message }) => message)
  assert.ok(message?.type === 'template' && more.length === 0)
  assert.equal(message.name, 'application_update')
})
