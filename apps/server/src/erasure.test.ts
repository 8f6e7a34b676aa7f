import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CollectionName } from '@rolecall/core/model/collections'
import { readHead } from './audit/read-log.ts'
import { logShown } from './flows/log-shown.ts'
import { everythingIn } from './testing/everything-in.ts'
import { amina, publish, register } from './testing/stories.ts'
import { createWorld, type World } from './testing/world.ts'

const accountOf = async ({ deps }: World, waId = amina) =>
  (await deps.store.find('accounts', { index: 'phone', where: [`portfolio/${waId}`], limit: 1 })).items[0]?.doc

const voiceNote = (world: World) =>
  world.receive({
    kind: 'message',
    key: 'message:wamid.voice',
    wamid: 'wamid.voice',
    phoneNumberId: '100',
    wabaId: '1',
    at: world.now,
    raw: {},
    sender: { waId: amina, userId: `KE.${amina}` },
    content: { type: 'media', media: 'audio', id: '77', voice: true },
  })

/** What stands under an account or a person, by collection. */
const left = async ({ deps: { store } }: World, accountId: string, personId: string) => {
  const count = async (collection: CollectionName, id: string) =>
    (await store.get(collection, id)) === undefined ? 0 : 1
  const many = async (found: Promise<{ items: readonly unknown[] }>) => (await found).items.length
  return {
    people: await count('people', personId),
    accounts: await count('accounts', accountId),
    keys: (await count('dataKeys', personId)) + (await count('dataKeys', accountId)),
    applications: await many(store.find('applications', { index: 'person', where: [personId], limit: 9 })),
    interests: await many(store.find('interests', { index: 'person', where: [personId], limit: 9 })),
    consents: await many(store.find('consents', { index: 'person', where: [personId], limit: 9 })),
    lists: await many(store.find('matchLists', { index: 'subject', where: [personId], limit: 9 })),
    chats: await many(store.find('conversations', { index: 'account', where: [accountId], limit: 9 })),
    messages: await many(store.find('outbox', { index: 'account', where: [accountId], limit: 9 })),
    media: await many(store.find('media', { index: 'account', where: [accountId], limit: 9 })),
    cases: await many(store.find('cases', { index: 'account', where: [accountId], limit: 9 })),
  }
}
const nothing = {
  people: 0,
  accounts: 0,
  keys: 0,
  applications: 0,
  interests: 0,
  consents: 0,
  lists: 0,
  chats: 0,
  messages: 0,
  media: 0,
  cases: 0,
}

const registered = async (world: World) => {
  await publish(world)
  await world.settle()
  await register(world)
  await world.say(amina, 'JOBS')
  await voiceNote(world)
  await world.say(amina, 'HELP')
  const account = await accountOf(world)
  const personId = account?.activePersonId
  assert.ok(account !== undefined && personId !== undefined)
  return { accountId: account.id, personId }
}
const forget = async (world: World): Promise<readonly string[]> => {
  await world.say(amina, 'DELETE')
  return world.tap(amina, 'deleting.yes')
}

test('who asks to be forgotten is told so with a receipt, and nothing of them is left, files and keys included', async () => {
  await using world = await createWorld()
  const { accountId, personId } = await registered(world)
  const before = await left(world, accountId, personId)
  assert.ok(before.lists > 0 && before.messages > 0 && before.media === 1 && before.cases === 1)
  const media = await world.deps.store.find('media', { index: 'account', where: [accountId], limit: 1 })
  const fileKey = media.items[0]?.doc.fileKey ?? ''
  assert.ok(await world.deps.files.get(fileKey))
  const [goodbye] = await forget(world)
  assert.ok(goodbye?.includes(personId))
  world.now += 6_000
  await world.work()
  assert.deepEqual(await left(world, accountId, personId), nothing)
  assert.equal(await world.deps.files.get(fileKey), undefined)
  const { items } = await world.deps.store.find('auditEntries', { index: 'subject', where: [personId], limit: 9 })
  assert.deepEqual(
    items.map(({ doc }) => doc.action),
    ['person.erase'],
  )
  assert.ok((await readHead(world.deps.store)).seq > 0)
})

