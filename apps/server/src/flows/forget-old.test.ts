import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amina } from '../testing/stories.ts'
import { createWorld } from '../testing/world.ts'
import { forgetOld } from './forget-old.ts'

const dayMs = 86_400_000

test('what came in is forgotten after eight days, with the key of its day', async () => {
  await using world = await createWorld()
  const { store } = world.deps
  await world.say(amina, 'Hi')
  const done = () => store.find('tasks', { index: 'state', where: ['done'], limit: 10 })
  const [day] = new Date(world.now).toISOString().split('T')
  world.now += 7 * dayMs
  assert.equal(await forgetOld(world.deps), 0)
  world.now += 3 * dayMs
  await forgetOld(world.deps)
  assert.equal((await done()).items.length, 0)
  assert.equal(await store.get('dataKeys', `day:${day}`), undefined)
})
