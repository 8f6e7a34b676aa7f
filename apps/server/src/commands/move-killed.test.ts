import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Change, Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { openSource } from '@rolecall/store/transfer/open'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-killed-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string) => `sqlite:${join(folder, name)}`
const openAt = (url: string) => openStore({ url, keys: memoryKeys(), clock: { now: Date.now } })

const many = 8000
const perCommit = 1000

const put = (id: string, name: string, expected: number | 'absent'): Change => ({
  op: 'put',
  collection: 'organisations',
  expected,
  doc: { id, name, country: 'KE', state: 'vetted', createdAt: 1 },
})

const fill = async (url: string): Promise<void> => {
  await using store = await openAt(url)
  for (let from = 0; from < many; from += perCommit) {
    const changes = Array.from({ length: perCommit }, (_, at) => put(`org_${from + at}`, 'Before', 'absent'))
    await store.commit(changes)
  }
}

/** Changes, deletes, makes anew and adds, as a server would, until it is stopped: how much. */
const write = (store: Store): { stop(): Promise<number> } => {
  let [stopping, count] = [false, 0]
  const run = async () => {
    for (; !stopping; count += 1) {
      const id = `org_${(count * 7919) % many}`
      const found = await store.get('organisations', id)
      const gone: Change[] =
        found && count % 3 === 0 ? [{ op: 'delete', collection: 'organisations', id, expected: found.revision }] : []
      await store.commit(gone.length > 0 ? gone : [put(id, `Change ${count}`, found?.revision ?? 'absent')])
      if (gone.length > 0 && count % 2 === 0) await store.commit([put(id, 'Made anew', 'absent')])
      await store.commit([put(`org_new_${count}`, 'New', 'absent')])
      await delay(2)
    }
  }
  const done = run()
  return {
    stop: async () => {
      stopping = true
      await done
      return count
    },
  }
}

type Run = { readonly exitCode: number | null; readonly output: string }

/** The command as a process of its own; where `killAfter` is given, killed within 300 ms after that was printed. */
const move = (from: string, to: string, killAfter?: RegExp): Promise<Run> =>
  new Promise((resolve, reject) => {
    const args = [join(import.meta.dirname, 'move.ts'), '--from', from, '--to', to, '--quiet-seconds', '1']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let [output, killing] = ['', false]
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
      if (killing || !killAfter?.test(output)) return
      killing = true
      setTimeout(() => child.kill('SIGKILL'), 300 * Math.random())
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, output }))
  })

const everything = async (url: string): Promise<Map<string, string>> => {
  await using source = await openSource(url, { snapshot: true })
  const found = new Map<string, string>()
  for await (const documents of source.documents('organisations'))
    for (const document of documents) found.set(document.id, JSON.stringify(document))
  return found
}

const isWhole = async (url: string): Promise<boolean> => {
  const source = await openSource(url, { snapshot: false }).catch(() => undefined)
  await source?.[Symbol.asyncDispose]()
  return source !== undefined
}

const killedAndRunAgain = async (from: string, to: string, moments: readonly RegExp[]): Promise<void> => {
  const store = await openAt(from)
  const writer = write(store)
  for (const moment of moments) {
    const { exitCode, output } = await move(from, to, moment)
    assert.equal(exitCode, null, output)
  }
  assert.ok((await writer.stop()) > 10, 'something was written meanwhile')
  await store[Symbol.asyncDispose]()
  await move(from, to, /compared/)
  // Unless that kill came after the end.
  if (!(await isWhole(to))) {
    const { exitCode, output } = await move(from, to)
    assert.equal(exitCode, 0, output)
  }
  assert.deepEqual(await everything(to), await everything(from))
  await using moved = await openAt(to)
  assert.equal((await moved.find('organisations', { index: 'state', where: ['vetted'], limit: 1 })).items.length, 1)
}

if (findMongod()) {
  const replicaSet = await startReplicaSet()
  after(() => replicaSet.stop())
  test('a move to MongoDB that is killed again and again, while a server writes, ends complete', async () => {
    await fill(file('source.db'))
    const moments = [/From /, /\d\d % copied/, /Caught up/]
    await killedAndRunAgain(file('source.db'), replicaSet.url('there'), moments)
  })
  test('so does one from MongoDB', async () => {
    await fill(replicaSet.url('source'))
    await killedAndRunAgain(replicaSet.url('source'), file('back.db'), [/\d\d % copied/, /Caught up/])
  })
} else test('a killed move', { skip: 'no mongod: set MONGOD or put it on the PATH' }, () => undefined)
