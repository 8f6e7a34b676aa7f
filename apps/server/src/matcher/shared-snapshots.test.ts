import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openFolder } from '@rolecall/adapters/files/folder'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Files, FilesUnavailable } from '@rolecall/core/ports/files'
import { createEngine } from '@rolecall/match/engine'
import { openStore } from '@rolecall/store/open-store'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { Log } from '../log.ts'
import { freshReplica } from './fresh-replica.ts'
import { createReplica } from './replica.ts'
import { jobRow } from './rows.ts'
import { createSharedSnapshots, type SharedSnapshots } from './shared-snapshots.ts'
import { oldestMs, snapshotForm } from './snapshot.ts'
import { writeSealed } from './snapshot-file.ts'
import { cook, cookJob, noon } from './testing/documents.ts'

const taxonomy = createStarterTaxonomy()
const hour = 60 * 60_000
const going = new AbortController().signal

test('a machine with an empty disk starts from what another one shared, with what changed since', () =>
  inCountry(async (country) => {
    assert.deepEqual(await country.start('a'), { from: 'store', people: ['per_1', 'per_2'] })
    await country.share('a')
    await country.register('per_3')
    await country.erase('per_1')
    const env = 'another user of the same database'
    assert.deepEqual(await country.start('b', env), { from: 'shared snapshot', people: ['per_2', 'per_3'] })
  }))

test('what cannot be used costs a reading of the store and no more', () =>
  inCountry(async (country) => {
    await country.start('a')
    await country.share('a')
    const [piece = ''] = await country.keys()
    const whole = await country.files.get(piece)
    const startsFromStore = async (machine: string) => {
      assert.equal((await country.start(machine)).from, 'store', machine)
      return country.events.at(-1)
    }
    await country.files.put(piece, Buffer.concat([whole ?? Buffer.of(), Buffer.of(0)]))
    await startsFromStore('longer')
    await country.files.put(piece, await sealedElsewhere())
    await startsFromStore('of another installation')
    country.get = async () => {
      throw new FilesUnavailable('gone')
    }
    await startsFromStore('away')
    assert.ok(country.events.some((event) => event.startsWith('index.snapshot-not-brought')))
    delete country.get
    await country.files.delete(piece)
    await startsFromStore('a database that is older than the files')
    await country.files.put(piece, whole ?? Buffer.of())
    assert.equal((await country.start('as it was')).from, 'shared snapshot')
    country.now += hour
    await country.register('per_3')
    await country.start('a')
    await country.share('a')
    const [newer = ''] = await country.keys()
    await country.files.put(newer, whole ?? Buffer.of())
    await startsFromStore('not the one that the store names')
    country.now += oldestMs + 1
    assert.equal(await country.shared.bring('/dev/null/too-old'), undefined)
  }))

test('one that is replaced while it is brought is brought as it is then', () =>
  inCountry(async (country) => {
    await country.start('a')
    await country.share('a')
    country.get = async (key) => {
      delete country.get
      country.now += hour
      await country.share('a')
      return country.files.get(key)
    }
    assert.equal((await country.start('b')).from, 'shared snapshot')
    assert.equal((await country.standing())?.current?.savedAt, noon + hour)
  }))

test('of many processes one shares, once an hour, and only the newest stays', () =>
  inCountry(async (country) => {
    await country.start('a')
    await Promise.all([country.share('a'), country.share('a'), country.share('a')])
    const first = await country.keys()
    assert.equal(first.length, 1)
    country.now += hour - 1
    await country.share('a')
    assert.deepEqual(await country.keys(), first)
    country.now += 1
    await country.share('a')
    const second = await country.keys()
    assert.equal(second.length, 1)
    assert.notDeepEqual(second, first)
    assert.equal(country.events.filter((event) => event.startsWith('index.snapshot-shared')).length, 2)
  }))

test('a large one goes in pieces, and comes back as it was', () =>
  inCountry(async (country) => {
    const bytes = randomBytes(3 * (16 << 20) + 5)
    const path = await country.write('a', bytes)
    await country.shared.offer(path, country.now, going)
    assert.equal((await country.keys()).length, 4)
    const brought = join(path, '../brought')
    assert.equal(await country.shared.bring(brought), bytes.subarray(-16).toString('hex'))
    assert.equal(Buffer.compare(await readFile(brought), bytes), 0)
  }))

test('a process that is killed while it shares holds the next one up for ten minutes, and leaves nothing behind', () =>
  inCountry(async (country) => {
    const path = await country.write('a', randomBytes(2 * (16 << 20)))
    let put = 0
    country.put = async (key, bytes) => {
      await country.files.put(key, bytes)
      put += 1
      if (put === 2) await new Promise(() => undefined)
    }
    const killed = new AbortController()
    const sharing = country.shared.offer(path, country.now, killed.signal)
    while (put < 2) await new Promise((resolve) => setTimeout(resolve, 1))
    killed.abort()
    await assert.rejects(sharing, { name: 'AbortError' })
    delete country.put
    const half = await country.keys()
    assert.equal(half.length, 2)
    country.now += 10 * 60_000 - 1
    await country.shared.offer(path, country.now, going)
    assert.deepEqual(await country.keys(), half)
    country.now += 1
    await country.shared.offer(path, country.now, going)
    const whole = await country.keys()
    assert.equal(whole.length, 2)
    assert.ok(!whole.some((key) => half.includes(key)))
  }))

