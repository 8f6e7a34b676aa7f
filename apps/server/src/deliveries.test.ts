import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SendResult } from '@rolecall/core/ports/messenger'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { deliver } from './flows/deliver.ts'
import { receiveStatus } from './flows/receive-status.ts'
import { type FlowTelemetry, silentTelemetry } from './telemetry/flow-telemetry.ts'
import { statusOf } from './testing/status-of.ts'
import { amina } from './testing/stories.ts'
import { createWorld, type World } from './testing/world.ts'
import type { TaskResult } from './worker.ts'

const refused = (reaction: Extract<SendResult, { outcome: 'refused' }>['reaction'], code: number): SendResult => ({
  outcome: 'refused',
  reaction,
  code,
  details: '',
})

const firstState = async (world: World): Promise<string | undefined> => {
  const id = world.messenger.sent[0]?.outboxId
  return id === undefined ? undefined : (await world.deps.store.get('outbox', id))?.doc.state
}

test('a status moves a message on and never back', async () => {
  await using world = await createWorld()
  await world.say(amina, 'Hi')
  assert.equal(await firstState(world), 'accepted')
  await world.receive(statusOf(world, 0, 'read'))
  assert.equal(await firstState(world), 'read')
  await world.receive(statusOf(world, 0, 'delivered'), statusOf(world, 0, 'sent'))
  assert.equal(await firstState(world), 'read')
})

test('while the Graph API is down replies wait, and leave in order when it is back', async () => {
  await using world = await createWorld()
  world.messenger.answer = () => refused('retry-later', 131000)
  for (const text of ['Hi', 'What is this?', 'Hello?']) {
    world.now += 1000
    await world.say(amina, text)
  }
  assert.equal(world.messenger.sent.length, 0)
  world.messenger.answer = undefined
  world.now += 3_600_000
  await world.work()
  const orders = await Promise.all(
    world.messenger.sent.map(async ({ outboxId }) => (await world.deps.store.get('outbox', outboxId))?.doc.order ?? 0),
  )
  assert.equal(orders.length, 3)
  assert.deepEqual(
    orders,
    orders.toSorted((a, b) => a - b),
  )
})

test('a send whose answer was lost is unknown, is not sent again, and is settled by its status', async () => {
  await using world = await createWorld()
  let outboxId = ''
  world.messenger.answer = (id) => {
    outboxId = id
    return { outcome: 'unknown', fault: 'TIMEOUT' }
  }
  await world.say(amina, 'Hi')
  const state = async () => (await world.deps.store.get('outbox', outboxId))?.doc.state
  assert.equal(await state(), 'unknown')
  world.messenger.answer = undefined
  await world.work()
  assert.equal(world.messenger.sent.length, 0)
  await world.receive({ ...statusOfId(world, outboxId), state: 'delivered' })
  assert.equal(await state(), 'delivered')
})

test('a status of a message that is not ours waits twenty times half a second for the answer of a send, and no longer', async () => {
  await using world = await createWorld()
  const { outboxId: _, ...rest } = statusOfId(world, 'none')
  const status = { ...rest, wamid: 'wamid.of-another-tool' }
  await world.receive(status)
  // What the world itself tried holds its lane for a while.
  world.now += 60_000
  const options = { queue: 'receive', lanes: 1, tasksPerLane: 1, now: world.now, leaseMs: () => 60_000 } as const
  const [claim] = await world.deps.store.claim(options)
  const [task] = claim?.tasks ?? []
  assert.ok(claim && task)
  // Each try notes when it was.
  const nth = (attempts: number) => ({ ...task, doc: { ...task.doc, attempts, at: world.now } })
  for (let attempts = 0; attempts < 20; attempts += 1) {
    const result = await receiveStatus(world.deps, nth(attempts), { ...claim.lease, last: true }, status)
    assert.deepEqual([result.result, 'at' in result && result.at], ['retry', world.now + 500])
    world.now += 500
  }
  assert.equal((await receiveStatus(world.deps, nth(20), { ...claim.lease, last: true }, status)).result, 'done')
})

const statusOfId = (world: World, outboxId: string): Extract<InboundEvent, { kind: 'status' }> => ({
  kind: 'status',
  key: 'status:wamid.lost:delivered',
  wamid: 'wamid.lost',
  phoneNumberId: '100',
  wabaId: '1',
  at: world.now,
  raw: {},
  state: 'delivered',
  recipient: { waId: amina },
  outboxId,
  errors: [],
})

test('of two workers that have a message at once, one sends it, and who was late writes nothing down', async () => {
  await using world = await createWorld()
  world.messenger.answer = () => refused('retry-later', 131000)
  await world.say(amina, 'Hi')
  world.messenger.answer = undefined
  const claim = async () => {
    world.now += 3_600_000
    const due = { queue: 'deliver', now: world.now, leaseMs: 1000, lanes: 1, tasksPerLane: 1 }
    const [claimed] = await world.deps.store.claim(due)
    const [task] = claimed?.tasks ?? []
    assert.ok(claimed && task)
    return { task, lease: claimed.lease }
  }
  const [late, held] = [await claim(), await claim()]
  const work = async ({ task, lease }: typeof late): Promise<TaskResult> => {
    const result = await deliver(world.deps, task, lease)
    return result.result === 'again' ? work({ task, lease }) : result
  }
  const [lost, done] = await Promise.all([work(late), work(held)])
  assert.equal(world.messenger.sent.length, 1)
  assert.deepEqual([lost.result, done.result], ['lost', 'done'])
})

