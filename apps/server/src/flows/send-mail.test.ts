import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryMailer } from '@rolecall/adapters/mail/memory'
import type { MailOutcome } from '@rolecall/core/ports/mail'
import { createWorld, type World } from '../testing/world.ts'
import { mailTask } from './parts/mail-task.ts'
import { sendMail } from './send-mail.ts'

const mail = { to: 'amina@example.org', subject: 'Hi', text: 'A link' }

/** Queues a mail, and lets it be tried once where it is due. */
const setUp = async (world: World, answers: readonly MailOutcome[] = []) => {
  const memory = memoryMailer()
  const left = [...answers]
  const mailer = { send: async (one: Parameters<typeof memory.send>[0]) => left.shift() ?? memory.send(one) }
  await world.deps.store.commit([mailTask(mail, world.now)])
  const claim = async () =>
    (await world.deps.store.claim({ queue: 'mail', now: world.now, leaseMs: 1000, lanes: 1, tasksPerLane: 1 }))[0]
  const attempt = async () => {
    const found = await claim()
    const [task] = found?.tasks ?? []
    assert.ok(found && task)
    return sendMail({ ...world.deps, mailer }, task, found.lease)
  }
  const inState = async (state: string) =>
    (await world.deps.store.find('tasks', { index: 'state', where: [state], limit: 10 })).items.map(({ doc }) => doc)
  return { attempt, memory, inState }
}

test('a mail that was handed over leaves nothing of itself behind', async () => {
  await using world = await createWorld()
  const { attempt, memory, inState } = await setUp(world)
  assert.deepEqual(await attempt(), { result: 'done' })
  assert.deepEqual(memory.sent[0], { ...mail, id: memory.sent[0]?.id })
  assert.deepEqual([...(await inState('ready')), ...(await inState('done')), ...(await inState('dead'))], [])
})

test('a mail server that fails is asked again later, the same mail under the same id', async () => {
  await using world = await createWorld()
  const { attempt } = await setUp(world, [{ outcome: 'failed', error: 'smtp ETIMEDOUT' }])
  const answer = await attempt()
  assert.ok(answer.result === 'retry' && answer.counts)
  assert.ok(answer.at >= world.now + 7_500 && answer.at <= world.now + 10_000)
  assert.equal(answer.error, 'smtp ETIMEDOUT')
})

test('a mail that is refused for good waits for an operator, with its content', async () => {
  await using world = await createWorld()
  const { attempt, inState } = await setUp(world, [{ outcome: 'refused', error: 'smtp EENVELOPE 550' }])
  assert.deepEqual(await attempt(), { result: 'done' })
  const [dead] = await inState('dead')
  assert.deepEqual([dead?.error, dead?.attempts, dead?.payload], ['smtp EENVELOPE 550', 1, mail])
})

test('a mail to nobody is no mail', async () => {
  await using world = await createWorld()
  await world.deps.store.commit([mailTask(undefined, world.now)])
  await world.work()
  const { items } = await world.deps.store.find('tasks', { index: 'state', where: ['ready'], limit: 10 })
  assert.deepEqual(items, [])
})
