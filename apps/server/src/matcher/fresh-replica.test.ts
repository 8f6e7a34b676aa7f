import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Store } from '@rolecall/core/ports/store'
import { createEngine } from '@rolecall/match/engine'
import { openStore } from '@rolecall/store/open-store'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { indexedWithinMs } from '../flows/parts/job-tasks.ts'
import type { Log } from '../log.ts'
import { busyGatherMs, freshReplica } from './fresh-replica.ts'
import { createReplica, type Replica } from './replica.ts'
import { jobRow } from './rows.ts'
import { oldestMs } from './snapshot.ts'
import { cook, cookJob, noon } from './testing/documents.ts'

const taxonomy = createStarterTaxonomy()

test('a replica starts from what another left behind, with what changed since, and knows nobody who was erased since', () =>
  inRoom(async (room) => {
    await room.run(async (replica) => assert.deepEqual(await found(replica), ['per_1', 'per_2', 'per_3']))
    await room.erase('per_2')
    await room.put({ ...cook('per_1'), state: 'hidden' }, cook('per_4'))
    await room.run(async (replica) => assert.deepEqual(await found(replica), ['per_3', 'per_4']))
    assert.deepEqual(room.startedFrom(), ['store', 'snapshot'])
  }))

test('whoever registers before a job is published is in the replica well before people are looked for', () => {
  assert.ok(indexedWithinMs >= 4 * busyGatherMs)
})

test('a replica that runs hears of changes, and the snapshot that it leaves holds no row of who left', () =>
  inRoom(async (room) => {
    await room.put(cook('per_gone', { profile: { ...cook('').profile, reachKm: 98.765 } }))
    await room.run(async (replica) => {
      assert.equal((await found(replica)).length, 4)
      await room.erase('per_gone')
      await until(async () => (await found(replica)).length === 3)
      const kept = Buffer.concat([...replica.keep().people.columns()])
      assert.ok(!kept.includes('per_gone') && !kept.includes(Buffer.from(Int32Array.of(98_765).buffer)))
      assert.ok(kept.includes('per_1'))
    })
    const file = await readFile(room.path)
    for (const canary of ['per_', 'canary', 'Thika', 'cook', 'job_'])
      assert.ok(!file.toString('latin1').toLowerCase().includes(canary.toLowerCase()), canary)
  }))

test('a snapshot that is broken, of another database, too old or older than the change feed costs a reading of the store and no more', () =>
  inRoom(async (room) => {
    await room.run(async () => undefined)
    await room.put(cook('per_4'))
    const all = ['per_1', 'per_2', 'per_3', 'per_4']
    const startsWithAll = () => room.run(async (replica) => assert.deepEqual(await found(replica), all))

    room.since = async ({ after } = {}) => (after === undefined ? room.store.changesSince() : { lost: true })
    await startsWithAll()
    delete room.since
    await writeFile(room.path, (await readFile(room.path)).fill(0, 200, 210))
    await startsWithAll()
    room.databaseUrl = 'sqlite:b.db'
    await startsWithAll()
    room.now += oldestMs + 1
    await startsWithAll()
    assert.deepEqual(room.startedFrom(), ['store', 'store', 'store', 'store', 'store'])
    assert.equal(room.events.filter((event) => event.startsWith('index.snapshot-refused')).length, 4)
    assert.ok((await stat(room.path)).size > 0, 'a new one was written in its place')
    await startsWithAll()
    assert.equal(room.startedFrom().at(-1), 'snapshot')
  }))

test('applications count in the price of congestion from a snapshot as from the store', () =>
  inRoom(async (room) => {
    await room.commit({ op: 'put', collection: 'applications', expected: 'absent', doc: application('app_1', 'per_1') })
    for (const _ of ['store', 'snapshot'])
      await room.run(async (replica) => {
        assert.equal(replica.shownOf('job_1'), 1)
        const [match] = await replica.ask('peopleFor', { job: jobRow(cookJob()), limit: 1, now: noon })
        assert.equal(match?.explanation.congestion?.shown, 1)
      })
    assert.deepEqual(room.startedFrom(), ['store', 'snapshot'])
  }))

