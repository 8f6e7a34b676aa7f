import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client } from '../testing/employer-client.ts'
import { createHttpWorld } from '../testing/http-world.ts'

test('a word that is half typed finds occupations in its language', async () => {
  await using world = await createHttpWorld()
  const { get } = client(world)
  const english = (await get('/taxonomy/occupations?q=coo&lang=en')).json().items
  assert.ok(english.some(({ id, label }: { id: string; label: string }) => id === 'cook' && label === 'Cook'))
  const spanish = (await get('/taxonomy/occupations?q=coci&lang=es')).json().items
  assert.ok(spanish.some(({ id }: { id: string }) => id === 'cook'))
  assert.ok(spanish.length <= 10)
})

test('without words, an occupation offers its usual skills', async () => {
  await using world = await createHttpWorld()
  const usual = world.deps.look.taxonomy.occupation('cook')?.skills.map(({ id }) => id) ?? []
  const { items } = (await client(world).get('/taxonomy/skills?occupation=cook&lang=en')).json()
  assert.deepEqual(
    items.map(({ id }: { id: string }) => id),
    usual.slice(0, 10),
  )
})

test('a place is found by its name', async () => {
  await using world = await createHttpWorld()
  const { get } = client(world)
  assert.equal((await get('/places?q=thika')).json().items[0].timeZone, 'Africa/Nairobi')
  assert.deepEqual((await get('/places?q=')).json().items, [])
})