test('who is slow and was taken for killed takes back what they put, and leaves that of the other one', () =>
  inCountry(async (country) => {
    const path = await country.write('a', randomBytes(100))
    const other = createSharedSnapshots(country.parts)
    country.put = async (key, bytes) => {
      delete country.put
      country.now += 10 * 60_000
      await other.offer(path, country.now, going)
      await country.files.put(key, bytes)
    }
    await country.shared.offer(path, noon, going)
    const { current, coming } = (await country.standing()) ?? {}
    assert.equal(current?.savedAt, noon + 10 * 60_000)
    assert.equal(coming, undefined)
    assert.deepEqual(await country.keys(), [`index/${current?.key}/0`])
  }))

test('who is slow but says so is left alone', () =>
  inCountry(async (country) => {
    const path = await country.write('a', randomBytes(7 * (16 << 20)))
    const other = createSharedSnapshots(country.parts)
    let offered = 0
    country.put = async (key, bytes) => {
      await country.files.put(key, bytes)
      country.now += 2 * 60_000
      offered += 1
      if (offered < 7) await other.offer(path, country.now, going)
    }
    await country.shared.offer(path, noon, going)
    assert.equal(offered, 7)
    assert.equal((await country.standing())?.current?.savedAt, noon)
  }))

test('what a release shared that nobody runs any more goes after a week', () =>
  inCountry(async (country) => {
    const old = { key: 'old', pieces: 1, seal: '', savedAt: noon }
    await country.files.put('index/old/0', Buffer.of(1))
    const doc = { id: '0.1', current: old, changedAt: noon }
    await country.parts.store.commit([{ op: 'put', collection: 'indexSnapshots', doc, expected: 'absent' }])
    const path = await country.write('a', randomBytes(100))
    await country.shared.offer(path, country.now, going)
    assert.equal((await country.keys()).length, 2)
    country.now += oldestMs + 1
    await country.shared.offer(path, country.now, going)
    assert.deepEqual(await country.keys(), [`index/${(await country.standing())?.current?.key}/0`])
    assert.equal(await country.parts.store.get('indexSnapshots', '0.1'), undefined)
  }))

type Country = {
  readonly parts: Parameters<typeof createSharedSnapshots>[0]
  readonly files: Files
  readonly shared: SharedSnapshots
  readonly events: string[]
  now: number
  /** Instead of what the files do. */
  get?: Files['get']
  put?: Files['put']
  /** A process on a machine with a disk of its own: what it started from, and whom it knows. */
  start(machine: string, databaseUrl?: string): Promise<{ readonly from: string; readonly people: readonly string[] }>
  share(machine: string): Promise<void>
  write(machine: string, bytes: Uint8Array): Promise<string>
  register(id: string): Promise<void>
  erase(id: string): Promise<void>
  keys(): Promise<readonly string[]>
  standing(): Promise<DocumentOf<'indexSnapshots'> | undefined>
}

const inCountry = async (run: (country: Country) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'shared-snapshots-'))
  const keys = memoryKeys()
  await using store = await openStore({ url: `sqlite:${join(folder, 'a.db')}`, keys, clock: { now: () => noon } })
  const files = openFolder(join(folder, 'files'))
  const note = (event: string, fields?: object) => void country.events.push(`${event} ${JSON.stringify(fields ?? {})}`)
  const log: Log = { info: note, warn: note, error: note }
  const openFiles = async () => ({
    ...files,
    get: (key: string) => (country.get ?? files.get)(key),
    put: (key: string, bytes: Uint8Array) => (country.put ?? files.put)(key, bytes),
    async [Symbol.asyncDispose]() {},
  })
  const parts = { store, openFiles, now: () => country.now, log }
  const pathOf = (machine: string) => join(folder, machine, 'index.snapshot')
  const country: Country = {
    parts,
    files,
    shared: createSharedSnapshots(parts),
    events: [],
    now: noon,
    async start(machine, databaseUrl = 'sqlite:a.db') {
      const replica = createReplica({ store, log, newEngine: () => createEngine({ taxonomy }) })
      const snapshot = { path: pathOf(machine), keys, databaseUrl }
      await using _fresh = await freshReplica({ ...parts, replica, snapshot, shared: country.shared })
      const ready = country.events.findLast((event) => event.startsWith('index.ready')) ?? ''
      const people = await replica.ask('rankPeople', { job: jobRow(cookJob()), limit: 50, now: noon })
      return { from: JSON.parse(ready.slice('index.ready '.length)).from, people }
    },
    share: (machine) => country.shared.offer(pathOf(machine), country.now, going),
    async write(machine, bytes) {
      await mkdir(join(folder, machine), { recursive: true })
      await writeFile(pathOf(machine), bytes)
      return pathOf(machine)
    },
    async register(id) {
      await store.commit([{ op: 'put', collection: 'people', doc: cook(id), expected: 'absent' }])
    },
    async erase(id) {
      await store.commit([{ op: 'delete', collection: 'people', id, expected: 1 }])
    },
    async keys() {
      const all: string[] = []
      for await (const key of files.keys()) all.push(key)
      return all
    },
    standing: async () => (await store.get('indexSnapshots', snapshotForm))?.doc,
  }
  await country.register('per_1')
  await country.register('per_2')
  try {
    await run(country)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A whole snapshot that another installation sealed. */
const sealedElsewhere = async (): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'shared-snapshots-'))
  await writeSealed(join(folder, 'a'), memoryKeys('another'), { head: {}, parts: [] })
  const bytes = await readFile(join(folder, 'a'))
  await rm(folder, { recursive: true })
  return bytes
}
