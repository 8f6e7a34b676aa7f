import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { startTestAws, type TestAws, withoutMoto } from '@rolecall/test-servers/aws'
import { eventually, type Fault, type FaultyProxy, startFaultyProxy } from '../aws/test-faulty-proxy.ts'
import { openKeyFile } from './key-file.ts'
import { protectedByKms } from './kms.ts'
import type { Protection } from './protection.ts'

const patience = { connectMs: 5000, silenceMs: 500, restMs: 10_000 }
const faults = ['error', 'stall', 'reset'] as const satisfies readonly Fault[]

describe('KMS that is away', { skip: withoutMoto }, () => {
  let aws: TestAws
  let proxy: FaultyProxy
  let folder: string
  let keyId: string
  let protection: Protection
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kms-away-'))
    aws = await startTestAws()
    proxy = await startFaultyProxy(aws.url)
    keyId = await aws.makeKey()
    process.env.AWS_ENDPOINT_URL_KMS = proxy.url
  })
  beforeEach(async () => {
    proxy.fault = 'none'
    protection = await protectedByKms(keyId, patience)
  })
  after(async () => {
    await proxy?.[Symbol.asyncDispose]()
    await aws?.[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  for (const fault of faults) {
    test(`${fault}: whoever runs wraps and opens as before, and asks KMS nothing`, async () => {
      const keys = await eventually(() => openKeyFile(join(folder, `${fault}.json`), protection))
      const requests = proxy.requests
      proxy.fault = fault
      const { wrapped, keyId: id } = await keys.wrap(Buffer.alloc(32, 7), 'per_1')
      assert.deepEqual(await keys.unwrap(wrapped, id, 'per_1'), Buffer.alloc(32, 7))
      assert.equal(proxy.requests, requests)
    })

    test(`${fault}: whoever starts is told so, and makes no keys that nothing seals`, async () => {
      const path = join(folder, `${fault}-new.json`)
      proxy.fault = fault
      await assert.rejects(openKeyFile(path, protection), { name: 'KmsUnavailable' })
      assert.equal((await readdir(folder)).includes(`${fault}-new.json`), false)
    })

    test(`${fault}: after at most ten requests nobody asks any more, until it is back`, async (t) => {
      t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
      const path = join(folder, `${fault}-often.json`)
      await eventually(() => openKeyFile(path, protection))
      const requests = proxy.requests
      proxy.fault = fault
      for (let start = 0; start < 8; start += 1)
        await assert.rejects(openKeyFile(path, protection), { name: 'KmsUnavailable' })
      assert.ok(proxy.requests - requests <= 10, `${proxy.requests - requests} requests`)
      proxy.fault = 'none'
      await eventually(() => {
        t.mock.timers.tick(patience.restMs)
        return openKeyFile(path, protection)
      })
    })
  }
})
