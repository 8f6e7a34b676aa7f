import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { testKeys } from '../contract/world.ts'
import { openStore } from '../open-store.ts'

const folder = await mkdtemp(join(tmpdir(), 'kill-'))
after(() => rm(folder, { recursive: true }))

test('of what was acknowledged before each of twenty kills nothing is lost or half there', async () => {
  const path = join(folder, 'killed.db')
  const acknowledged: string[] = []
  for (let round = 0; round < 20; round += 1) acknowledged.push(...(await writeUntilKilled(path, round)))
  await using store = await openStore({ url: `sqlite:${path}`, keys: testKeys, clock: { now: () => 0 } })
  const ids = acknowledged.map((name) => `task ${name}`)
  assert.ok(ids.length >= 20 * acksBeforeKill)
  assert.equal((await store.getMany('tasks', ids)).length, ids.length)
  using db = new DatabaseSync(path)
  const counts = db
    .prepare('select (select count(*) from tasks) as tasks, (select count(*) from organisations) as pairs')
    .get()
  assert.equal(counts?.tasks, counts?.pairs)
  assert.equal(db.prepare('pragma integrity_check').get()?.integrity_check, 'ok')
})

const acksBeforeKill = 40

/** The names that a child acknowledged; it is killed after some of them, at a moment that differs from round to round. */
const writeUntilKilled = async (path: string, round: number): Promise<string[]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-child.ts'), path, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (output.split('\n').length > acksBeforeKill + round * 7) child.kill('SIGKILL')
  })
  await ended
  return output.slice(0, output.lastIndexOf('\n')).split('\n')
}
