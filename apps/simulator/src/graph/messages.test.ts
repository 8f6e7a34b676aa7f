import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { acceptedBodies, refusedBodies } from '../testing/requests.ts'
import { ids, type Rig, startRig } from '../testing/rig.ts'

let rig: Rig
before(async () => {
  rig = await startRig()
  rig.phone({ waId: '254700000001' })
})
after(() => rig[Symbol.asyncDispose]())

const messages = `/${ids.number}/messages`

for (const [title, { body }] of Object.entries(acceptedBodies)) {
  test(`accepts ${title}`, async () => {
    const answer = await rig.graph(messages, { body })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    assert.deepEqual(answer.body.contacts, [{ input: '254700000001', wa_id: '254700000001' }])
    assert.match(answer.body.messages[0].id, /^wamid\./)
  })
}

for (const [title, { body, code }] of Object.entries(refusedBodies)) {
  test(`refuses ${title} with ${code}`, async () => {
    const answer = await rig.graph(messages, { method: 'POST', body })
    assert.equal(answer.status, 400, JSON.stringify(answer.body))
    assert.equal(answer.body.error.code, code, JSON.stringify(answer.body))
    assert.equal(typeof answer.body.error.error_data.details, 'string')
  })
}

test('a wrong token is refused with 190 and HTTP 401', async () => {
  const answer = await rig.graph(messages, { body: acceptedBodies['a text']?.body, token: 'wrong' })
  assert.equal(answer.status, 401)
  assert.equal(answer.body.error.code, 190)
})

test('an unknown phone number id is refused with 100 and subcode 33', async () => {
  const answer = await rig.graph('/999/messages', { body: acceptedBodies['a text']?.body })
  assert.equal(answer.status, 400)
  assert.deepEqual([answer.body.error.code, answer.body.error.error_subcode], [100, 33])
})

test('a send to a business-scoped id answers with the id and no number', async () => {
  const phone = rig.phone({ name: 'Joseph' })
  const body = { messaging_product: 'whatsapp', recipient: phone.userId, type: 'text', text: { body: 'Hi' } }
  const answer = await rig.graph(messages, { body })
  assert.deepEqual(answer.body.contacts, [{ input: phone.userId, user_id: phone.userId }])
  const delivered = await rig.event((one) => one.id === answer.body.messages[0].id && one.status === 'delivered')
  assert.equal(delivered.recipient_user_id, phone.userId)
  assert.equal('recipient_id' in delivered, false)
})

test('reading a message ticks it and shows the typing dots', async () => {
  const phone = rig.phone({ name: 'Reader' })
  const wamid = rig.simulator.control.people.write(phone, 'Hi')
  const body = { messaging_product: 'whatsapp', status: 'read', message_id: wamid, typing_indicator: { type: 'text' } }
  assert.deepEqual((await rig.graph(messages, { body })).body, { success: true })
  assert.equal(phone.messages[0]?.tick, 'read')
  assert.ok(phone.typingUntil > Date.now())
})
