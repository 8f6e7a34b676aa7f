import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseView } from '@rolecall/contract/api/cases'
import type { StaffRole } from '@rolecall/core/model/staff'
import { forgetOld } from '../../flows/forget-old.ts'
import { amina, register } from '../../testing/stories.ts'
import type { EmployerClient } from '../testing/employer-client.ts'
import { createPersonWorld, type PersonWorld } from '../testing/person-world.ts'
import { addStaffMember, type StaffWorld, staffSignIn } from '../testing/staff.ts'

const hourMs = 3_600_000

const staffWorld = ({ app, chat }: PersonWorld): StaffWorld => ({
  app,
  get now() {
    return chat.now
  },
  async put(...changes) {
    assert.equal((await chat.deps.store.commit(changes)).outcome, 'committed')
  },
})

const staff = async (world: PersonWorld, number: number, role: StaffRole = 'support') => {
  const account = await addStaffMember(staffWorld(world), number, role)
  return { ...account, browser: await staffSignIn(staffWorld(world), account) }
}

/** Amina Wanjiru is registered and asks for a person; what the bot answered is read. */
const asked = async (world: PersonWorld, words = 'AGENT') => {
  await register(world.chat, amina, 'Amina Wanjiru')
  world.chat.now += 1000
  const [answer = ''] = await world.chat.say(amina, words)
  const { items } = await world.chat.deps.store.find('cases', { index: 'state', where: ['open'], limit: 9 })
  const caseId = items[0]?.doc.id ?? ''
  return { answer, caseId, path: `/operator/cases/${caseId}` }
}

const take = (browser: EmployerClient, path: string) =>
  browser.send('POST', `${path}/agent`, { reason: 'next-in-line' })
const view = async (browser: EmployerClient, path: string): Promise<CaseView> => (await browser.get(path)).json()
const write = (browser: EmployerClient, path: string, text: string) =>
  browser.send('POST', `${path}/messages`, { text })
/** What WhatsApp was given since, once all is delivered. */
const heard = async ({ chat }: PersonWorld, work: () => Promise<unknown>): Promise<string> => {
  const before = chat.messenger.sent.length
  await work()
  chat.now += 1000
  await chat.work()
  return chat.messenger.sent
    .slice(before)
    .map(({ message }) => ('body' in message ? message.body : message.name))
    .join('\n')
}
const actionsOn = async ({ chat }: PersonWorld, caseId: string): Promise<readonly string[]> => {
  await chat.work()
  const { items } = await chat.deps.store.find('auditEntries', { index: 'subject', where: [caseId], limit: 50 })
  return items.map(({ doc }) => `${doc.action} ${doc.role ?? doc.actorKind} ${doc.detail ?? ''}`.trim())
}

test('an agent takes a case, the bot is silent, the two write to each other, and closing brings the bot back', async () => {
  await using world = await createPersonWorld()
  const { path, caseId } = await asked(world)
  const { browser } = await staff(world, 1)
  const joined = await heard(world, async () => assert.equal((await take(browser, path)).statusCode, 204))
  assert.match(joined, /Staff from Thika Job Centre is here now.*not the bot/)
  assert.deepEqual(await world.chat.say(amina, 'My boss does not pay me'), [])
  assert.deepEqual(await world.chat.say(amina, 'JOBS'), [])
  const said = await heard(world, async () =>
    assert.equal((await write(browser, path, 'Call me at ten')).statusCode, 204),
  )
  assert.equal(said, '*Staff:* Call me at ten')
  const { chat } = await view(browser, path)
  assert.equal(chat?.with, 'agent')
  const thread = chat?.messages.map(({ from, text }) => `${from}: ${text}`) ?? []
  for (const line of ['person: AGENT', 'person: My boss does not pay me', 'agent: Call me at ten'])
    assert.ok(thread.includes(line), thread.join('\n'))
  const bye = await heard(world, () => browser.send('POST', `${path}/closed`, { outcome: 'solved', note: 'Told her.' }))
  assert.match(bye, /The bot answers you again/)
  assert.equal((await view(browser, path)).chat, undefined)
  assert.match((await world.chat.say(amina, 'MENU')).join(), /What do you want to do/)
  assert.deepEqual((await actionsOn(world, caseId)).toSorted(), [
    'case.close support solved',
    'case.message support',
    'case.read support',
    'case.take support next-in-line',
  ])
})

