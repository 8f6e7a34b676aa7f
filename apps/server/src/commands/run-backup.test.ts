import assert from 'node:assert/strict'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openFolder } from '@rolecall/adapters/files/folder'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Files } from '@rolecall/core/ports/files'
import { openSource } from '@rolecall/store/transfer/open'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'
import { verifyLog } from '../audit/read-log.ts'
import { everythingIn } from '../testing/everything-in.ts'
import { amina, publish, register } from '../testing/stories.ts'
import { createWorld, type World } from '../testing/world.ts'
import { runBackup } from './run-backup.ts'
import { runRestore } from './run-restore.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-backup-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let names = 0
const newPath = (end: string) => {
  names += 1
  return join(mkdtempSync(join(folder, 'place-')), `${names}${end}`)
}
const newDatabase = () => `sqlite:${newPath('.db')}`
const newFiles = () => openFolder(newPath('.files'))
const wanjiku = '254700000002'

type Said = { readonly exitCode: number; readonly text: string }

const collect = async (run: (print: (line: string) => void) => Promise<number>): Promise<Said> => {
  const lines: string[] = []
  const exitCode = await run((line) => lines.push(line))
  return { exitCode, text: lines.join('\n') }
}
const out = { write: () => undefined }

const backup = (world: World, ...args: string[]) =>
  collect((print) => {
    const { databaseUrl, deps, now } = world
    return runBackup({ databaseUrl, keys: memoryKeys(), files: deps.files, now: () => now, print, out }, args)
  })
const cacheDir = join(folder, 'data/cache')
type Of = { readonly files?: Files; readonly seed?: string; readonly now?: number }
const restore = (args: readonly string[], of: Of = {}) =>
  collect((print) => {
    const { files = openFolder(join(folder, 'files')), seed = 'test', now = 0 } = of
    return runRestore({ keys: memoryKeys(seed), files, cacheDir, now: () => now, print, out }, args)
  })

