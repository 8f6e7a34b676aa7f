import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fastify from 'fastify'
import { simulatorPlugin } from '../server.ts'
import { ids, startRig } from '../testing/rig.ts'

test('a message of a person with a number carries number, id and profile', async () => {
  await using rig = await startRig()
  const { body: phone } = await rig.control('/phones', { body: { name: 'Amina', phone: '+254 700 000 001' } })
  await rig.control(`/phones/${phone.id}/text`, { body: { text: 'Hi' } })
  const message = await rig.event((event) => event.type === 'text')
  assert.deepEqual([message.from, message.from_user_id], ['254700000001', phone.userId])
  const contact = { profile: { name: 'Amina' }, wa_id: '254700000001', user_id: phone.userId }
  assert.deepEqual(message.contacts, [contact])
})

test('a person with a user name is known by the business-scoped id only', async () => {
  await using rig = await startRig()
  const { body: phone } = await rig.control('/phones', { body: { name: 'Joseph' } })
  await rig.control(`/phones/${phone.id}/text`, { body: { text: 'Hi' } })
  const message = await rig.event((event) => event.type === 'text')
  assert.equal('from' in message, false)
  assert.deepEqual(message.contacts, [{ profile: { name: 'Joseph' }, user_id: phone.userId }])
})

test('two people on one number are one account', async () => {
  await using rig = await startRig()
  const { body: phone } = await rig.control('/phones', { body: { name: 'Amina', phone: '254700000001' } })
  assert.equal((await rig.control('/phones', { body: { name: 'Joseph', phone: '254700000001' } })).status, 409)
  const shared = await rig.control(`/phones/${phone.id}/people`, { body: { name: 'Joseph' } })
  assert.deepEqual(shared.body.people, ['Amina', 'Joseph'])
  await rig.control(`/phones/${phone.id}/text`, { body: { text: 'I am Joseph', writer: 'Joseph' } })
  assert.equal((await rig.event((event) => event.type === 'text')).from_user_id, phone.userId)
})

test('a tap answers the message that offers it; what is not offered is not tapped', async () => {
  await using rig = await startRig()
  const phone = rig.phone()
  const buttons = [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }]
  const interactive = { type: 'button', body: { text: 'Agree?' }, action: { buttons } }
  await rig.graph(`/${ids.number}/messages`, {
    body: { messaging_product: 'whatsapp', recipient: phone.userId, type: 'interactive', interactive },
  })
  const wamid = phone.messages[0]?.wamid
  assert.equal((await rig.control(`/phones/${phone.id}/tap`, { body: { wamid, id: 'no' } })).status, 404)
  await rig.control(`/phones/${phone.id}/tap`, { body: { wamid, id: 'yes' } })
  const tapped = await rig.event((event) => event.type === 'interactive')
  assert.deepEqual(tapped.interactive, { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } })
  assert.equal(Object(tapped.context).id, wamid)
})

const doings: Record<string, [body: object, part: string, expected: object]> = {
  location: [{ latitude: -1.03, longitude: 37.07 }, 'location', { latitude: -1.03, longitude: 37.07 }],
  reaction: [{ wamid: 'wamid.A', emoji: '👍' }, 'reaction', { message_id: 'wamid.A', emoji: '👍' }],
  raw: [{ type: 'order', order: { catalog_id: '1' } }, 'order', { catalog_id: '1' }],
}

for (const [doing, [body, part, expected]] of Object.entries(doings)) {
  test(`a ${doing} arrives in Meta's shape`, async () => {
    await using rig = await startRig()
    assert.equal((await rig.control(`/phones/${rig.phone().id}/${doing}`, { body })).status, 200)
    assert.deepEqual((await rig.event((event) => event.type === part))[part], expected)
  })
}

test('a card that answers a request says so', async () => {
  await using rig = await startRig()
  const body = { name: 'Amina', phone: '254700000001', requested: true }
  await rig.control(`/phones/${rig.phone().id}/contact`, { body })
  assert.equal((await rig.event((event) => event.type === 'contacts')).origin, 'contact_request')
})

test('a body that is not understood is refused with a sentence', async () => {
  await using rig = await startRig()
  assert.deepEqual((await rig.control('/phones', { body: { name: ' ' } })).body, { error: 'name: a name is needed' })
  assert.equal((await rig.control('/settings', { method: 'PATCH', body: { typo: true } })).status, 400)
  assert.equal((await rig.control('/phones/none/text', { body: { text: 'Hi' } })).status, 404)
})

test('phones, their chats and templates outlive a restart', async () => {
  const statePath = join(mkdtempSync(join(tmpdir(), 'simulator-')), 'state.json')
  const first = await startRig({ statePath })
  first.simulator.control.people.write(first.phone(), 'Remember me')
  await first[Symbol.asyncDispose]()
  await using second = await startRig({ statePath })
  const [phone] = (await second.control('/phones')).body
  assert.equal(phone.messages[0].text, 'Remember me')
})

test('as a plugin below /simulator all parts stand on the port of another server, which can close', async () => {
  await using rig = await startRig()
  const { options } = rig.simulator.control
  const app = fastify()
  await app.register(simulatorPlugin, { ...options, prefix: '/simulator' })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const headers = { authorization: 'Bearer token' }
  assert.equal((await fetch(`${url}/simulator/graph/v26.0/me`, { headers })).status, 200)
  assert.equal((await fetch(`${url}/simulator/api/state`)).status, 200)
  assert.equal((await fetch(`${url}/simulator/api/events`)).headers.get('content-type'), 'text/event-stream')
  await app.close()
})
