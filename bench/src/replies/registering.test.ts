import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWorld } from '@rolecall/server/testing/world'
import { registering } from './registering.ts'

test('who writes what the benches write registers without a word that is not understood', async () => {
  await using world = await createWorld()
  const replies: string[] = []
  // The operator of the tests is in Kenya, that of the benches in the United States.
  for (const text of registering) replies.push(...(await world.say('254700000009', text.replace('Oakland', 'Thika'))))
  assert.equal(replies.length, registering.length)
  assert.deepEqual(
    replies.filter((reply) => /did not|I need|come after/.test(reply)),
    [],
  )
  const { items } = await world.deps.store.find('people', { index: 'state', where: ['active'], limit: 10 })
  assert.deepEqual(
    items.map(({ doc }) => doc.name),
    ['Amina'],
  )
})
