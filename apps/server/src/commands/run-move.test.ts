import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'
import { verifyLog } from '../audit/read-log.ts'
import { everythingIn } from '../testing/everything-in.ts'
import { amina, publish, register } from '../testing/stories.ts'
import { createWorld, type World } from '../testing/world.ts'
import { isCaughtUp, runMove } from './run-move.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-move-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = () => {
  files += 1
  return `sqlite:${join(folder, `${files}.db`)}`
}

const move = async (...args: string[]) => {
  const lines: string[] = []
  const exitCode = await runMove({ print: (line) => lines.push(line), out: { write: () => undefined } }, args)
  return { exitCode, text: lines.join('\n') }
}

const said = async (world: World) => {
  await publish(world)
  await register(world)
  await world.say(amina, 'JOBS')
}

const hashOf = (url: string) =>
  createHash('sha256')
    .update(readFileSync(url.slice('sqlite:'.length)))
    .digest('hex')
const everything = async ({ deps }: World) => JSON.stringify(await everythingIn(deps.store))

const thereAndBack = async (middle: string): Promise<void> => {
  await using world = await createWorld()
  await said(world)
  const [before, kept, back] = [hashOf(world.databaseUrl), await everything(world), newFile()]
  const there = await move('--from', world.databaseUrl, '--to', middle, '--source-stopped')
  assert.equal(there.exitCode, 0, there.text)
  assert.match(there.text, /people +1 {2}[0-9a-f]{16}/)
  assert.match(there.text, /The source is unchanged.*\nDATABASE_URL=/s)
  assert.equal(hashOf(world.databaseUrl), before)
  const again = await move('--from', middle, '--to', back, '--source-stopped')
  assert.equal(again.exitCode, 0, again.text)
  for (const databaseUrl of [middle, back]) {
    await using moved = await createWorld({ databaseUrl, now: world.now })
    assert.deepEqual(JSON.parse(await everything(moved)), JSON.parse(kept))
    assert.ok(!('fault' in (await verifyLog(moved.deps.store, moved.deps.auditSecret, undefined))))
    await moved.settle()
    assert.match((await moved.say(amina, 'PROFILE')).join(), /your answers/, 'the chat goes on')
  }
}

test('a moved installation holds the same, its chats go on and its audit log verifies', () => thereAndBack(newFile()))

test('a target that holds something, the source itself and a source that is none are refused', async () => {
  await using world = await createWorld()
  await using other = await createWorld()
  for (const { deps } of [world, other]) await deps.store.commit([])
  await publish(other)
  const to = (url: string) => move('--from', world.databaseUrl, '--to', url, '--source-stopped')
  assert.match((await to(other.databaseUrl)).text, /The target is not empty, it holds \w+: give an empty database\.$/)
  assert.match((await to(world.databaseUrl)).text, /same database/)
  assert.match((await move('--from', newFile(), '--to', newFile())).text, /There is no database at/)
  assert.match((await to('postgres://x')).text, /sqlite: or mongodb:/)
  assert.equal((await move('--from', world.databaseUrl)).exitCode, 2)
  assert.equal((await move('--form', 'x', '--to', 'y')).exitCode, 2)
})

test('rounds of catching up go on while they shrink: what is written all the time is followed until its servers stop', () => {
  const roundsOf = (changed: readonly number[]) =>
    changed.findIndex((now, at) => isCaughtUp(now, changed[at - 1] ?? Number.POSITIVE_INFINITY)) + 1
  assert.equal(roundsOf([99]), 1)
  assert.equal(roundsOf([10_000, 3000, 900, 270, 80]), 5)
  assert.equal(roundsOf([10_000, 3000, 2900, 3000]), 3)
  assert.equal(roundsOf([500, 500]), 2)
})

test('who is asked may go on writing until they say that the server is stopped', async () => {
  await using world = await createWorld()
  const to = newFile()
  let asked = 0
  const stopped = async () => {
    asked += 1
    await publish(world, { title: 'Late' })
  }
  const deps = { print: () => undefined, out: { write: () => undefined }, stopped }
  assert.equal(await runMove(deps, ['--from', world.databaseUrl, '--to', to]), 0)
  assert.equal(asked, 1)
  await using moved = await createWorld({ databaseUrl: to })
  assert.match(await everything(moved), /Late/)
})

if (findMongod()) {
  const replicaSet = await startReplicaSet()
  after(() => replicaSet.stop())
  test('to MongoDB and back to SQLite nothing is lost', () => thereAndBack(replicaSet.url('there')))
} else test('to MongoDB and back', { skip: 'no mongod: set MONGOD or put it on the PATH' }, () => undefined)
