import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chatLink } from './chat-link.ts'

const origin = 'https://jobs.example'

test('a link to the chat is whole, so that a QR code works on another device', () => {
  const simulated = chatLink({ simulated: true, phoneNumber: '254700000000' }, origin, 'Hi & hello')
  assert.equal(simulated, 'https://jobs.example/simulator/?text=Hi%20%26%20hello')
  const real = chatLink({ simulated: false, phoneNumber: '254700000000' }, origin, 'Hi')
  assert.equal(real, 'https://wa.me/254700000000?text=Hi')
})
