import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids, type Rig, startRig } from '../testing/rig.ts'
import type { Phone } from '../world/types.ts'

const send = (rig: Rig, phone: Phone, outboxId = 'out_1') =>
  rig.graph(`/${ids.number}/messages`, {
    body: {
      messaging_product: 'whatsapp',
      recipient: phone.userId,
      type: 'text',
      text: { body: 'Hello' },
      biz_opaque_callback_data: outboxId,
    },
  })

const statusIs = (status: string) => (event: Record<string, unknown>) => event.status === status
const codeOf = (event: Record<string, unknown>): unknown => Object(event.errors)[0].code

test('a message is sent, delivered and read, each with the outbox id and its price', async () => {
  await using rig = await startRig()
  await send(rig, rig.phone())
  for (const status of ['sent', 'delivered', 'read']) {
    const event = await rig.event(statusIs(status))
    assert.equal(event.biz_opaque_callback_data, 'out_1')
    assert.deepEqual(event.pricing, {
      billable: false,
      pricing_model: 'PMP',
      type: 'free_customer_service',
      category: 'service',
    })
  }
  assert.deepEqual(
    rig.received.flatMap(({ events }) => events.map((event) => event.status)),
    ['sent', 'delivered', 'read'],
  )
})

test('a free-form message after 24 hours is accepted and then fails with 131047', async () => {
  await using rig = await startRig()
  const phone = rig.phone()
  await rig.control(`/phones/${phone.id}/expire-window`, { method: 'POST' })
  assert.equal((await send(rig, phone)).status, 200)
  assert.equal(codeOf(await rig.event(statusIs('failed'))), 131047)
  assert.equal(rig.simulator.control.world.sends[0]?.visible, false)
})

test('with its switch, 131047 is answered at once and nothing is accepted', async () => {
  await using rig = await startRig()
  rig.set({ windowSync: true })
  const answer = await send(rig, rig.phone({ silent: true }))
  assert.deepEqual([answer.status, answer.body.error.code], [400, 131047])
  assert.equal(rig.simulator.control.world.sends.length, 0)
})

test('who blocks the business cannot be reached: 131026', async () => {
  await using rig = await startRig()
  const phone = rig.phone()
  await rig.control(`/phones/${phone.id}`, { method: 'PATCH', body: { blocked: true } })
  await send(rig, phone)
  assert.equal(codeOf(await rig.event(statusIs('failed'))), 131026)
})

test('a phone that is offline gets its message when it is back', async () => {
  await using rig = await startRig()
  const phone = rig.phone()
  phone.offline = true
  await send(rig, phone)
  await rig.event(statusIs('sent'))
  await new Promise<void>((resolve) => rig.simulator.control.world.later(5, resolve))
  assert.equal(phone.messages[0]?.tick, 'sent')
  await rig.control(`/phones/${phone.id}`, { method: 'PATCH', body: { offline: false } })
  await rig.event(statusIs('delivered'))
})

test('a user id from before a change is refused with 131009', async () => {
  await using rig = await startRig()
  const phone = rig.phone({ waId: '254700000001' })
  const before = phone.userId
  rig.simulator.control.people.changeNumber(phone, '254700000002')
  const message = await rig.event((event) => event.type === 'system')
  assert.equal(Object(message.system).previous_user_id, before)
  assert.equal((await send(rig, { ...phone, userId: before })).body.error.code, 131009)
})

test('numbers without a phone here can be made unreachable', async () => {
  await using rig = await startRig()
  rig.set({ strangersReachable: false })
  const body = { messaging_product: 'whatsapp', to: '254799999999', type: 'text', text: { body: 'Hi' } }
  assert.equal((await rig.graph(`/${ids.number}/messages`, { body })).status, 200)
  assert.equal(codeOf(await rig.event(statusIs('failed'))), 131026)
})
