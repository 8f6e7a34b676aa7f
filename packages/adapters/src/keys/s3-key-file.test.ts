import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { startTestAws, type TestAws, withoutMoto } from '@rolecall/test-servers/aws'
import { startFaultyProxy } from '../aws/test-faulty-proxy.ts'
import { keysContract } from './contract-suite.ts'
import { addKey, listKeys, makeCurrent } from './edit-key-file.ts'
import { type KeyFilePlace, openKeyFileAt } from './key-file.ts'
import { protectedByKms } from './kms.ts'
import { unprotected } from './protection.ts'
import { inS3 } from './s3-key-storage.ts'

describe('a key file in S3', { skip: withoutMoto }, () => {
  let aws: TestAws
  let keyId: string
  before(async () => {
    aws = await startTestAws('keys')
    keyId = await aws.makeKey()
  })
  after(() => aws?.[Symbol.asyncDispose]())
  const placeOf = async (key: string, endpoint = aws.url, bucket = 'keys'): Promise<KeyFilePlace> => ({
    path: `s3://${bucket}/${key}`,
    protection: await protectedByKms(keyId),
    storage: await inS3({ place: { bucket, key }, endpoint }),
  })

  keysContract('key file in S3', async () => openKeyFileAt(await placeOf('contract.json')))

  test('two processes that start at once, and each find none, agree on the keys of one', async () => {
    await using proxy = await startFaultyProxy(aws.url)
    const both = Promise.withResolvers<void>()
    let puts = 0
    proxy.hold = async ({ method }) => {
      if (method !== 'PUT') return
      puts += 1
      if (puts === 1) return both.promise
      // The look-alike does not check and put in one step.
      setTimeout(both.resolve, 200)
    }
    const env = { ...process.env, KMS_KEY_ID: keyId, S3_ENDPOINT: proxy.url, NODE_TEST_CONTEXT: '' }
    const script = new URL('./test-open-in-s3.ts', import.meta.url).pathname
    const start = () => promisify(execFile)(process.execPath, [script, 'keys', 'race.json'], { env })
    const [one, two] = await Promise.all([start(), start()])
    assert.equal(puts, 2, 'both tried to make it')
    assert.match(one.stdout, /^[0-9a-f]{64}$/)
    assert.equal(one.stdout, two.stdout)
  })

  test('the file holds no key as it is', async () => {
    const place = await placeOf('sealed.json')
    const keys = await openKeyFileAt(place)
    const stored = JSON.parse((await place.storage.read())?.text ?? '')
    assert.equal(stored.kms, keyId)
    assert.ok(Buffer.from(stored.keys.k1, 'base64url').length > 32)
    assert.deepEqual((await openKeyFileAt(place)).blindKey('x'), keys.blindKey('x'))
  })

  test('a file that is not sealed by KMS is refused, and says what to do', async () => {
    const place = await placeOf('open.json')
    await openKeyFileAt({ ...place, protection: unprotected })
    await assert.rejects(openKeyFileAt(place), { name: 'KeyFileRefused', message: /is not sealed by KMS/ })
  })

  test('of two who edit at once one is told to do it again, and the other one is kept', async () => {
    const place = await placeOf('edited.json')
    await openKeyFileAt(place)
    let edited = false
    const late: KeyFilePlace = {
      ...place,
      protection: {
        ...place.protection,
        make: async (name) => {
          if (!edited) await addKey(place)
          edited = true
          return place.protection.make(name)
        },
      },
    }
    await assert.rejects(addKey(late), { name: 'KeyFileRefused', message: /changed meanwhile: run this again/ })
    assert.deepEqual(await listKeys(place), { current: 'k1', ids: ['k1', 'k2'] })
    assert.equal(await addKey(late), 'k3')
  })

  test('a process that runs reads a key that was added since, once something is wrapped by it', async () => {
    const place = await placeOf('running.json')
    const running = await openKeyFileAt(place)
    await makeCurrent(place, await addKey(place))
    const { wrapped, keyId: id } = await (await openKeyFileAt(place)).wrap(Buffer.alloc(32, 7), 'per_1')
    assert.equal(id, 'k2')
    assert.deepEqual(await running.unwrap(wrapped, id, 'per_1'), Buffer.alloc(32, 7))
  })

  test('a bucket that is not there is told by its address; S3 that does not answer, as that', async () => {
    await assert.rejects(openKeyFileAt(await placeOf('x.json', aws.url, 'nowhere')), {
      name: 'KeyFileRefused',
      message: 's3://nowhere/x.json: there is no such bucket',
    })
    await using proxy = await startFaultyProxy(aws.url)
    proxy.fault = 'reset'
    await assert.rejects(openKeyFileAt(await placeOf('x.json', proxy.url)), { name: 'KeyFileUnavailable' })
  })
})
