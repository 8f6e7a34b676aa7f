import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { blockPerson } from './flows/block-person.ts'
import { takeACase } from './flows/staff/work-on-case.ts'
import { openCafe } from './testing/employers.ts'
import { statusOf } from './testing/status-of.ts'
import { amina, publish, register } from './testing/stories.ts'
import { createWorld, type World } from './testing/world.ts'

const hourMs = 3_600_000
const lastTo = ({ messenger }: World) => messenger.sent.at(-1)?.message
const bodies = ({ messenger }: World, from = 0) =>
  messenger.sent.slice(from).map(({ message }) => ('body' in message ? message.body : message.name))

/** An answer that swipes what was sent as `wamid`. */
const quoting = (world: World, wamid: string, text: string, waId = amina): InboundEvent => ({
  kind: 'message',
  key: `message:wamid.quote-${text}`,
  wamid: `wamid.quote-${text}`,
  phoneNumberId: '100',
  wabaId: '1',
  at: world.now,
  raw: {},
  sender: { waId, userId: `KE.${waId}` },
  context: { id: wamid },
  content: { type: 'text', text },
})

test('what an employer writes arrives with Reply, Block and Report, and only the first warns', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await cafe.write('Can you come on Monday?')
  const first = lastTo(world)
  assert.ok(first?.type === 'buttons')
  assert.match(first.body, /^\*Sunrise Café\* about Cook: Can you come on Monday\?\n\n.*never asks for money/s)
  assert.deepEqual(
    first.buttons.map(({ title }) => title),
    ['Reply', 'Block', 'Report'],
  )
  await cafe.write('At eight?')
  assert.equal(bodies(world).at(-1), '*Sunrise Café* about Cook: At eight?')
})

test('Reply, then a text: the employer has it, once, however often the webhook comes', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await cafe.write('Can you come on Monday?')
  await world.tap(amina, 'Reply')
  const answer = { ...quoting(world, 'wamid.unknown', 'Yes, at eight') }
  await world.receive(answer, answer)
  assert.match(bodies(world).at(-1) ?? '', /^Sent to Sunrise Café/)
  assert.deepEqual(
    (await cafe.thread()).map(({ from, text }) => [from, text.text]),
    [
      ['organisation', 'Can you come on Monday?'],
      ['person', 'Yes, at eight'],
    ],
  )
  const application = await world.deps.store.get('applications', cafe.applicationId)
  assert.equal(application?.doc.thread?.unread, 1)
})

test("an answer that swipes the employer's message needs no Reply, and one that swipes ours is for us", async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  const ours = world.messenger.sent.at(-1)?.wamid ?? ''
  await cafe.write('Can you come on Monday?')
  const theirs = world.messenger.sent.at(-1)?.wamid ?? ''
  world.now += 5 * hourMs
  await world.receive(quoting(world, ours, 'A word for the bot'), quoting(world, theirs, 'Yes I can'))
  assert.deepEqual(
    (await cafe.thread()).flatMap(({ from, text }) => (from === 'person' ? text.text : [])),
    ['Yes I can'],
  )
})

test('who swipes a message that someone else got reaches nobody', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await cafe.write('Can you come on Monday?')
  const theirs = world.messenger.sent.at(-1)?.wamid ?? ''
  const brian = '254700000002'
  await register(world, brian, 'Brian')
  await world.receive(quoting(world, theirs, 'It is me', brian))
  assert.equal((await cafe.thread()).length, 1)
})

test('an employer who gets no answer writes three times a day, and on once there is one', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  for (const text of ['One', 'Two', 'Three']) assert.ok(!('refused' in (await cafe.write(text))))
  assert.deepEqual(await cafe.write('Four'), { refused: 'wait-for-answer' })
  await world.tap(amina, 'Reply')
  await world.say(amina, 'I was at work')
  assert.ok(!('refused' in (await cafe.write('Four'))))
  world.now += 24 * hourMs
  assert.ok(!('refused' in (await cafe.write('Five'))))
})

