import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { amina } from '../testing/stories.ts'
import { createWorld } from '../testing/world.ts'
import { forgetOld } from './forget-old.ts'
import { linkLifeMs, newLink } from './parts/links.ts'

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

test('a link that is over is deleted, one that is good stays', async () => {
  await using world = await createWorld()
  const { store, clock } = world.deps
  const { change } = newLink({ clock, randomBytes }, { subject: 'usr_1', content: { purpose: 'password' } })
  await store.commit([change])
  const left = async () => (await store.find('links', { index: 'subject', where: ['usr_1'], limit: 10 })).items.length
  assert.deepEqual([await forgetOld(world.deps), await left()], [0, 1])
  world.now += linkLifeMs.password + 1
  assert.deepEqual([await forgetOld(world.deps), await left()], [1, 0])
})
