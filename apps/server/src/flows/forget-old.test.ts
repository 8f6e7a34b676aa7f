import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { CollectionName, DocumentOf } from '@rolecall/core/model/collections'
import { readWaiting } from '../commands/waiting.ts'
import { everythingIn } from '../testing/everything-in.ts'
import { amina, register } from '../testing/stories.ts'
import { createWorld, type World } from '../testing/world.ts'
import { forgetOld } from './forget-old.ts'
import { linkLifeMs, newLink } from './parts/links.ts'

const dayMs = 86_400_000
const monthMs = 30.4375 * dayMs

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

test('a task that was given up keeps its place with the operator, without what came in, until 90 days are over', async () => {
  await using world = await createWorld()
  const { store } = world.deps
  const [day] = new Date(world.now).toISOString().split('T')
  const at = world.now
  const task = (id: string): DocumentOf<'tasks'> => ({
    id,
    queue: 'receive',
    lane: id,
    kind: 'message',
    keyOwner: `day:${day}`,
    payload: { text: 'canary' },
    order: at,
    dueAt: at,
    state: 'dead',
    attempts: 10,
    error: 'TypeError',
    at,
  })
  // More than are deleted at once.
  const ids = Array.from({ length: 600 }, (_, nth) => `t${nth}`)
  await store.commit(ids.map((id) => ({ op: 'put', collection: 'tasks', doc: task(id), expected: 'absent' })))
  world.now += 10 * dayMs
  await forgetOld(world.deps)
  assert.equal(await store.get('dataKeys', `day:${day}`), undefined)
  const { deadTasks } = await readWaiting(store)
  assert.deepEqual([deadTasks.length, deadTasks.every(({ erased }) => erased)], [600, true])
  assert.equal((await store.get('tasks', 't0'))?.doc.payload, undefined)
  world.now += 90 * dayMs
  await forgetOld(world.deps)
  const queues = await store.queues(world.now)
  assert.equal(queues.find(({ queue }) => queue === 'receive')?.dead, 0)
})

const explanation: DocumentOf<'applications'>['explanation'] = {
  fit: 'full',
  score: 1,
  constraints: [{ kind: 'place', verdict: 'met', must: true, facts: { distance: { type: 'distance-km', value: 3 } } }],
  subScores: [],
  versions: { engine: '1', weights: '1', taxonomy: '1' },
}
const list = (audience: 'person' | 'alert' | 'employer' | 'anonymous', at: number): DocumentOf<'matchLists'> => ({
  id: `lst_${audience}`,
  audience,
  subjectId: 'x',
  at,
  entries: [{ rank: 1, jobId: 'job_1', personId: 'per_1', explanation }],
})