test('at night a message waits for the morning, and a block in between keeps it for good', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  world.now += 10 * hourMs
  await world.say(amina, 'menu')
  const before = world.messenger.sent.length
  await cafe.write('Are you awake?')
  assert.equal(world.messenger.sent.length, before)
  world.now += 13 * hourMs
  await world.work()
  assert.match(bodies(world).at(-1) ?? '', /Are you awake\?/)
  world.now += 12 * hourMs
  await world.say(amina, 'menu')
  await cafe.write('And now?')
  await world.say(amina, 'applications')
  const { store } = world.deps
  const block = { id: `${cafe.personId}:org_1:person`, personId: cafe.personId, organisationId: 'org_1' } as const
  const doc = { ...block, by: 'person', active: true, at: world.now } as const
  await store.commit([{ op: 'put', collection: 'blocks', doc, expected: 'absent' }])
  world.now += 12 * hourMs
  await world.work()
  assert.ok(!bodies(world).some((body) => body.includes('And now?')))
})

test('after a day without a word a template tells of the message, and its words follow once the person writes', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  world.now += 25 * hourMs
  await cafe.write('Can you come on Monday?')
  const template = lastTo(world)
  assert.ok(template?.type === 'template')
  assert.equal(template.name, 'employer_message')
  assert.ok(!JSON.stringify(template).includes('Monday'))
  await world.receive(statusOf(world, -1, 'read'))
  assert.equal((await cafe.thread())[0]?.readAt, undefined)
  const before = world.messenger.sent.length
  await world.say(amina, 'Hi')
  assert.match(bodies(world, before).join('\n'), /Can you come on Monday\?/)
  await world.receive(statusOf(world, -1, 'read'))
  assert.ok((await cafe.thread())[0]?.readAt)
  const after = world.messenger.sent.length
  world.now += 25 * hourMs
  await world.say(amina, 'Hi')
  assert.ok(!bodies(world, after).join('\n').includes('Monday'))
})

test('where WhatsApp says that the window is over the template goes, and the thread follows it', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await cafe.write('Can you come on Monday?')
  await world.receive(statusOf(world, -1, 'failed', 131047))
  assert.equal(lastTo(world)?.type, 'template')
  assert.equal((await cafe.thread())[0]?.outboxId, world.messenger.sent.at(-1)?.outboxId)
})

test('a thousand characters arrive whole, with the buttons below them', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  const text = 'words '.repeat(166).trim()
  await cafe.write(text)
  const [words, buttons] = world.messenger.sent.slice(-2).map(({ message }) => message)
  assert.ok(words?.type === 'text' && words.body.includes(text))
  assert.ok(buttons?.type === 'buttons' && buttons.buttons.length === 3)
})

test('whom the person blocks cannot write, and is told no more than that; UNBLOCK takes it back', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await cafe.write('Hello')
  await world.tap(amina, 'Block')
  assert.deepEqual(await cafe.write('Hello?'), { refused: 'messages-closed' })
  await world.tap(amina, 'Unblock')
  assert.ok(!('refused' in (await cafe.write('Hello?'))))
})

test('whom the organisation blocks hears that it takes no messages, and nothing arrives', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await cafe.write('Hello')
  await world.tap(amina, 'Reply')
  await blockPerson(cafe.deps, cafe.actor, { applicationId: cafe.applicationId, active: true })
  assert.match((await world.say(amina, 'Hello to you'))[0] ?? '', /Sunrise Café takes no messages now/)
  assert.equal((await cafe.thread()).length, 1)
})

test('STOP closes the thread for both', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await cafe.write('Hello')
  const theirs = world.messenger.sent.at(-1)?.wamid ?? ''
  await world.say(amina, 'STOP')
  assert.deepEqual(await cafe.write('Hello?'), { refused: 'messages-closed' })
  await world.receive(quoting(world, theirs, 'I am here'))
  assert.match(bodies(world).at(-1) ?? '', /Write START first/)
  assert.equal((await cafe.thread()).length, 1)
})

test("two on one phone: each message says whose it is, and the other's answer reaches nobody", async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await world.say(amina, 'I am Joseph, her brother')
  await world.tap(amina, 'Joseph')
  await world.say(amina, 'yes')
  for (const answer of ['driver', 'Thika']) await world.say(amina, answer)
  await world.tap(amina, 'Not yet')
  await world.tap(amina, 'Any time')
  await world.say(amina, 'any')
  await cafe.write('Can you come?')
  const theirs = world.messenger.sent.at(-1)?.wamid ?? ''
  assert.match(bodies(world).at(-1) ?? '', /^A message for Amina\./)
  await world.receive(quoting(world, theirs, 'Joseph here'))
  assert.equal((await cafe.thread()).length, 1)
})

