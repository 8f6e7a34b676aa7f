import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { openS3Files } from '@rolecall/adapters/files/s3'
import { startTestAws, withoutMoto } from '@rolecall/test-servers/aws'
import { freePort } from '@rolecall/test-servers/free-port'
import { type ServerProcess, startServerProcess } from './testing/server-process.ts'

test('a server on a new machine starts from the index that another one left in S3, and knows who came since', {
  skip: withoutMoto,
}, async () => {
  await using aws = await startTestAws('files')
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-shared-'))
  const start = async (machine: string) =>
    startServerProcess({
      folder: join(folder, machine),
      port: await freePort(),
      env: {
        ...aws.env,
        FILES_URL: 's3://files/rolecall',
        DATABASE_URL: `sqlite:${join(folder, 'rolecall.db')}`,
        KEY_FILE: join(folder, 'keys/rolecall.keys'),
        DEMO: '1',
        LOG_LEVEL: 'info',
      },
    })
  const first = await start('one')
  const shared = await logged(first, 'index.snapshot-shared')
  const [ready] = await Promise.all([logged(first, 'index.ready'), first.stop('SIGTERM')])
  assert.equal(ready.from, 'store')
  const second = await start('two')
  const readyToo = await logged(second, 'index.ready')
  await second.stop('SIGTERM')
  assert.equal(readyToo.from, 'shared snapshot')
  assert.ok(Number(readyToo.people) > 0)
  assert.equal(readyToo.people, (await logged(first, 'index.snapshot-written')).people)
  await using files = await openS3Files({ place: { bucket: 'files', key: 'rolecall' }, endpoint: aws.url })
  const kept: Uint8Array[] = []
  for await (const key of files.keys()) if (key.startsWith('index/')) kept.push((await files.get(key)) ?? Buffer.of())
  assert.equal(
    kept.reduce((sum, { length }) => sum + length, 0),
    shared.bytes,
  )
  assert.ok(!Buffer.concat(kept).includes('per_'), 'it is sealed')
  await rm(folder, { recursive: true })
})

/** The last line of a log about an event, once there is one. */
const logged = async (server: ServerProcess, event: string): Promise<Readonly<Record<string, unknown>>> => {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const lines = server.output().split('\n')
    const line = lines.findLast((text) => text.includes(`"${event}"`))
    if (line !== undefined) return JSON.parse(line)
    await delay(100)
  }
  throw new Error(`${event} was never logged:\n${server.output()}`)
}
