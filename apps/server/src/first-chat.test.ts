import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWorld } from './testing/world.ts'

const amina = '254700000001'

test('a person who says Hi is registered after eight answers and sees jobs or hears that none fits yet', async () => {
  await using world = await createWorld()
  const answers: (() => Promise<readonly string[]>)[] = [
    () => world.tap(amina, 'English'),
    () => world.tap(amina, 'Yes'),
    () => world.say(amina, 'Amina'),
    () => world.say(amina, 'cook'),
    () => world.say(amina, 'Thika'),
    () => world.tap(amina, '2 years'),
    () => world.say(amina, 'any time'),
    () => world.say(amina, '1000 a day'),
  ]
  const first = await world.say(amina, 'Hi')
  assert.match(first.join('\n'), /Thika Job Centre/)
  for (const answer of answers) assert.ok((await answer()).length > 0)
  const { items } = await world.deps.store.find('people', { index: 'state', where: ['active'], limit: 10 })
  assert.equal(items[0]?.doc.name, 'Amina')
  assert.equal(items[0]?.doc.profile.work[0]?.occupation, 'cook')
})
