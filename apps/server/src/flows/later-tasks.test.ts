import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lease } from '@rolecall/core/ports/store'
import { publishJob, signIn } from '../http/testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../http/testing/http-world.ts'
import { addApplication, addEmployer, addPerson } from '../http/testing/people.ts'
import type { Task, TaskResult } from '../worker.ts'
import { expireJob } from './expire-job.ts'
import { outboxMessageOf } from './parts/task-documents.ts'
import { settleApplication } from './settle-application.ts'

const setUp = async () => {
  const world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const jobId = await publishJob(world, { employer, organisationId })
  const personId = await addPerson(world, 1)
  const applicationId = await addApplication(world, 1, { jobId, personId, organisationId })
  const moves = `/organisations/${organisationId}/applications/${applicationId}/moves`
  return { world, employer, applicationId, personId, jobId, moves }
}

/** Works on the tasks of one kind that are due. */
const work = async (world: HttpWorld, kind: string, handle: (task: Task, lease: Lease) => Promise<TaskResult>) => {
  const claims = await world.store.claim({ queue: 'match', now: world.now, leaseMs: 1000, lanes: 50, tasksPerLane: 10 })
  let worked = 0
  for (const { lease, tasks } of claims) {
    for (const task of tasks.filter(({ doc }) => doc.kind === kind)) {
      assert.deepEqual(await handle(task, lease), { result: 'done' })
      worked += 1
    }
    await world.store.release(lease)
  }
  return worked
}
const settle = (world: HttpWorld) =>
  work(world, 'application-settles', (task, lease) => settleApplication(world.deps, task, lease))

const messages = async (world: HttpWorld) =>
  (await world.store.find('outbox', { index: 'state', where: ['queued'], limit: 10 })).items.map(({ doc }) => doc)

test('after an hour the outcome is final, and the person reads it with its reason', async () => {
  const { world, employer, applicationId, moves } = await setUp()
  await using _ = world
  await employer.send('POST', moves, { state: 'not-selected', reason: 'times' })
  world.now += 3_600_000 - 1
  assert.equal(await settle(world), 0)
  world.now += 1
  assert.equal(await settle(world), 1)
  const application = await world.store.get('applications', applicationId)
  assert.deepEqual([application?.doc.state, application?.doc.pending], ['not-selected', undefined])
  const [message] = await messages(world)
  const reply = message && outboxMessageOf(message)?.reply
  assert.ok(reply)
  const text = reply.body.map((phrase) => world.deps.texts.say(phrase, 'es')).join(' ')
  assert.ok(text.includes(world.deps.texts.say({ key: 'update.reason.times' }, 'es')))
})

test('an outcome that was undone reaches nobody', async () => {
  const { world, employer, applicationId, moves } = await setUp()
  await using _ = world
  await employer.send('POST', moves, { state: 'not-selected', reason: 'times' })
  await employer.send('DELETE', `${moves}/pending`)
  world.now += 3_600_000
  assert.equal(await settle(world), 1)
  assert.equal((await world.store.get('applications', applicationId))?.doc.state, 'new')
  assert.deepEqual(await messages(world), [])
})

test('an outcome that was undone and decided anew is told once, in its own time', async () => {
  const { world, employer, moves } = await setUp()
  await using _ = world
  await employer.send('POST', moves, { state: 'not-selected', reason: 'times' })
  world.now += 1_800_000
  await employer.send('DELETE', `${moves}/pending`)
  await employer.send('POST', moves, { state: 'not-selected', reason: 'pay' })
  world.now += 1_800_000
  await settle(world)
  assert.deepEqual(await messages(world), [])
  world.now += 1_800_000
  await settle(world)
  assert.equal((await messages(world)).length, 1)
})

test('where two share a phone, the message says whom it is for', async () => {
  const { world, employer, personId, moves } = await setUp()
  await using _ = world
  const person = await world.store.get('people', personId)
  const account = await world.store.get('accounts', person?.doc.accountId ?? '')
  assert.ok(account)
  const doc = { ...account.doc, personIds: [...account.doc.personIds, `per_${'1'.repeat(26)}`] }
  await world.put({ op: 'put', collection: 'accounts', doc, expected: account.revision })
  const { message } = (await employer.send('POST', moves, { state: 'shortlisted', preview: true })).json()
  assert.match(message.text, /^A message for Amina Wanjiru\.\n\n/)
})

test('a job expires when its last day is over, and a last day that was moved holds it open', async () => {
  const { world, jobId } = await setUp()
  await using _ = world
  const expire = () => work(world, 'job-expires', (task, lease) => expireJob(world.deps, task, lease))
  const state = async () => (await world.store.get('jobs', jobId))?.doc.state
  world.now = Date.parse('2026-12-24T20:59:59.999Z')
  assert.deepEqual([await expire(), await state()], [0, 'open'])
  world.now += 1
  assert.deepEqual([await expire(), await state()], [1, 'expired'])
})