test('what matters most to an employer counts as soon as the change is heard, and after a start from a snapshot', () =>
  inRoom(async (room) => {
    const tilted = async (replica: Replica) => {
      const asked = { profile: cook('').profile, limit: 1, now: noon, exclude: new Set<string>() }
      const [match] = await replica.ask('jobsFor', asked)
      return match?.explanation.subScores.flatMap(({ name, tilt }) => (tilt === undefined ? [] : [name]))
    }
    const job = cookJob()
    await room.run(async (replica) => {
      assert.deepEqual(await tilted(replica), [])
      const doc = { ...job, posting: { ...job.posting, mattersMost: ['experience' as const] } }
      await room.commit({ op: 'put', collection: 'jobs', doc, expected: 1 })
      await until(async () => (await tilted(replica))?.length === 1)
    })
    await room.run(async (replica) => assert.deepEqual(await tilted(replica), ['experience']))
    assert.deepEqual(room.startedFrom(), ['store', 'snapshot'])
  }))

type Room = {
  readonly store: Store
  readonly path: string
  readonly events: string[]
  now: number
  databaseUrl: string
  since?: Store['changesSince']
  /** Runs with a replica that is filled, and kept fresh until then; then it leaves a snapshot behind. */
  run(use: (replica: Replica) => Promise<void>): Promise<void>
  commit(change: Change): Promise<void>
  put(...people: readonly DocumentOf<'people'>[]): Promise<void>
  erase(personId: string): Promise<void>
  /** What each start was made from. */
  startedFrom(): readonly string[]
}

const inRoom = async (run: (room: Room) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'fresh-replica-'))
  const keys = memoryKeys()
  await using store = await openStore({ url: `sqlite:${join(folder, 'a.db')}`, keys, clock: { now: () => noon } })
  const note = (event: string, fields?: object) => void room.events.push(`${event} ${JSON.stringify(fields ?? {})}`)
  const log: Log = { info: note, warn: note, error: note }
  const revisionOf = async (id: string) => (await store.get('people', id))?.revision
  const room: Room = {
    store,
    path: join(folder, 'cache/index.snapshot'),
    events: [],
    now: noon,
    databaseUrl: 'sqlite:a.db',
    async run(use) {
      const replica = createReplica({ store, log, newEngine: () => createEngine({ taxonomy }) })
      const changesSince: Store['changesSince'] = (options) => (room.since ?? store.changesSince)(options)
      await using _fresh = await freshReplica({
        store: { ...store, changesSince },
        replica,
        snapshot: { path: room.path, keys, databaseUrl: room.databaseUrl },
        now: () => room.now,
        log,
      })
      await use(replica)
    },
    async commit(change) {
      assert.equal((await store.commit([change])).outcome, 'committed')
    },
    async put(...people) {
      for (const doc of people)
        await room.commit({ op: 'put', collection: 'people', doc, expected: (await revisionOf(doc.id)) ?? 'absent' })
    },
    async erase(id) {
      await room.commit({ op: 'delete', collection: 'people', id, expected: (await revisionOf(id)) ?? 0 })
    },
    startedFrom: () => room.events.flatMap((event) => /^index.ready .*"from":"(\w+)"/.exec(event)?.slice(1) ?? []),
  }
  await room.commit({ op: 'put', collection: 'jobs', doc: cookJob(), expected: 'absent' })
  await room.put(cook('per_1'), cook('per_2'), cook('per_3'))
  try {
    await run(room)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const found = async (replica: Replica): Promise<readonly string[]> =>
  replica.ask('rankPeople', { job: jobRow(cookJob()), limit: 50, now: noon })

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('it never came to hold')
}

const application = (id: string, personId: string): DocumentOf<'applications'> => ({
  id,
  jobId: 'job_1',
  personId,
  organisationId: 'org_1',
  state: 'new',
  history: [],
  answers: [],
  explanation: {
    fit: 'full',
    score: 1,
    constraints: [],
    subScores: [],
    versions: { engine: '', weights: '', taxonomy: '' },
  },
  answerBy: 0,
  createdAt: 0,
  updatedAt: 0,
})
