import assert from 'node:assert/strict'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { keysContract } from './contract-suite.ts'
import { openKeyFile } from './key-file.ts'
import { memoryKeys } from './memory-keys.ts'

const folder = await mkdtemp(join(tmpdir(), 'keys-'))
after(() => rm(folder, { recursive: true }))

keysContract('memory keys', async () => memoryKeys())
keysContract('key file', () => openKeyFile(join(folder, 'contract.json')))

test('a new key file is for its owner only and opens to the same keys again', async () => {
  const path = join(folder, 'deep', 'new.json')
  const first = await openKeyFile(path)
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.deepEqual((await openKeyFile(path)).blindKey('x'), first.blindKey('x'))
})

test('processes that start at once agree on one key file', async () => {
  const path = join(folder, 'race.json')
  const opened = await Promise.all(Array.from({ length: 8 }, () => openKeyFile(path)))
  assert.equal(new Set(opened.map((keys) => keys.blindKey('x').toString('hex'))).size, 1)
})

test('a key file that others can read is refused with the mend', async () => {
  const path = join(folder, 'open.json')
  await openKeyFile(path)
  await chmod(path, 0o640)
  await assert.rejects(openKeyFile(path), { name: 'KeyFileRefused', message: /chmod 600/ })
})

test('after a second key becomes current the first still unwraps', async () => {
  const path = join(folder, 'rotated.json')
  const before = await (await openKeyFile(path)).wrap(Buffer.alloc(32, 7), 'per_1')
  const file = JSON.parse(await readFile(path, 'utf8'))
  file.keys.k2 = Buffer.alloc(32, 9).toString('base64url')
  await writeFile(path, JSON.stringify({ ...file, current: 'k2' }))
  const keys = await openKeyFile(path)
  assert.equal((await keys.wrap(Buffer.alloc(32), 'per_1')).keyId, 'k2')
  assert.deepEqual(await keys.unwrap(before.wrapped, before.keyId, 'per_1'), Buffer.alloc(32, 7))
})

test('a damaged key file is refused by the field that is wrong, without quoting it', async () => {
  const path = join(folder, 'damaged.json')
  const blind = Buffer.alloc(32).toString('base64url')
  const cases: [string, RegExp][] = [
    ['secret words', /not JSON$/],
    [JSON.stringify({ format: 2 }), /"format"/],
    [JSON.stringify({ format: 1, current: 'k1', keys: { k1: 'c2hvcnQ' }, blind }), /"keys.k1"/],
    [JSON.stringify({ format: 1, current: 'k2', keys: { k1: blind }, blind }), /"current"/],
    [JSON.stringify({ format: 1, current: 'k1', keys: { k1: blind } }), /"blind"/],
  ]
  for (const [text, message] of cases) {
    await writeFile(path, text, { mode: 0o600 })
    await assert.rejects(openKeyFile(path), { name: 'KeyFileRefused', message })
  }
})