/** What stands for so many days and not for one more, by collection; `at` is when it was last touched. */
const lives: readonly {
  readonly what: string
  readonly days: number
  readonly row: (at: number) => { readonly [C in CollectionName]?: DocumentOf<C> }
}[] = [
  ...(['hired', 'not-selected', 'withdrawn'] as const).map((state) => ({
    what: `an application that ended as ${state}`,
    days: 12 * 30.4375,
    row: (at: number) => ({
      applications: {
        id: 'app_1',
        jobId: 'job_1',
        personId: 'per_1',
        organisationId: 'org_1',
        state,
        history: [],
        answers: [],
        explanation,
        answerBy: at,
        createdAt: at,
        updatedAt: at,
      },
    }),
  })),
  {
    what: 'a saved job',
    days: 12 * 30.4375,
    row: (at) => ({ interests: { id: 'i', personId: 'per_1', jobId: 'job_1', saved: true, hidden: false, at } }),
  },
  {
    what: 'a showing',
    days: 14 * 30.4375,
    row: (at) => ({ showings: { id: 'per_1:job_1', personId: 'per_1', jobId: 'job_1', at } }),
  },
  { what: 'a list of a person', days: 12 * 30.4375, row: (at) => ({ matchLists: list('person', at) }) },
  { what: 'a list of an alert', days: 12 * 30.4375, row: (at) => ({ matchLists: list('alert', at) }) },
  { what: 'a list without people', days: 36 * 30.4375, row: (at) => ({ matchLists: list('anonymous', at) }) },
  ...(['read', 'failed', 'dropped', 'unknown'] as const).map((state) => ({
    what: `a message that is ${state}`,
    days: 90,
    row: (at: number) => ({
      outbox: {
        id: 'out_1',
        accountId: 'acc_1',
        phoneNumberId: '100',
        message: {},
        category: 'reply' as const,
        order: at,
        state,
        attempts: 1,
        dueAt: at,
        at,
        updatedAt: at,
      },
    }),
  })),
  {
    what: 'a sign-in that is over',
    days: 90,
    row: (endsAt) => ({
      sessions: {
        id: 'ses_1',
        subject: 'usr_1',
        surface: 'employer',
        nonce: 'n',
        turn: 0,
        turnedAt: 1,
        createdAt: 1,
        lastSeenAt: 1,
        endsAt,
      },
    }),
  },
  {
    what: 'a case that was closed',
    days: 90,
    row: (at) => ({
      cases: { id: 'cas_1', accountId: 'acc_1', reason: 'asked', state: 'closed', at, closedAt: at },
    }),
  },
  {
    what: 'an attempt to sign in',
    days: 1,
    row: (createdAt) => ({
      webSignIns: {
        id: 'wsi_1',
        codeHash: 'c',
        browserHash: 'b',
        language: 'en',
        state: 'refused',
        createdAt,
        endsAt: createdAt,
      },
    }),
  },
  {
    what: 'a task that could not be done',
    days: 90,
    row: (at) => ({
      tasks: {
        id: 't',
        queue: 'record',
        lane: 'l',
        kind: 'k',
        keyOwner: 'day:2026-01-01',
        order: at,
        dueAt: at,
        state: 'dead',
        attempts: 10,
        at,
      },
    }),
  },
]

const keep = async ({ deps }: World, rows: { readonly [C in CollectionName]?: DocumentOf<C> }) => {
  for (const [collection, doc] of Object.entries(rows)) {
    // The table above pairs each document with its collection.
    const change = { op: 'put', collection, doc, expected: 'absent' } as Parameters<typeof deps.store.commit>[0][number]
    assert.equal((await deps.store.commit([change])).outcome, 'committed')
  }
}

for (const { what, days, row } of lives)
  test(`${what} stays for ${Math.round(days)} days and not for one more`, async () => {
    await using world = await createWorld()
    const rows = row(world.now)
    await keep(world, rows)
    const [collection] = Object.keys(rows)
    const left = async () =>
      (await everythingIn(world.deps.store)).filter((one) => one.collection === collection).length
    world.now += days * dayMs
    await forgetOld(world.deps)
    assert.equal(await left(), 1)
    world.now += dayMs
    await forgetOld(world.deps)
    assert.equal(await left(), 0)
  })

test('a list that an employer saw names nobody after a year, and keeps its scores', async () => {
  await using world = await createWorld()
  await keep(world, { matchLists: list('employer', world.now) })
  world.now += 12 * monthMs + 1
  await forgetOld(world.deps)
  const doc = (await world.deps.store.get('matchLists', 'lst_employer'))?.doc
  const [entry] = doc?.entries ?? []
  assert.deepEqual([doc?.audience, entry?.personId, entry?.explanation.score], ['anonymous', 'per_erased', 1])
  assert.deepEqual(entry?.explanation.constraints, [{ kind: 'place', verdict: 'met', must: true, facts: {} }])
})