test('nobody reads a chat without the case: not before it is taken, not another agent, not another role', async () => {
  await using world = await createPersonWorld()
  const { path } = await asked(world)
  const [first, second] = [await staff(world, 1), await staff(world, 2)]
  const canaries = ['Wanjiru', 'AGENT', amina, 'Thika,', 'per_', 'acc_']
  const holds = (body: string) => canaries.filter((canary) => body.includes(canary))
  for (const url of [path, '/operator/cases']) assert.deepEqual(holds((await first.browser.get(url)).body), [])
  assert.match((await first.browser.get('/operator/cases')).body, /"name":"Amina"/)
  assert.equal((await write(first.browser, path, 'Hello')).json().code, 'case-not-taken')
  assert.equal(
    (await first.browser.send('POST', `${path}/profile`, { reason: 'safety' })).json().code,
    'case-not-taken',
  )
  await take(first.browser, path)
  const seen = await second.browser.get(path)
  assert.deepEqual([holds(seen.body), seen.json().holder], [[], 'Staff'])
  for (const [number, role] of [
    [3, 'moderator'],
    [4, 'administrator'],
    [5, 'auditor'],
  ] as const) {
    const { browser } = await staff(world, number, role)
    for (const url of [path, '/operator/cases']) assert.equal((await browser.get(url)).statusCode, 403, role)
    assert.equal((await take(browser, path)).statusCode, 403)
  }
})

test('of two who take a case at once one wins, and the other hears who has it', async () => {
  await using world = await createPersonWorld()
  const { path } = await asked(world)
  const agents = [await staff(world, 1), await staff(world, 2)]
  const answers = await Promise.all(agents.map(({ browser }) => take(browser, path)))
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [204, 409])
  const loser = agents[answers.findIndex(({ statusCode }) => statusCode === 409)]
  assert.ok(loser)
  assert.equal((await view(loser.browser, path)).holder, 'Staff')
})

for (const word of ['STOP', 'DELETE', 'MENU', 'BACK'])
  test(`${word} reaches the bot while an agent has the chat, and the agent sees that the bot is back`, async () => {
    await using world = await createPersonWorld()
    const { path } = await asked(world)
    const { browser } = await staff(world, 1)
    await heard(world, () => take(browser, path))
    const [answer = ''] = await world.chat.say(amina, word)
    assert.match(answer, word === 'STOP' ? /^Stopped/ : /The bot answers you again now, not Staff/)
    assert.equal((await view(browser, path)).chat?.with, 'bot')
    assert.equal((await write(browser, path, 'Hello?')).json().code, 'case-with-bot')
    if (word === 'STOP') return
    await heard(world, () => take(browser, path))
    assert.deepEqual(await world.chat.say(amina, 'I am still here'), [])
  })

test('who is erased leaves no word of the case', async () => {
  await using world = await createPersonWorld()
  const { path, caseId } = await asked(world)
  const { browser } = await staff(world, 1)
  await heard(world, () => take(browser, path))
  await world.chat.say(amina, 'DELETE')
  await world.chat.tap(amina, 'deleting.yes')
  world.chat.now += 6000
  await world.chat.work()
  const { store } = world.chat.deps
  const left = await store.find('caseMessages', { index: 'case', where: [caseId], limit: 9 })
  assert.deepEqual([left.items.length, await store.get('cases', caseId)], [0, undefined])
  assert.equal((await browser.get(path)).statusCode, 404)
})

test('after 24 hours free text is refused, and a template asks once to write', async () => {
  await using world = await createPersonWorld()
  const { path } = await asked(world)
  world.chat.now += 24 * hourMs
  await world.chat.work()
  const { browser } = await staff(world, 1)
  assert.equal(await heard(world, () => take(browser, path)), '')
  assert.equal((await write(browser, path, 'Hello')).json().code, 'window-closed')
  const invite = () => browser.send('POST', `${path}/invitation`)
  assert.equal(await heard(world, invite), 'case_answer')
  assert.equal((await invite()).json().code, 'window-open')
  assert.match((await world.chat.say(amina, 'Hi')).join(), /is here now/)
  assert.deepEqual(await world.chat.say(amina, 'Hello?'), [])
  assert.equal((await write(browser, path, 'Good news')).statusCode, 204)
})

