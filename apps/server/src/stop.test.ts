import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { queueMessage } from '@rolecall/core/notification/queue-message'
import { amina, publish, register } from './testing/stories.ts'
import { createWorld, type World } from './testing/world.ts'

type Category = DocumentOf<'outbox'>['category']

/** Every file that puts messages into the outbox, and as what. Only the answer to a person's own message is a `reply`. */
const writers: Readonly<Record<string, readonly Category[]>> = {
  'alert-person.ts': ['alert'],
  'end-application.ts': ['update'],
  'erase-own.ts': ['update'],
  'invite-person.ts': ['alert'],
  'move-application.ts': ['update'],
  'parts/carry-message.ts': ['update'],
  // An agent answers who called for a person, and is refused after STOP.
  'parts/case-chat.ts': [],
  'parts/retention/silent-people.ts': ['update'],
  'parts/tell-outcome.ts': ['update'],
  'receive-message.ts': ['reply'],
  // Sends a message that Meta refused once more, as what it was.
  'receive-status.ts': [],
  'settle-application.ts': ['update'],
}

test('every flow that writes to people is known, and none but the chat itself answers', () => {
  const folder = join(import.meta.dirname, 'flows')
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => {
      const source = readFileSync(join(folder, name), 'utf8')
      const calls = /\b(queueMessage|tellPerson|tellFrom)\(/.test(source.replaceAll(/^export const .*$/gm, ''))
      const categories = [...source.matchAll(/category: '(\w+)'(?! \|)/g)].map(([, category]) => category)
      return calls && name !== 'parts/tell-person.ts' ? [[name, [...new Set(categories)]] as const] : []
    })
  assert.deepEqual(
    Object.fromEntries(found.toSorted()),
    writers,
    'a flow writes to people that the table `writers` of this test does not know: give its messages the category `update` or `alert`, which STOP ends, and add it to the table; `reply` is for the answer to a message that the person just sent',
  )
})

const accountOf = async ({ deps }: World) => {
  const where = [`portfolio/${amina}`]
  const [row] = (await deps.store.find('accounts', { index: 'phone', where, limit: 1 })).items
  assert.ok(row)
  return row.doc
}

const queue = async (world: World, category: Category, dueAt = world.now): Promise<void> => {
  const { id: accountId, activePersonId: personId } = await accountOf(world)
  const text = { kind: 'text', body: [{ plain: 'News' }] } as const
  const message = { reply: text, language: 'en', template: { name: 'application_update', values: {} } }
  const id = world.deps.makeId('outbox')
  const rest = { accountId, personId, phoneNumberId: '100', message, category, dueAt, order: world.now, now: world.now }
  await world.deps.store.commit(queueMessage({ id, ...rest }))
  await world.work()
}
const hourMs = 3_600_000
const unasked: readonly Category[] = ['update', 'alert']

for (const category of unasked)
  for (const [when, laterMs] of [
    ['at once', 0],
    ['the next day, as a template', 48 * hourMs],
    ['a year later', 365 * 24 * hourMs],
  ] as const)
    test(`after STOP no ${category} goes out ${when}, after START it does`, async () => {
      await using world = await createWorld()
      await register(world)
      await world.say(amina, 'STOP')
      const before = world.messenger.sent.length
      world.now += laterMs
      await queue(world, category)
      assert.equal(world.messenger.sent.length, before)
      await world.say(amina, 'START')
      const after = world.messenger.sent.length
      await queue(world, category)
      assert.equal(world.messenger.sent.length, after + 1)
    })

for (const category of unasked)
  test(`an ${category} that waits when STOP comes is not sent, not even after START`, async () => {
    await using world = await createWorld()
    await register(world)
    await queue(world, category, world.now + hourMs)
    await world.say(amina, 'STOP')
    const before = world.messenger.sent.length
    world.now += hourMs
    await world.work()
    assert.equal(world.messenger.sent.length, before)
    await world.say(amina, 'START')
    world.now += hourMs
    await world.work()
    assert.equal(world.messenger.sent.length, before + 1)
  })

test('what a person asks after STOP is answered, and they stay stopped', async () => {
  await using world = await createWorld()
  await register(world)
  await world.say(amina, 'STOP')
  assert.equal((await world.say(amina, 'HELP')).length, 1)
  assert.equal((await accountOf(world)).state, 'stopped')
  const before = world.messenger.sent.length
  await publish(world)
  world.now += hourMs
  await world.settle()
  assert.equal(world.messenger.sent.length, before)
})

for (const category of unasked)
  test(`an ${category} for whoever was erased meanwhile is not sent`, async () => {
    await using world = await createWorld()
    await register(world)
    await queue(world, category, world.now + hourMs)
    await world.say(amina, 'DELETE')
    await world.tap(amina, 'deleting.yes')
    const before = world.messenger.sent.length
    world.now += hourMs
    await world.work()
    assert.equal(world.messenger.sent.length, before)
  })
