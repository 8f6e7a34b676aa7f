import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepNews } from '@rolecall/core/notification/news'
import { noted } from '../../../audit/note.ts'
import { collectionNames, everythingIn } from '../../../testing/everything-in.ts'
import { amina, publish, register } from '../../../testing/stories.ts'
import { createWorld, type World } from '../../../testing/world.ts'
import { logShown } from '../../log-shown.ts'
import { keptOfPerson } from './kept-of-person.ts'
import { readOwnData } from './own-data.ts'

const brian = '254700000002'

const personOf = async ({ deps }: World, waId: string) => {
  const where = [`portfolio/${waId}`]
  const [account] = (await deps.store.find('accounts', { index: 'phone', where, limit: 1 })).items
  const person = await deps.store.get('people', account?.doc.activePersonId ?? '')
  assert.ok(person)
  return person.doc
}

/** Two people of whom there is something in most collections. */
const fullWorld = async () => {
  const world = await createWorld()
  await register(world)
  await register(world, brian, 'Brian')
  const { id: jobId } = await publish(world)
  await world.say(amina, 'jobs')
  await world.tap(amina, `job.${jobId}`)
  await world.tap(amina, `apply.${jobId}`)
  await world.say(amina, 'HELP')
  await world.say(amina, 'MY DATA')
  const person = await personOf(world, amina)
  const explanation = await world.deps.matcher.withLook((look) => look.explain(person.profile, jobId))
  assert.ok(explanation)
  const other = (await personOf(world, brian)).id
  await logShown(world.deps, jobId, [
    { personId: person.id, explanation },
    { personId: other, explanation },
  ])
  const { makeId, clock, store } = world.deps
  const at = clock.now()
  const interest = { id: `${person.id}:${jobId}`, personId: person.id, jobId, saved: true, hidden: false, at }
  const [session, media] = [makeId('sessions'), makeId('media')]
  const attempt = {
    id: makeId('webSignIns'),
    accountId: person.accountId,
    personId: person.id,
    codeHash: 'canary-code',
  }
  const turn = { turn: 0, turnedAt: at, createdAt: at, lastSeenAt: at, endsAt: at }
  const credential = { credentialId: 'Y3JlZGVudGlhbA', publicKey: 'a2V5', counter: 0, transports: [] }
  const passkey = { ...credential, backupEligible: true, backedUp: false, name: 'My phone' }
  const [opened] = (await store.find('cases', { index: 'account', where: [person.accountId], limit: 1 })).items
  const help = opened?.doc.id ?? ''
  const thread = { applicationId: 'app_1', jobId, organisationId: 'org_1', personId: person.id }
  const file = { kind: 'audio', mimeType: 'audio/ogg', bytes: 3, sha256: 'abc', secret: 'canary-secret' } as const
  await store.commit([
    { op: 'put', collection: 'interests', expected: 'absent', doc: interest },
    noted({ at, actorKind: 'user', actorId: 'usr_canary', action: 'person.invite', subjectId: person.id }),
    {
      op: 'put',
      collection: 'sessions',
      expected: 'absent',
      doc: { id: session, subject: person.id, surface: 'person', nonce: 'canary-nonce', device: 'Firefox', ...turn },
    },
    {
      op: 'put',
      collection: 'media',
      expected: 'absent',
      doc: { id: media, accountId: person.accountId, ...file, fileName: 'note.ogg', at },
    },
    {
      op: 'put',
      collection: 'webSignIns',
      expected: 'absent',
      doc: { ...attempt, browserHash: 'canary-browser', language: 'en', state: 'used', createdAt: at, endsAt: at },
    },
    {
      op: 'put',
      collection: 'caseMessages',
      expected: 'absent',
      doc: {
        id: makeId('caseMessages'),
        caseId: help,
        accountId: person.accountId,
        from: 'person',
        kind: 'text',
        text: 'Help',
        at,
      },
    },
    {
      op: 'put',
      collection: 'passkeys',
      expected: 'absent',
      doc: { id: makeId('passkeys'), subject: person.id, surface: 'person', ...passkey, createdAt: at },
    },
    {
      op: 'put',
      collection: 'messages',
      expected: 'absent',
      doc: { id: makeId('messages'), ...thread, userId: 'usr_canary', from: 'organisation', text: { text: 'Hi' }, at },
    },
    {
      op: 'put',
      collection: 'blocks',
      expected: 'absent',
      doc: { id: `${person.id}:all:moderator`, personId: person.id, by: 'moderator', active: true, at },
    },
    {
      op: 'put',
      collection: 'reports',
      expected: 'absent',
      doc: {
        id: `${person.id}:${jobId}:day`,
        about: 'organisation',
        ...thread,
        reporter: { kind: 'person', id: person.id },
        reason: 'rude',
        keyOwner: person.id,
        state: 'decided',
        decidedBy: 'usr_canary',
        at,
      },
    },
    ...keepNews({
      id: makeId('news'),
      person,
      message: { reply: { kind: 'text', body: [{ plain: 'News' }] }, language: 'en' },
      category: 'update',
      dueAt: at,
      now: at,
    }),
    {
      op: 'put',
      collection: 'consents',
      expected: 'absent',
      doc: {
        id: makeId('consents'),
        personId: person.id,
        scope: 'share-contact',
        organisationId: 'org_1',
        given: true,
        textVersion: '1',
        language: 'en',
        channel: 'web',
        at,
      },
    },
  ])
  await world.work()
  return { world, person, other }
}