test('a status that is quicker than the answer to the send stays, and the answer adds its id', async () => {
  await using world = await createWorld()
  const { store } = world.deps
  const { send } = world.messenger
  world.messenger.send = async (from, to, message, outboxId) => {
    const row = await store.get('outbox', outboxId)
    assert.ok(row)
    const doc = { ...row.doc, state: 'delivered' as const }
    await store.commit([{ op: 'put', collection: 'outbox', doc, expected: row.revision }])
    return send(from, to, message, outboxId)
  }
  await world.say(amina, 'Hi')
  const [sent] = world.messenger.sent
  const kept = (await store.get('outbox', sent?.outboxId ?? ''))?.doc
  assert.deepEqual([kept?.state, kept?.wamid], ['delivered', sent?.wamid])
})

test('someone who cannot be reached is not written to until they write again', async () => {
  await using world = await createWorld()
  await world.say(amina, 'Hi')
  await world.receive(statusOf(world, 0, 'failed', 131026))
  const account = async () =>
    (await world.deps.store.find('accounts', { index: 'phone', where: [`portfolio/${amina}`], limit: 1 })).items[0]?.doc
  assert.equal((await account())?.state, 'unreachable')
  await world.say(amina, 'English')
  assert.equal((await account())?.state, 'active')
})

test('a copy of a webhook is answered once', async () => {
  await using world = await createWorld()
  await world.say(amina, 'Hi')
  const copy: InboundEvent = {
    kind: 'message',
    key: 'message:wamid.in-1',
    wamid: 'wamid.in-1',
    phoneNumberId: '100',
    wabaId: '1',
    at: world.now,
    raw: {},
    sender: { waId: amina, userId: `KE.${amina}` },
    content: { type: 'text', text: 'Hi' },
  }
  await world.receive(copy, copy)
  assert.equal(world.messenger.sent.length, 1)
})

test('a person whose number and user id changed keeps their account', async () => {
  await using world = await createWorld()
  await world.say(amina, 'Hi')
  await world.receive({
    kind: 'message',
    key: 'message:wamid.system',
    wamid: 'wamid.system',
    phoneNumberId: '100',
    wabaId: '1',
    at: world.now,
    raw: {},
    sender: { waId: amina },
    content: {
      type: 'system',
      change: 'user_changed_number',
      waId: '254799999999',
      userId: 'KE.new',
      previousUserId: `KE.${amina}`,
    },
  })
  const { items } = await world.deps.store.find('accounts', { index: 'user', where: ['portfolio/KE.new'], limit: 1 })
  assert.equal(items[0]?.doc.waId, '254799999999')
  assert.deepEqual(items[0]?.doc.previousUserIds, [`KE.${amina}`])
})

test('a voice note is kept sealed, and the bot says what it can do with it', async () => {
  await using world = await createWorld()
  await world.say(amina, 'Hi')
  const before = world.messenger.sent.length
  await world.receive({
    kind: 'message',
    key: 'message:wamid.voice',
    wamid: 'wamid.voice',
    phoneNumberId: '100',
    wabaId: '1',
    at: world.now,
    raw: {},
    sender: { waId: amina, userId: `KE.${amina}` },
    content: { type: 'media', media: 'audio', id: '77', voice: true },
  })
  assert.equal(world.messenger.sent.length, before + 1)
  const { items } = await world.deps.store.find('accounts', { index: 'phone', where: [`portfolio/${amina}`], limit: 1 })
  const kept = await world.deps.store.find('media', { index: 'account', where: [items[0]?.doc.id ?? ''], limit: 5 })
  const [media] = kept.items
  assert.equal(media?.doc.mimeType, 'audio/ogg')
  const file = await world.deps.files.get(media?.doc.fileKey ?? '')
  assert.equal(Buffer.from(file ?? []).includes('OggS-voice'), false)
})

test('what a message is billed as is kept and counted once, from the first status that says so', async () => {
  await using world = await createWorld()
  const counted: string[] = []
  const telemetry: FlowTelemetry = {
    ...silentTelemetry,
    reached: ({ category }, outcome) => counted.push(`${category} ${outcome}`),
    priced: ({ pricing }) => counted.push(`${pricing?.category} ${pricing?.type}`),
  }
  Object.assign(world.deps, { telemetry })
  await world.say(amina, 'Hi')
  const pricing = { category: 'service', type: 'free_customer_service' }
  await world.receive(statusOf(world, 0, 'sent'))
  await world.receive(pricedAs(pricing, statusOf(world, 0, 'delivered')))
  await world.receive(pricedAs({ category: 'utility', type: 'regular' }, statusOf(world, 0, 'read')))
  assert.deepEqual(counted, [
    'reply accepted',
    'reply sent',
    'reply delivered',
    'service free_customer_service',
    'reply read',
  ])
  const id = world.messenger.sent[0]?.outboxId ?? ''
  assert.deepEqual((await world.deps.store.get('outbox', id))?.doc.pricing, pricing)
})

const pricedAs = (pricing: { category: string; type: string }, event: InboundEvent): InboundEvent =>
  event.kind === 'status' ? { ...event, pricing } : event
