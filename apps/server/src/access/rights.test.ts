import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { createCacheRoom } from '../cache/room.ts'
import { watchCommits } from '../cache/watch-commits.ts'
import { startFeed } from '../feed.ts'
import { silentLog } from '../log.ts'
import { createRights } from './rights.ts'

const clock = { now: () => 1_000_000 }
const session: DocumentOf<'sessions'> = {
  id: 'ses_1',
  subject: 'usr_1',
  surface: 'employer',
  nonce: 'n',
  turn: 0,
  turnedAt: 0,
  createdAt: 0,
  lastSeenAt: 0,
  endsAt: 2_000_000,
}
const put = (store: Store, doc: typeof session, expected: number | 'absent') =>
  store.commit([{ op: 'put', collection: 'sessions', doc, expected }])

/** An instance on the database. Its caches have a time of their own. */
const instanceOn = async (url: string, keys: ReturnType<typeof memoryKeys>) => {
  const at = { now: 0 }
  const watched = watchCommits(await openStore({ url, keys, clock }))
  const room = createCacheRoom({
    secret: Buffer.from('one'),
    clock,
    onRead: () => undefined,
    monotonicMs: () => at.now,
    random: () => 1,
  })
  const rights = createRights(watched.store, room)
  watched.onCommit(rights.committed)
  const isOver = async () => (await rights.recent.session('ses_1'))?.endedAt !== undefined
  return { at, store: watched.store, rights, isOver }
}

const twoInstances = async (run: (one: Instance, other: Instance) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-rights-'))
  const [url, keys] = [`sqlite:${join(folder, 'rights.db')}`, memoryKeys()]
  const [one, other] = [await instanceOn(url, keys), await instanceOn(url, keys)]
  try {
    await put(one.store, session, 'absent')
    assert.deepEqual([await one.isOver(), await other.isOver()], [false, false])
    await run(one, other)
  } finally {
    await one.store[Symbol.asyncDispose]()
    await other.store[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  }
}
type Instance = Awaited<ReturnType<typeof instanceOn>>

test('a session that ends is over at once where it ended, and elsewhere as soon as the feed tells of it', () =>
  twoInstances(async (one, other) => {
    await using _ = startFeed({ store: other.store, log: silentLog, listeners: [other.rights] })
    await put(one.store, { ...session, endedAt: 1 }, 1)
    assert.equal(await one.isOver(), true)
    const from = performance.now()
    while (!(await other.isOver())) {
      assert.ok(performance.now() - from < 5000)
      await delay(5)
    }
  }))

test('without the feed too it is over after three seconds; who changes something is asked at once', () =>
  twoInstances(async (one, other) => {
    await put(one.store, { ...session, endedAt: 1 }, 1)
    other.at.now = 2999
    assert.equal(await other.isOver(), false)
    assert.equal((await other.rights.fresh.session('ses_1'))?.endedAt, 1)
    other.at.now = 3000
    assert.equal(await other.isOver(), true)
  }))

test('changes that were missed leave nothing behind', () =>
  twoInstances(async (one, other) => {
    await put(one.store, { ...session, endedAt: 1 }, 1)
    await other.rights.lost()
    assert.equal(await other.isOver(), true)
  }))
