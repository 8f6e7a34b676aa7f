import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { inFile } from '@rolecall/adapters/keys/key-storage'
import { unprotected } from '@rolecall/adapters/keys/protection'
import type { Keys } from '@rolecall/core/ports/keys'
import type { Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { runKeys } from './run-keys.ts'

const people = 250
const clock = { now: Date.now }

const setUp = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-keys-'))
  const path = join(folder, 'keys/rolecall.keys')
  const keyFile = { path, protection: unprotected, storage: inFile(path) }
  const keys = await openKeyFile(path)
  const url = `sqlite:${join(folder, 'keys.db')}`
  const store = await openStore({ url, keys, clock })
  for (let person = 0; person < people; person += 1) await store.commit([userOf(person)])
  const lines: string[] = []
  // In place of KMS, which the adapter's own tests have: what is proved here is the way there.
  const placeOf = async (to: string) => ({ path: to, protection: unprotected, storage: inFile(to) })
  const run = (...args: string[]) => runKeys({ store, keys, keyFile, placeOf, print: (line) => lines.push(line) }, args)
  const dispose = async () => {
    await store[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    path,
    keyFile,
    placeOf,
    folder,
    url,
    store,
    keys,
    lines,
    run,
    [Symbol.asyncDispose]: dispose,
  }
}

const userOf = (person: number) => {
  const email = `person${person}@example.org`
  const doc = { id: `usr_${person}`, email, emailKey: email, name: `Person ${person}`, language: 'en', createdAt: 0 }
  return { op: 'put', collection: 'users', expected: 'absent', doc: { ...doc, state: 'active' } } as const
}
const nameOf = async (store: Store, person: number) => (await store.get('users', `usr_${person}`))?.doc.name
const reopened = (url: string, keys: Keys) => openStore({ url, keys, clock })

test('after a rotation the new key opens everything, and the old one is not needed any more', async () => {
  await using world = await setUp()
  const before = readFileSync(world.path, 'utf8')
  assert.equal(await world.run('add'), 0)
  assert.equal(await world.run('retire', 'k1'), 1, 'the key that wraps cannot go')
  assert.equal(await world.run('rotate', 'k2'), 0)
  assert.ok(world.lines.some((line) => line.includes(`[####################] ${people} of ${people}`)))
  assert.equal(await world.run('retire', 'k1'), 0)
  assert.ok(!readFileSync(world.path, 'utf8').includes(JSON.parse(before).keys.k1))
  await using store = await reopened(world.url, await openKeyFile(world.path))
  for (const person of [0, 100, people - 1]) assert.equal(await nameOf(store, person), `Person ${person}`)
})

test('a server that runs meanwhile goes on with what the new key wraps', async () => {
  await using world = await setUp()
  await using running = await reopened(world.url, await openKeyFile(world.path))
  await world.run('add')
  await world.run('rotate', 'k2')
  assert.equal(await nameOf(running, 7), 'Person 7')
  assert.equal((await running.commit([userOf(people)])).outcome, 'committed')
  assert.equal(await nameOf(world.store, people), `Person ${people}`)
})

test('a rotation that was cut off goes on where it was', async () => {
  await using world = await setUp()
  await world.run('add')
  let commits = 0
  const cut: Store = {
    ...world.store,
    commit: (changes, lease) => {
      commits += 1
      if (commits > 30) throw new Error('killed')
      return world.store.commit(changes, lease)
    },
  }
  await assert.rejects(runKeys({ ...world, store: cut, print: () => undefined }, ['rotate', 'k2']), /killed/)
  // Behind those that were on their way; a server that runs wraps with the key that it knows.
  await world.store.commit([userOf(people)])
  assert.equal(await world.run('retire', 'k1'), 1)
  assert.match(world.lines.at(-1) ?? '', new RegExp(`still wraps ${people - 30 + 1} data keys`))
  assert.equal(await world.run('rotate', 'k2'), 0)
  assert.equal(await world.run('retire', 'k1'), 0)
})

test('keys that were copied to another place open everything from there, and are not written over', async () => {
  await using world = await setUp()
  const to = join(world.folder, 'elsewhere.keys')
  assert.equal(await world.run('copy', to, 'alias/rolecall'), 0)
  assert.match(world.lines.join(' '), /Set KEY_FILE=.*elsewhere\.keys and KMS_KEY_ID=alias\/rolecall for every server/)
  await using store = await reopened(world.url, await openKeyFile(to))
  assert.equal(await nameOf(store, 7), 'Person 7')
  assert.equal(await world.run('copy', to, 'alias/rolecall'), 2)
  assert.match(world.lines.at(-1) ?? '', /elsewhere\.keys is there already/)
})

test('a command that is not understood changes nothing', async () => {
  await using world = await setUp()
  const before = readFileSync(world.path, 'utf8')
  assert.equal(await world.run('rotate'), 2)
  assert.equal(await world.run('rotate', 'k9'), 2)
  assert.equal(await world.run('burn'), 2)
  assert.equal(readFileSync(world.path, 'utf8'), before)
  assert.equal(await world.run(), 0)
  assert.equal(world.lines.at(-1), `k1 (wraps now): ${people} data keys are wrapped by it`)
})