test('a day without the agent gives the chat back to the bot, which says so', async () => {
  await using world = await createPersonWorld()
  const { path } = await asked(world)
  const { browser } = await staff(world, 1)
  await heard(world, () => take(browser, path))
  world.chat.now += 23 * hourMs
  await world.chat.say(amina, 'Are you there?')
  const said = await heard(world, async () => {
    world.chat.now += hourMs
  })
  assert.match(said, /did not write for a day/)
  const { browser: other } = await staff(world, 2)
  assert.equal((await view(other, path)).state, 'open')
  assert.match((await world.chat.say(amina, 'MENU')).join(), /What do you want to do/)
})

test('nobody comes by the promised time: the person hears it once, and the case is late', async () => {
  await using world = await createPersonWorld()
  const { path, answer } = await asked(world)
  assert.match(answer, /25 Nov, 17:00/)
  const { browser } = await staff(world, 1)
  assert.equal((await view(browser, path)).late, false)
  const said = await heard(world, async () => {
    world.chat.now = Date.UTC(2026, 10, 25, 14)
  })
  assert.match(said, /nobody from Thika Job Centre could write by the time/)
  assert.equal((await view(browser, path)).late, true)
  assert.match((await world.chat.say(amina, 'HELP')).join(), /could write yet/)
  assert.equal((await browser.get('/operator/cases')).json().items.length, 1)
})

test('an agent whose work ends is out at once, and their cases wait again', async () => {
  await using world = await createPersonWorld()
  const { path } = await asked(world)
  const [agent, chief, other] = [await staff(world, 1), await staff(world, 2, 'administrator'), await staff(world, 3)]
  await heard(world, () => take(agent.browser, path))
  const said = await heard(world, () => chief.browser.send('PUT', `/operator/staff/${agent.userId}`, { ended: true }))
  assert.equal((await agent.browser.get(path)).statusCode, 404)
  assert.match(said, /had to leave/)
  assert.equal((await view(other.browser, path)).state, 'open')
})

test('danger comes first, without a second case', async () => {
  await using world = await createPersonWorld()
  const { caseId } = await asked(world)
  await world.chat.say(amina, 'HELP')
  await register(world.chat, '254700000002', 'Baraka')
  await world.chat.say('254700000002', 'HELP')
  world.chat.now += 1000
  await world.chat.say('254700000002', 'I am in danger')
  const { browser } = await staff(world, 1)
  const { items } = (await browser.get('/operator/cases')).json()
  assert.deepEqual(
    items.map(({ reason }: CaseView) => reason),
    ['distress', 'asked'],
  )
  assert.equal(items[1].id, caseId)
})

test('profile answers are shown for a reason that is written down, and a closed case is forgotten after 90 days', async () => {
  await using world = await createPersonWorld()
  const { path, caseId } = await asked(world)
  const { browser } = await staff(world, 1)
  await take(browser, path)
  const shown = await browser.send('POST', `${path}/profile`, { reason: 'correct-answer' })
  assert.match(shown.json().answers, /cook/i)
  assert.equal(shown.body.includes(amina), false)
  await browser.send('POST', `${path}/closed`, { outcome: 'referred', note: 'A note' })
  assert.ok((await actionsOn(world, caseId)).includes('case.profile support correct-answer'))
  const { store } = world.chat.deps
  const texts = async () =>
    (await store.find('caseMessages', { index: 'case', where: [caseId], limit: 9 })).items.length
  await forgetOld(world.chat.deps)
  assert.equal(await texts(), 2)
  world.chat.now += 91 * 24 * hourMs
  await forgetOld(world.chat.deps)
  assert.deepEqual([await texts(), await store.get('cases', caseId)], [0, undefined])
})