test('who is erased leaves no message, block or report, and what waits for the morning does not arrive', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await cafe.write('Hello')
  await world.tap(amina, 'Report')
  await world.tap(amina, 'They are rude')
  await world.tap(amina, 'Block')
  await world.tap(amina, 'Unblock')
  await world.tap(amina, 'Write to them')
  await world.say(amina, 'My secret is blue')
  world.now += 10 * hourMs
  await world.say(amina, 'menu')
  await cafe.write('One for the morning')
  await world.say(amina, 'DELETE')
  await world.tap(amina, 'deleting.yes')
  world.now += 6000
  await world.work()
  const { store } = world.deps
  for (const collection of ['messages', 'blocks', 'reports'] as const)
    assert.deepEqual((await store.find(collection, { index: 'person', where: [cafe.personId], limit: 9 })).items, [])
  assert.deepEqual(await cafe.write('Hello?'), { refused: 'not-found' })
  const account = await store.find('accounts', { index: 'phone', where: [`portfolio/${amina}`], limit: 1 })
  assert.deepEqual(account.items, [])
  const sent = world.messenger.sent.length
  world.now += 24 * hourMs
  await world.work()
  assert.equal(world.messenger.sent.length, sent)
})

test('no number, address or surname of one is in what the other receives', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  await cafe.write('Hello')
  await world.tap(amina, 'Reply')
  await world.say(amina, 'Hello to you')
  assert.ok(!JSON.stringify(await cafe.thread()).includes(amina))
  const received = JSON.stringify(world.messenger.sent.map(({ message }) => message))
  assert.ok(!received.includes('usr_1') && !received.includes('@'))
})

test('a job that was reported in the chat waits for the moderators with what the person wrote', async () => {
  await using world = await createWorld()
  const job = await publish(world, { title: 'Baker' })
  await register(world)
  await world.say(amina, 'jobs')
  await world.tap(amina, `job.${job.id}`)
  await world.say(amina, 'report')
  await world.tap(amina, 'Something else')
  await world.say(amina, 'They want my passport')
  const [report] = (await world.deps.store.find('reports', { index: 'state', where: ['open'], limit: 9 })).items
  assert.deepEqual([report?.doc.jobId, report?.doc.text?.text], [job.id, 'They want my passport'])
})

test('with an agent in the chat, what was begun before goes to the agent, and what follows Reply to the employer', async () => {
  await using world = await createWorld()
  const cafe = await openCafe(world)
  const { store } = world.deps
  await world.say(amina, 'AGENT')
  const [open] = (await store.find('cases', { index: 'state', where: ['open'], limit: 1 })).items
  const caseId = open?.doc.id ?? ''
  const texts = async () =>
    (await store.find('caseMessages', { index: 'case', where: [caseId], limit: 50 })).items.map(({ doc }) => doc.text)
  const written = async () => (await cafe.thread()).map(({ text }) => text.text)
  await cafe.write('Can you come on Monday?')
  await world.tap(amina, 'Reply')
  world.now += 1000
  const deps = { ...world.deps, config: { ...world.deps.config, phoneNumberId: '100' } }
  const taken = await takeACase(deps, { userId: 'usr_7', role: 'support' }, { caseId, reason: 'next-in-line' })
  assert.ok(!('refused' in taken))
  await world.work()
  world.now += 1000
  assert.deepEqual(await world.say(amina, 'My boss does not pay me'), [])
  world.now += 1000
  assert.deepEqual(await world.say(amina, 'What can I do'), [])
  assert.deepEqual(await written(), ['Can you come on Monday?'])
  assert.deepEqual((await texts()).slice(-2), ['My boss does not pay me', 'What can I do'])
  await cafe.write('At eight?')
  await world.tap(amina, 'Reply')
  world.now += 1000
  await world.say(amina, 'Yes, at eight')
  assert.deepEqual(await written(), ['Can you come on Monday?', 'At eight?', 'Yes, at eight'])
  assert.ok(!(await texts()).includes('Yes, at eight'))
})
