import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { type Rig, startRig } from '../testing/rig.ts'
import { encodeLikeMeta } from './encode.ts'

const textsOf = (rig: Rig): unknown[] =>
  rig.received.flatMap(({ events }) => events.map((event) => Object(event.text).body))

const write = (rig: Rig, ...texts: string[]): void => {
  const phone = rig.phone()
  for (const text of texts) rig.simulator.control.people.write(phone, text)
}

test('the body is written as Meta writes it, and is the same when it is read', () => {
  const encoded = encodeLikeMeta({ text: 'é 👍 https://a/b' }).toString()
  assert.equal(encoded, '{"text":"\\u00e9 \\ud83d\\udc4d https:\\/\\/a\\/b"}')
  assert.deepEqual(JSON.parse(encoded), { text: 'é 👍 https://a/b' })
})

test('the signature holds for the bytes that arrive', async () => {
  await using rig = await startRig()
  write(rig, 'Niño 1/2 👋')
  const [webhook] = await rig.webhooks(1)
  const expected = createHmac('sha256', 'secret')
    .update(webhook?.raw ?? '')
    .digest('hex')
  assert.equal(webhook?.headers['x-hub-signature-256'], `sha256=${expected}`)
  assert.match(webhook?.raw.toString() ?? '', /Ni\\u00f1o 1\\\/2/)
})

test('a webhook is sent again until it is answered with 200', async () => {
  await using rig = await startRig()
  rig.answerWith(500, 503, 204)
  write(rig, 'Hi')
  const webhooks = await rig.webhooks(4)
  assert.deepEqual(new Set(webhooks.map((one) => one.raw.toString())).size, 1)
  assert.deepEqual(textsOf(rig), ['Hi', 'Hi', 'Hi', 'Hi'])
})

test('a message has two ticks once its webhook was accepted', async () => {
  await using rig = await startRig()
  const phone = rig.phone()
  const accepted = new Promise<void>((resolve) => {
    rig.simulator.control.world.events.on('change', () => phone.messages[0]?.tick === 'delivered' && resolve())
  })
  rig.simulator.control.people.write(phone, 'Hi')
  await accepted
})

test('duplicated, each webhook arrives twice', async () => {
  await using rig = await startRig()
  rig.set({ duplicate: true })
  write(rig, 'Hi')
  await rig.webhooks(2)
  assert.deepEqual(textsOf(rig), ['Hi', 'Hi'])
})

test('reordered, the second event overtakes the first', async () => {
  await using rig = await startRig()
  rig.set({ reorder: true, batch: true })
  write(rig, '1', '2', '3', '4', '5')
  await rig.webhooks(1)
  assert.deepEqual(textsOf(rig), ['5', '4', '3', '2', '1'])
})

test('batched, one webhook carries several changes, and what is left over leaves too', async () => {
  await using rig = await startRig()
  rig.set({ batch: true })
  write(rig, '1', '2', '3', '4', '5', '6')
  const [first, second] = await rig.webhooks(2)
  assert.equal(first?.events.length, 5)
  assert.equal(second?.events.length, 1)
})

test('delayed, a webhook leaves later and still arrives', async () => {
  await using rig = await startRig()
  rig.set({ delayMs: 30 })
  const before = performance.now()
  write(rig, 'Hi')
  await rig.webhooks(1)
  assert.ok(performance.now() - before >= 25)
})

test('the subscription is verified by its challenge', async () => {
  await using rig = await startRig()
  assert.deepEqual((await rig.control('/webhooks/verify', { method: 'POST' })).body, { verified: true })
  assert.equal(await rig.simulator.control.delivery.verify(undefined, 'wrong'), false)
})