test('whoever else uses the phone keeps their profile and chat', async () => {
  await using world = await createWorld()
  const { accountId, personId } = await registered(world)
  await world.say(amina, 'SWITCH')
  await world.tap(amina, 'new')
  await world.tap(amina, 'Yes')
  for (const answer of ['Baraka', 'cook', 'Thika']) await world.say(amina, answer)
  const other = (await accountOf(world))?.activePersonId ?? ''
  assert.notEqual(other, personId)
  await world.say(amina, 'SWITCH')
  await world.tap(amina, 'Amina')
  await forget(world)
  world.now += 6_000
  await world.work()
  const after = await left(world, accountId, personId)
  assert.deepEqual([after.people, after.lists, after.accounts, after.chats], [0, 0, 1, 1])
  assert.ok(await world.deps.store.get('people', other))
})

test('who begins anew at once is not erased a second time', async () => {
  await using world = await createWorld()
  await registered(world)
  await forget(world)
  world.now += 1_000
  await register(world)
  world.now += 10_000
  await world.work()
  const account = await accountOf(world)
  assert.equal(account?.personIds.length, 1)
})

/** The job's list as its employer sees it, kept. */
const shownToEmployer = async ({ deps }: World, jobId: string, personId: string) => {
  const person = await deps.store.get('people', personId)
  const explanation = person && (await deps.matcher.withLook((look) => look.explain(person.doc.profile, jobId)))
  assert.ok(explanation !== undefined)
  assert.ok(explanation.constraints.some(({ facts }) => Object.keys(facts).length > 0))
  await logShown(deps, jobId, [
    { personId: 'per_other', explanation },
    { personId, explanation },
  ])
  return explanation
}

test('a list that an employer saw keeps the place, the verdicts and the scores of who is erased, and nothing that tells who it was', async () => {
  await using world = await createWorld()
  const { personId } = await registered(world)
  const { id: jobId } = await publish(world)
  const explanation = await shownToEmployer(world, jobId, personId)
  await forget(world)
  const { items } = await world.deps.store.find('matchLists', { index: 'subject', where: [jobId], limit: 9 })
  const [other, erased] = items[0]?.doc.entries ?? []
  assert.deepEqual(other, { rank: 1, jobId, personId: 'per_other', explanation })
  const constraints = explanation.constraints.map((constraint) => ({ ...constraint, facts: {} }))
  assert.deepEqual(erased, { rank: 2, jobId, personId: 'per_erased', explanation: { ...explanation, constraints } })
})

test('a list that was being made for an employer while they left is seen to a minute later', async () => {
  await using world = await createWorld()
  const { personId } = await registered(world)
  const { id: jobId } = await publish(world)
  const person = await world.deps.store.get('people', personId)
  await forget(world)
  const explanation = person && (await world.deps.matcher.withLook((look) => look.explain(person.doc.profile, jobId)))
  assert.ok(explanation)
  await logShown(world.deps, jobId, [{ personId, explanation }])
  world.now += 61_000
  await world.work()
  const { items } = await world.deps.store.find('matchLists', { index: 'subject', where: [jobId], limit: 9 })
  assert.equal(items[0]?.doc.entries[0]?.personId, 'per_erased')
})

test('of who is erased no collection holds an id but the audit log, and for eight days what was done', async () => {
  await using world = await createWorld()
  const { accountId, personId } = await registered(world)
  const { id: jobId } = await publish(world)
  await shownToEmployer(world, jobId, personId)
  await world.say(amina, 'jobs')
  await world.tap(amina, `job.${jobId}`)
  await world.tap(amina, `apply.${jobId}`)
  await world.say(amina, 'MY DATA')
  await forget(world)
  world.now += 61_000
  await world.work()
  const holding = (await everythingIn(world.deps.store)).filter(({ doc }) =>
    [accountId, personId].some((id) => JSON.stringify(doc).includes(id)),
  )
  assert.deepEqual(new Set(holding.map(({ collection }) => collection)), new Set(['auditEntries', 'tasks']))
  for (const { collection, doc } of holding)
    if (collection === 'tasks') assert.deepEqual([doc.state, doc.payload], ['done', undefined], doc.id)
})

test('a person with more saved jobs than one commit takes is erased too', async () => {
  await using world = await createWorld()
  const { personId } = await registered(world)
  for (let from = 0; from < 1500; from += 500)
    await world.deps.store.commit(
      Array.from({ length: 500 }, (_, at) => {
        const jobId = `job_${from + at}`
        const doc = { id: `${personId}:${jobId}`, personId, jobId, saved: true, hidden: false, at: world.now }
        return { op: 'put', collection: 'interests', doc, expected: 'absent' } as const
      }),
    )
  await forget(world)
  const { items } = await world.deps.store.find('interests', { index: 'person', where: [personId], limit: 9 })
  assert.deepEqual([items.length, await world.deps.store.get('people', personId)], [0, undefined])
})