test('every collection says what of a person is exported from it, or why nothing is', () => {
  const missing = collectionNames.filter((name) => keptOfPerson[name] === undefined)
  assert.deepEqual(
    missing,
    [],
    `what of a person stands in ${missing}? Add it to keptOfPerson (flows/parts/own-data/kept-of-person.ts): \`read\` finds the person's rows and \`withheld\` names fields that are secrets, or \`notOfPerson\` says why it holds nothing of people who look for work; then give the person a row in fullWorld of this test, and see that flows/erase-person.ts or parts/erasing.ts deletes it`,
  )
})

test('the export holds whatever the store holds of the person, field by field', async () => {
  const { world, person } = await fullWorld()
  await using _ = world
  const { data } = await readOwnData(world.deps, person, 'Operator')
  const ids = [person.id, person.accountId]
  const rows = (await everythingIn(world.deps.store)).filter(({ doc }) =>
    ids.some((id) => JSON.stringify(doc).includes(id)),
  )
  const seen = new Set<string>()
  for (const { collection, doc } of rows) {
    if (doc.state === 'done' && collection === 'tasks') continue
    const kept = keptOfPerson[collection]
    if (!('read' in kept)) {
      assert.equal(
        collection,
        'dataKeys',
        `${collection}/${doc.id} names the person, and keptOfPerson does not export it`,
      )
      continue
    }
    seen.add(collection)
    const withheld: readonly string[] = kept.withheld
    const exported = withheld.includes('id')
      ? data[collection]?.[0]
      : data[collection]?.find((one) => 'id' in one && one.id === doc.id)
    assert.ok(exported, `${collection}/${doc.id} is missing`)
    for (const [field, value] of Object.entries(doc))
      if (!withheld.includes(field))
        assert.deepEqual(plain(new Map(Object.entries(exported)).get(field)), plain(value), `${collection}.${field}`)
  }
  const empty = collectionNames.filter((name) => 'read' in keptOfPerson[name] && !seen.has(name) && name !== 'tasks')
  assert.deepEqual(empty, [], 'fullWorld of this test gives the person nothing there')
})

/** Times in one form. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (_key, part: unknown) => {
    const time = typeof part === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(part)
    return time ? Date.parse(part) : part
  })

test('messages are there as they were read, lists with their reasons', async () => {
  const { world, person } = await fullWorld()
  await using _ = world
  const { data } = await readOwnData(world.deps, person, 'Operator')
  assert.match(JSON.stringify(data.outbox), /"body":"Good\. I will write when a new job fits/)
  assert.match(JSON.stringify(data.matchLists), /"audience":"employer".*"distance-km"/)
  assert.match(JSON.stringify(data.consents), /"scope":"service","given":true,"textVersion":"\d{4}-\d\d"/)
})

test('it holds no secret of the service and nothing of anybody else', async () => {
  const { world, person, other } = await fullWorld()
  await using _ = world
  const text = JSON.stringify(await readOwnData(world.deps, person, 'Operator'))
  for (const secret of ['canary', other, brian, 'Brian']) assert.ok(!text.includes(secret), secret)
})
