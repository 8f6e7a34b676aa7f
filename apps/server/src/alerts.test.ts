import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amina, publish, register } from './testing/stories.ts'
import { createWorld, noon, type World } from './testing/world.ts'

const digestMs = 10_000
const hourMs = 3_600_000

/** What was sent since, after the digest's time has passed. */
const told = async (world: World, before: number) => {
  world.now += digestMs
  await world.settle()
  return world.messenger.sent.slice(before).map(({ message }) => message)
}

test('people who fit and agreed hear of several new jobs in one message', async () => {
  await using world = await createWorld()
  await register(world)
  await world.settle()
  const before = world.messenger.sent.length
  await publish(world, { title: 'Cook' })
  await publish(world, { title: 'Night cook' })
  const [digest, ...more] = await told(world, before)
  assert.equal(more.length, 0)
  assert.ok(digest?.type === 'list')
  assert.deepEqual(digest.sections.flatMap(({ rows }) => rows.map(({ title }) => title)).sort(), ['Cook', 'Night cook'])
})

test('nobody is told of the same job twice, nor of one that closed meanwhile', async () => {
  await using world = await createWorld()
  await register(world)
  await world.settle()
  const job = await publish(world)
  await told(world, 0)
  const before = world.messenger.sent.length
  const closed = await world.deps.store.get('jobs', job.id)
  assert.ok(closed)
  await world.deps.store.commit([
    { op: 'put', collection: 'jobs', doc: { ...closed.doc, state: 'closed' }, expected: closed.revision },
  ])
  assert.deepEqual(await told(world, before), [])
})

test('at night an alert waits for eight in the morning', async () => {
  await using world = await createWorld()
  await register(world)
  await world.settle()
  world.now = noon + 10 * hourMs
  const before = world.messenger.sent.length
  await publish(world)
  assert.deepEqual(await told(world, before), [])
  world.now = noon + 20 * hourMs
  assert.equal((await told(world, before)).length, 1)
})

test('the third alert of a day waits for the next one', async () => {
  await using world = await createWorld()
  await register(world)
  await world.settle()
  const before = world.messenger.sent.length
  for (const title of ['First', 'Second', 'Third']) {
    await publish(world, { title })
    await told(world, before)
  }
  assert.equal(world.messenger.sent.length - before, 2)
})

test('outside the 24-hour window the alert goes out as a template', async () => {
  await using world = await createWorld()
  await register(world)
  await world.settle()
  world.now = noon + 48 * hourMs
  const before = world.messenger.sent.length
  await publish(world)
  const [message] = await told(world, before)
  assert.ok(message?.type === 'template')
  assert.equal(message.name, 'job_alert')
})

test('after STOP nobody hears of a job, after START they do again', async () => {
  await using world = await createWorld()
  await register(world)
  const stopped = await world.say(amina, 'STOP')
  assert.equal(stopped.length, 1)
  await world.settle()
  const before = world.messenger.sent.length
  await publish(world)
  assert.deepEqual(await told(world, before), [])
  await world.say(amina, 'START')
  await world.settle()
  const after = world.messenger.sent.length
  await publish(world)
  assert.equal((await told(world, after)).length, 1)
})
