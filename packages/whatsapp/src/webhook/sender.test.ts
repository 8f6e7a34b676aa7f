import assert from 'node:assert/strict'
import { test } from 'node:test'
import { senderOf } from './sender.ts'

const joseph = { profile: { name: 'Joseph' }, wa_id: '254700000002', user_id: 'KE.2b' }
const amina = { profile: { name: 'Amina' }, wa_id: '254700000001', user_id: 'KE.1a' }

test('a sender without a phone is known by the user id', () => {
  const message = { from_user_id: 'KE.1a', from_parent_user_id: 'KE.ENT.1' }
  const sender = senderOf(message, { contacts: [{ user_id: 'KE.1a', profile: { name: 'A' } }], messages: [message] })
  assert.deepEqual(sender, { userId: 'KE.1a', parentUserId: 'KE.ENT.1', profileName: 'A' })
})

test('an empty wa_id is an absent phone', () => {
  const message = { from: '', from_user_id: 'KE.1a' }
  assert.deepEqual(senderOf(message, { contacts: [{ user_id: 'KE.1a', wa_id: '' }] }), { userId: 'KE.1a' })
})

test('a user id in place of the phone is read as a user id', () => {
  assert.deepEqual(senderOf({ from: 'KE.1a' }, {}), { userId: 'KE.1a' })
})

test('in a batch of several people each message finds its own contact', () => {
  const messages = [{ from: '254700000001' }, { from_user_id: 'KE.2b' }]
  const names = messages.map((message) => senderOf(message, { contacts: [joseph, amina], messages }).profileName)
  assert.deepEqual(names, ['Amina', 'Joseph'])
})

test('a contact alone with a message belongs to it though the number is written differently', () => {
  const message = { from: '5215512345678' }
  const contact = { wa_id: '525512345678', user_id: 'MX.1', profile: { name: 'Luz' } }
  const sender = senderOf(message, { contacts: [contact], messages: [message] })
  assert.deepEqual(sender, { userId: 'MX.1', waId: '525512345678', profileName: 'Luz' })
})

test('a contact with another user id lends nothing, though it has the same phone', () => {
  const message = { from: '254700000001', from_user_id: 'KE.9z' }
  const sender = senderOf(message, { contacts: [amina], messages: [message] })
  assert.deepEqual(sender, { userId: 'KE.9z', waId: '254700000001' })
})