test('what somebody sent goes after 90 days, with its file', async () => {
  await using world = await createWorld()
  const { store, files } = world.deps
  await files.put('media/med_1', Buffer.from('sealed'))
  const at = world.now
  await keep(world, {
    media: {
      id: 'med_1',
      accountId: 'acc_1',
      kind: 'audio',
      mimeType: '',
      bytes: 1,
      sha256: '',
      fileKey: 'media/med_1',
      at,
    },
  })
  world.now += 90 * dayMs + 1
  await forgetOld(world.deps)
  assert.deepEqual([await store.get('media', 'med_1'), await files.get('media/med_1')], [undefined, undefined])
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

/** Forgets at this moment, and lets the tasks work that this begins. */
const forgetAfter = async (world: World, ms: number): Promise<void> => {
  world.now += ms
  await forgetOld(world.deps)
  await world.work()
  world.now += 61_000
  await world.work()
}
const isHere = async ({ deps }: World): Promise<boolean> =>
  (await everythingIn(deps.store)).some(({ collection }) => collection === 'accounts' || collection === 'people')
const lastSent = ({ messenger }: World) => messenger.sent.at(-1)?.message

for (const [who, words] of [
  ['whoever wrote and agreed to nothing', ['Hi']],
  ['whoever never finished', ['Hi', '1', '1', 'Amina']],
] as const)
  test(`${who} is forgotten after 90 days without a message, and not asked`, async () => {
    await using world = await createWorld()
    for (const word of words) await world.say(amina, word)
    const before = world.messenger.sent.length
    await forgetAfter(world, 89 * dayMs)
    assert.equal(await isHere(world), true)
    await forgetAfter(world, 2 * dayMs)
    assert.deepEqual([await isHere(world), world.messenger.sent.length], [false, before])
  })

test('whoever is silent for two years is asked once, and erased a month later', async () => {
  await using world = await createWorld()
  await register(world)
  await forgetAfter(world, 23 * monthMs)
  const before = world.messenger.sent.length
  await forgetAfter(world, monthMs + dayMs)
  const asked = lastSent(world)
  assert.deepEqual(
    [asked?.type === 'template' && asked.name, world.messenger.sent.length],
    ['profile_ends', before + 1],
  )
  await forgetAfter(world, 29 * dayMs)
  assert.deepEqual([await isHere(world), world.messenger.sent.length], [true, before + 1])
  await forgetAfter(world, 2 * dayMs)
  assert.equal(await isHere(world), false)
  const log = (await everythingIn(world.deps.store)).filter(({ doc }) => doc.action === 'person.erase')
  assert.deepEqual(
    log.map(({ doc }) => doc.actorKind),
    ['system'],
  )
})

test('whoever answers is kept, and asked again after two more years', async () => {
  await using world = await createWorld()
  await register(world)
  await forgetAfter(world, 24 * monthMs + dayMs)
  await world.say(amina, 'menu')
  await forgetAfter(world, 40 * dayMs)
  const before = world.messenger.sent.length
  assert.equal(await isHere(world), true)
  await forgetAfter(world, 24 * monthMs)
  assert.equal(world.messenger.sent.length, before + 1)
})

test('whoever said STOP is not written to, and erased after two years of silence', async () => {
  await using world = await createWorld()
  await register(world)
  await world.say(amina, 'STOP')
  const before = world.messenger.sent.length
  await forgetAfter(world, 24 * monthMs + dayMs)
  assert.deepEqual([await isHere(world), world.messenger.sent.length], [false, before])
})

test('a challenge that no passkey answered goes with its end', async () => {
  await using world = await createWorld()
  const left = async () => {
    const ceremonies = ['create', 'sign-in'].map((ceremony) =>
      world.deps.store.find('passkeyChallenges', { index: 'end', where: [ceremony], limit: 10 }),
    )
    return (await Promise.all(ceremonies)).flatMap(({ items }) => items).length
  }
  const endsAt = world.now + 300_000
  await world.deps.store.commit(
    (['create', 'sign-in'] as const).map((ceremony) => ({
      op: 'put',
      collection: 'passkeyChallenges',
      doc: { id: ceremony, ceremony, binding: 'browser', endsAt },
      expected: 'absent',
    })),
  )
  await forgetOld(world.deps)
  assert.equal(await left(), 2)
  world.now = endsAt + 1
  await forgetOld(world.deps)
  assert.equal(await left(), 0)
})
