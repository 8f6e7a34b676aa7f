import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { keysContract } from './contract-suite.ts'
import { addKey, makeCurrent } from './edit-key-file.ts'
import { copyKeyFile, openKeyFile, openKeyFileAt } from './key-file.ts'
import { inFile } from './key-storage.ts'
import { protectedByKms } from './kms.ts'
import { unprotected } from './protection.ts'
import { startTestKms } from './test-kms.ts'

const folder = await mkdtemp(join(tmpdir(), 'kms-'))
const kms = await startTestKms()
Object.assign(process.env, {
  AWS_ENDPOINT_URL_KMS: kms.url,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
})
const protection = await protectedByKms(kms.keyId)
after(async () => {
  await kms[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

keysContract('key file sealed by KMS', () => openKeyFile(join(folder, 'contract.json'), protection))

test('a start calls KMS once for each key of the file, and wrapping a hundred thousand data keys never', async () => {
  const path = join(folder, 'calls.json')
  await openKeyFile(path, protection)
  const before = kms.calls.get('Decrypt') ?? 0
  const keys = await openKeyFile(path, protection)
  const dataKey = Buffer.alloc(32, 7)
  for (let person = 0; person < 100_000; person += 1) {
    const { wrapped, keyId } = await keys.wrap(dataKey, `per_${person}`)
    if (person % 1000 === 0) assert.deepEqual(await keys.unwrap(wrapped, keyId, `per_${person}`), dataKey)
  }
  assert.equal((kms.calls.get('Decrypt') ?? 0) - before, 2)
})

test('the file holds no key, and opens with the KMS key alone', async () => {
  const path = join(folder, 'sealed.json')
  const keys = await openKeyFile(path, protection)
  const file = JSON.parse(await readFile(path, 'utf8'))
  assert.equal(file.kms, kms.keyId)
  assert.ok(Buffer.from(file.keys.k1, 'base64url').length > 32)
  assert.deepEqual((await openKeyFile(path, protection)).blindKey('x'), keys.blindKey('x'))
  await assert.rejects(openKeyFile(path), { name: 'KeyFileRefused', message: /KMS_KEY_ID/ })
  const open = join(folder, 'open.json')
  await openKeyFile(open)
  await assert.rejects(openKeyFile(open, protection), { name: 'KeyFileRefused', message: /not sealed by KMS/ })
})

test('a key that was moved to another name does not open', async () => {
  const path = join(folder, 'moved.json')
  await openKeyFile(path, protection)
  const file = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({ ...file, keys: { k1: file.blind } }))
  await assert.rejects(openKeyFile(path, protection), { name: 'KeyFileRefused', message: /"keys.k1"/ })
})

test('a new key comes from KMS too', async () => {
  const path = join(folder, 'rotated.json')
  const place = { path, protection, storage: inFile(path) }
  await openKeyFile(place.path, protection)
  await makeCurrent(place, await addKey(place))
  assert.equal((await openKeyFile(place.path, protection)).current, 'k2')
})

test('keys that stood open are sealed by KMS at another place, and what they wrapped opens there', async () => {
  const path = join(folder, 'was-open.json')
  const [from, to] = [join(folder, 'now-sealed.json'), path].map((each) => ({ path: each, storage: inFile(each) }))
  assert.ok(from && to)
  const source = { ...from, protection: unprotected }
  const before = await openKeyFileAt(source)
  const { wrapped, keyId } = await before.wrap(Buffer.alloc(32, 7), 'per_1')
  await copyKeyFile(source, { ...to, protection })
  assert.equal(JSON.parse(await readFile(path, 'utf8')).kms, kms.keyId)
  const after = await openKeyFile(path, protection)
  assert.deepEqual(await after.unwrap(wrapped, keyId, 'per_1'), Buffer.alloc(32, 7))
  assert.deepEqual(after.blindKey('x'), before.blindKey('x'))
  await assert.rejects(copyKeyFile(source, { ...to, protection }), { name: 'KeyFileRefused', message: /there already/ })
})

test('where KMS refuses, that is told by its name', async () => {
  const path = join(folder, 'denied.json')
  await openKeyFile(path, protection)
  await assert.rejects((await protectedByKms('alias/other')).make('k1'), {
    name: 'KmsUnavailable',
    message: 'NotFoundException',
  })
  kms.deny()
  await assert.rejects(openKeyFile(path, protection), { name: 'KmsUnavailable', message: 'AccessDeniedException' })
})
