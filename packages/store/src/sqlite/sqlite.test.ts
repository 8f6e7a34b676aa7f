import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { organisation, putOrganisation, putTask, task } from '../contract/samples.ts'
import { type Database, testKeys, type World } from '../contract/world.ts'
import { storeContract } from '../contract-suite.ts'
import { openStore } from '../open-store.ts'
import { openSqliteEngine } from './engine.ts'
import { openSqliteSource } from './source.ts'
import { openSqliteTarget } from './target.ts'

const folder = await mkdtemp(join(tmpdir(), 'store-'))
after(() => rm(folder, { recursive: true }))

const freshPath = () => join(folder, randomUUID(), 'test.db')
const clock = { now: () => Date.UTC(2026, 10, 25) }
const openAt = (path: string) => openStore({ url: `sqlite:${path}`, keys: testKeys, clock })

const keepChanges = 1000

const fresh = async (): Promise<Database> => {
  const path = freshPath()
  const atRest = async () => {
    const names = await readdir(dirname(path))
    return Buffer.concat(await Promise.all(names.map((name) => readFile(join(dirname(path), name)))))
  }
  return {
    openEngine: () => openSqliteEngine(path, { keepChanges }),
    openSource: (options = { snapshot: false }) => openSqliteSource(path, options),
    openTarget: (from) => openSqliteTarget(path, { from }),
    atRest,
    loseTokens: async (store) => {
      const changes = Array.from({ length: keepChanges * 2 }, (_, at) => putOrganisation(organisation(`org_${at + 1}`)))
      await store.commit(changes)
      await store.ping()
    },
    [Symbol.asyncDispose]: () => rm(dirname(path), { recursive: true }),
  }
}

const world: World = { name: 'sqlite', fresh }
storeContract(world)

test('what is stored lasts over a restart', async () => {
  const path = freshPath()
  const first = await openAt(path)
  await first.commit([putTask(task('t1'))])
  await first[Symbol.asyncDispose]()
  await using second = await openAt(path)
  assert.deepEqual((await second.get('tasks', 't1'))?.doc, task('t1'))
})

test('a lock of another process is waited for without blocking the event loop', async () => {
  const path = freshPath()
  await using store = await openAt(path)
  using other = new DatabaseSync(path)
  other.exec('begin immediate')
  const commit = store.commit([putTask(task('t1'))])
  const winner = await Promise.race([commit, new Promise((resolve) => setTimeout(resolve, 200, 'the loop'))])
  other.exec('rollback')
  assert.equal(winner, 'the loop')
  assert.equal((await commit).outcome, 'committed')
})

test('a closed store refuses reads and commits as unavailable', async () => {
  const store = await openAt(freshPath())
  await store[Symbol.asyncDispose]()
  await assert.rejects(store.get('tasks', 't1'), { name: 'StoreUnavailable' })
  await assert.rejects(store.commit([putTask(task('t1'))]), { name: 'StoreUnavailable' })
})

test('a file of a newer release and an address of no engine are refused', async () => {
  const path = freshPath()
  await (await openAt(path))[Symbol.asyncDispose]()
  const db = new DatabaseSync(path)
  db.exec('pragma user_version = 99')
  db.close()
  await assert.rejects(openAt(path), { name: 'DatabaseRefused', message: /newer release/ })
  await assert.rejects(openStore({ url: 'postgres://x', keys: testKeys, clock }), { name: 'DatabaseRefused' })
})

test('an index and a column that the definitions gained are made from what is stored', async () => {
  const path = freshPath()
  const first = await openAt(path)
  await first.commit([putOrganisation(organisation('org_1'))])
  await first[Symbol.asyncDispose]()
  const db = new DatabaseSync(path)
  db.exec(
    'drop index organisations_state; alter table organisations drop column state; create index organisations_old on organisations (v)',
  )
  db.close()
  await using second = await openAt(path)
  const found = await second.find('organisations', { index: 'state', where: ['vetted'], limit: 1 })
  assert.equal(found.items.length, 1)
})