const said = async (world: World) => {
  await publish(world)
  await register(world)
  await world.say(amina, 'JOBS')
  await world.receive({
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
  await register(world, wanjiku, 'Wanjiku')
}

const fileKeyIn = (rows: Awaited<ReturnType<typeof everythingIn>>): string =>
  String(rows.find(({ collection }) => collection === 'media')?.doc.fileKey)
const named = (rows: Awaited<ReturnType<typeof everythingIn>>, name: string) =>
  rows.find(({ collection, doc }) => collection === 'people' && doc.name === name)?.doc

/** A world, a backup of it, and the world is no more. */
const destroyed = async () => {
  const path = newPath('.backup')
  await using world = await createWorld()
  await said(world)
  const done = await backup(world, '--to', path)
  assert.equal(done.exitCode, 0, done.text)
  assert.match(done.text, /documents and 1 files/)
  return { path, rows: await everythingIn(world.deps.store), now: world.now }
}

const restoredInto = async (to: string): Promise<void> => {
  const { path, rows, now } = await destroyed()
  const files = newFiles()
  mkdirSync(cacheDir, { recursive: true })
  const tried = await restore(['--from', path])
  assert.ok(tried.exitCode === 0 && existsSync(cacheDir))
  const done = await restore(['--from', path, '--to', to], { files })
  assert.ok(!existsSync(cacheDir), 'what was held of the old database')
  assert.equal(done.exitCode, 0, done.text)
  assert.match(done.text, /read back and verified/)
  await using world = await createWorld({ databaseUrl: to, now })
  assert.deepEqual(new Set((await everythingIn(world.deps.store)).map(keyed)), new Set(rows.map(keyed)))
  assert.ok(!('fault' in (await verifyLog(world.deps.store, world.deps.auditSecret, undefined))))
  assert.ok(await files.get(fileKeyIn(rows)))
  await world.settle()
  assert.match((await world.say(amina, 'PROFILE')).join(), /your answers/, 'the chat goes on')
}
const keyed = ({ collection, doc }: { collection: string; doc: object }) => JSON.stringify([collection, doc])

test('a database that was destroyed is restored: the same documents and files, and the chat goes on', () =>
  restoredInto(newDatabase()))

test('a backup that is damaged, cut off, or sealed by another key file is refused in a sentence, and nothing is written', async () => {
  const { path } = await destroyed()
  const to = newDatabase()
  const bytes = readFileSync(path)
  const at = async (content: Buffer, seed = 'test') => {
    const bent = newPath('.backup')
    writeFileSync(bent, content)
    copyFileSync(`${path}.keys`, `${bent}.keys`)
    const { exitCode, text } = await restore(['--from', bent, '--to', to], { seed })
    assert.equal(exitCode, 1)
    assert.deepEqual(readdirSync(join(to.slice('sqlite:'.length), '..')), [])
    return text
  }
  for (const where of [0.5, 0.9, 0.999]) {
    const flipped = Buffer.from(bytes)
    const byte = Math.floor(where * bytes.length)
    flipped[byte] = (flipped[byte] ?? 0) ^ 1
    assert.match(await at(flipped), /is damaged or cut off/)
  }
  for (const length of [bytes.length - 1, Math.floor(bytes.length / 2)])
    assert.match(await at(bytes.subarray(0, length)), /is damaged or cut off/)
  assert.match(await at(bytes, 'another'), /not sealed with this key file/)
  assert.match(await at(Buffer.from('anything else')), /is no backup/)
})

test('a database that holds something takes no restore, and a backup overwrites no other', async () => {
  const { path } = await destroyed()
  await using world = await createWorld()
  await publish(world)
  assert.match((await restore(['--from', path, '--to', world.databaseUrl])).text, /The target is not empty/)
  assert.match((await backup(world, '--to', path)).text, /stands already/)
  for (const args of [[], ['--to', 'x.keys'], ['--keys-only', '--to', 'x'], ['--for', 'x']])
    assert.equal((await backup(world, ...args)).exitCode, 2)
  assert.equal((await restore(['--to', 'x'])).exitCode, 2)
})

test('a restore that was cut off is run again, with the same backup only', async () => {
  const [one, other, to, folderOfFiles] = [await destroyed(), await destroyed(), newDatabase(), newFiles()]
  const cut: Files = { ...folderOfFiles, put: () => Promise.reject(new Error('killed')) }
  await assert.rejects(restore(['--from', one.path, '--to', to], { files: cut }), /killed/)
  assert.match((await restore(['--from', other.path, '--to', to])).text, /something else began in the target/)
  const again = await restore(['--from', one.path, '--to', to], { files: folderOfFiles })
  assert.equal(again.exitCode, 0, again.text)
  await using world = await createWorld({ databaseUrl: to, now: one.now })
  assert.deepEqual(new Set((await everythingIn(world.deps.store)).map(keyed)), new Set(one.rows.map(keyed)))
})

test('a backup is for its owner only and tells nothing of a person', async () => {
  const { path } = await destroyed()
  for (const file of [path, `${path}.keys`]) {
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const bytes = readFileSync(file)
    assert.match(bytes.toString('latin1'), /^age-encryption.org\/v1\n-> rolecall\/key-file k1\n/)
    for (const secret of [amina, 'Amina', 'Wanjiku', 'per_', 'organisations'])
      assert.equal(bytes.includes(secret), false, `it shows ${secret}`)
  }
})

test('a restore may be tried without a database', async () => {
  const { path } = await destroyed()
  const tried = await restore(['--from', path])
  assert.equal(tried.exitCode, 0)
  assert.match(tried.text, /is whole: \d+ documents and 1 files/)
  rmSync(`${path}.keys`)
  assert.match((await restore(['--from', path])).text, /No data keys for .* were found/)
})

test('whoever was erased after a backup stays erased when it is restored, and nothing names them', async () => {
  const [path, to] = [newPath('.backup'), newDatabase()]
  await using world = await createWorld()
  await said(world)
  await backup(world, '--to', path)
  const before = await everythingIn(world.deps.store)
  const erased = named(before, 'Amina')
  await world.say(amina, 'DELETE')
  await world.tap(amina, 'deleting.yes')
  world.now += 61_000
  await world.work()
  assert.equal((await backup(world, '--keys-only', '--to', join(path, '../later.keys'))).exitCode, 0)
  const files = newFiles()
  const done = await restore(['--from', path, '--to', to], { files, now: world.now })
  assert.match(done.text, /1 people were erased since/, done.text)
  await using source = await openSource(to, { snapshot: true })
  for (const collection of [
    'people',
    'accounts',
    'conversations',
    'consents',
    'outbox',
    'media',
    'matchLists',
    'tasks',
  ] as const)
    for await (const documents of source.documents(collection))
      for (const { id, body } of documents)
        for (const gone of [String(erased?.id), String(erased?.accountId)])
          assert.equal(`${id} ${body}`.includes(gone), false, `${collection}/${id} names ${gone}`)
  assert.equal(await files.get(fileKeyIn(before)), undefined)
  await using restored = await createWorld({ databaseUrl: to, now: world.now })
  await restored.settle()
  const after = await everythingIn(restored.deps.store)
  assert.equal(named(after, 'Amina'), undefined)
  assert.ok(named(after, 'Wanjiku'))
  const log = after.filter(({ collection, doc }) => collection === 'auditEntries' && doc.action === 'person.erase')
  assert.deepEqual(
    log.map(({ doc }) => [doc.actorId, doc.subjectId]),
    [['restore', erased?.id]],
  )
})

if (findMongod()) {
  const replicaSet = await startReplicaSet()
  after(() => replicaSet.stop())
  test('a backup of SQLite is restored into MongoDB, and one of MongoDB into SQLite', async () => {
    await restoredInto(replicaSet.url('restored'))
    const [path, to] = [newPath('.backup'), newDatabase()]
    await using world = await createWorld({ databaseUrl: replicaSet.url('restored') })
    const rows = await everythingIn(world.deps.store)
    assert.equal((await backup(world, '--to', path)).exitCode, 0)
    assert.equal((await restore(['--from', path, '--to', to])).exitCode, 0)
    await using again = await createWorld({ databaseUrl: to })
    assert.deepEqual(new Set((await everythingIn(again.deps.store)).map(keyed)), new Set(rows.map(keyed)))
  })
} else test('a backup of MongoDB', { skip: 'no mongod: set MONGOD or put it on the PATH' }, () => undefined)
