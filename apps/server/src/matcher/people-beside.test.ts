import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import type { Change, Store } from '@rolecall/core/ports/store'
import type { PersonRow } from '@rolecall/match/engine'
import { openStore } from '@rolecall/store/open-store'
import { peopleRowsBeside } from './people-beside.ts'
import { peopleRowsOf } from './people-rows.ts'
import type { PeopleThreadData } from './people-thread.ts'
import { cook, noon } from './testing/documents.ts'

/** More pages than may wait to be taken in. */
const looking = 3100

test('everyone who looks for work is read once, from both ends, however many there are', async () => {
  for (const people of [0, 1, 500, 501, 1999, looking])
    await inRoom(async ({ store, data }) => {
      for (const some of [store, slowly(store)])
        assert.deepEqual(idsIn(await rowsOf(peopleRowsBeside({ store: some, data, many: 1 })())), idsOf(people))
    }, people)
})

test('while one reads, a thread of its own reads as well, and a person as one would do it oneself', () =>
  inRoom(async ({ store, data }) => {
    let own = 0
    const find: Store['find'] = (collection, query) => {
      own += 1
      return slowly(store).find(collection, query)
    }
    const rows = await rowsOf(peopleRowsBeside({ store: { ...store, find }, data, many: looking })())
    assert.ok(own < looking / 500, `read ${own} pages oneself`)
    assert.deepEqual(rows.toSorted(byId), (await rowsOf(peopleRowsOf(store)())).toSorted(byId))
  }))

test('fewer are read without a thread, and a thread that fails fails the reading', () =>
  inRoom(async ({ store }) => {
    const data = { databaseUrl: 'nothing:', keyFile: '/dev/null/keys', kmsKeyId: undefined, s3Endpoint: undefined }
    const read = (many: number) => rowsOf(peopleRowsBeside({ store: slowly(store), data, many })())
    assert.equal((await read(looking + 1)).length, looking)
    await assert.rejects(read(looking))
  }))

test('whoever has enough ends the thread', () =>
  inRoom(async ({ store, data }) => {
    const threadRuns = () => process.getActiveResourcesInfo().includes('MessagePort')
    for await (const rows of peopleRowsBeside({ store, data, many: 1 })()) {
      assert.ok(rows.length > 0 && threadRuns())
      break
    }
    assert.ok(!threadRuns())
  }))

/** Each page takes as long as a thread needs to load its code. */
const slowly = (store: Store): Store => ({
  ...store,
  find: async (collection, query) => {
    await delay(700)
    return store.find(collection, query)
  },
})

const byId = (one: PersonRow, other: PersonRow) => (one.id < other.id ? -1 : 1)
const idsIn = (rows: readonly PersonRow[]) => rows.map(({ id }) => id).toSorted()

const rowsOf = async (pages: AsyncIterable<readonly PersonRow[]>): Promise<readonly PersonRow[]> => {
  const all: PersonRow[] = []
  for await (const page of pages) all.push(...page)
  return all
}

type Room = { readonly store: Store; readonly data: PeopleThreadData }

const idsOf = (people: number): readonly string[] =>
  Array.from({ length: people }, (_, at) => `per_${String(at).padStart(5, '0')}`)

/** With so many who look for work, and one who hides. */
const inRoom = async (run: (room: Room) => Promise<void>, people = looking) => {
  const folder = await mkdtemp(join(tmpdir(), 'people-thread-'))
  try {
    const data = {
      databaseUrl: `sqlite:${join(folder, 'a.db')}`,
      keyFile: join(folder, 'keys/a.keys'),
      kmsKeyId: undefined,
      s3Endpoint: undefined,
    }
    const keys = await openKeyFile(data.keyFile)
    await using store = await openStore({ url: data.databaseUrl, keys, clock: { now: () => noon } })
    const docs = [cook('per_00007x', { state: 'hidden' }), ...idsOf(people).map((id) => cook(id))]
    const puts = docs.map((doc): Change => ({ op: 'put', collection: 'people', expected: 'absent', doc }))
    for (let from = 0; from < puts.length; from += 1000) await store.commit(puts.slice(from, from + 1000))
    await run({ store, data })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
