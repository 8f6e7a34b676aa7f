import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { protectedByKms } from '@rolecall/adapters/keys/kms'
import { startTestKms } from '@rolecall/adapters/keys/test-kms'
import { openStore } from '@rolecall/store/open-store'
import { freePort } from '@rolecall/test-servers/free-port'
import { cook, noon } from './matcher/testing/documents.ts'
import { startServerProcess } from './testing/server-process.ts'

/** Calls of KMS in a start, each person with a data key of their own. */
const callsOfStart = async (people: number): Promise<{ readonly calls: number; readonly snapshotBytes: number }> => {
  await using kms = await startTestKms()
  const aws = {
    AWS_ENDPOINT_URL_KMS: kms.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  }
  Object.assign(process.env, aws)
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-kms-'))
  await fill(folder, kms.keyId, people)
  const count = () => [...kms.calls.values()].reduce((sum, calls) => sum + calls, 0)
  const before = count()
  const server = await startServerProcess({ folder, port: await freePort(), env: { ...aws, KMS_KEY_ID: kms.keyId } })
  await server.stop('SIGTERM')
  assert.equal(server.child.exitCode, 0, server.output())
  const { size } = await stat(join(folder, 'cache/index.snapshot'))
  await rm(folder, { recursive: true })
  return { calls: count() - before, snapshotBytes: size }
}

const fill = async (folder: string, kmsKeyId: string, people: number): Promise<void> => {
  const keys = await openKeyFile(join(folder, 'keys/rolecall.keys'), await protectedByKms(kmsKeyId))
  const url = `sqlite:${join(folder, 'rolecall.db')}`
  await using store = await openStore({ url, keys, clock: { now: () => noon } })
  const ids = Array.from({ length: people }, (_, index) => `per_${index}`)
  for (let at = 0; at < ids.length; at += 200) {
    const put = (id: string) => ({ op: 'put', collection: 'people', doc: cook(id), expected: 'absent' }) as const
    const { outcome } = await store.commit(ids.slice(at, at + 200).map(put))
    assert.equal(outcome, 'committed')
  }
}

test('a start calls KMS a few times, however many people it reads', async () => {
  const [few, many] = [await callsOfStart(10), await callsOfStart(3000)]
  assert.ok(many.snapshotBytes > few.snapshotBytes + 2990 * 8, 'the people were read')
  assert.ok(few.calls > 0 && few.calls < 10, `${few.calls} calls`)
  assert.equal(many.calls, few.calls)
})
