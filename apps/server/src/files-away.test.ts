import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Fault, startFaultyProxy } from '@rolecall/adapters/aws/test-faulty-proxy'
import { openS3Files } from '@rolecall/adapters/files/s3'
import { startTestAws, type TestAws, withoutMoto } from '@rolecall/test-servers/aws'
import { freePort } from '@rolecall/test-servers/free-port'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { toTasks } from './flows/parts/inbound-tasks.ts'
import { handlers } from './handlers.ts'
import { silentLog } from './log.ts'
import { startWorker } from './start-worker.ts'
import { startServerProcess } from './testing/server-process.ts'
import { amina } from './testing/stories.ts'
import { createWorld, type World } from './testing/world.ts'

const patience = { connectMs: 5000, silenceMs: 500, callMs: 30_000, restMs: 200 }
const place = { bucket: 'files', key: 'rolecall' }

describe('files in S3', { skip: withoutMoto }, () => {
  let aws: TestAws
  before(async () => {
    aws = await startTestAws('files', 'keys')
  })
  after(() => aws?.[Symbol.asyncDispose]())

  for (const fault of ['error', 'stall', 'reset'] as const satisfies readonly Fault[])
    test(`${fault}: a voice note waits while S3 is away, is kept sealed when it is back, and what was written after it is answered after it`, async () => {
      await using proxy = await startFaultyProxy(aws.url)
      await using files = await openS3Files({ place, endpoint: proxy.url, patience })
      await using world = await createWorld()
      await world.say(amina, 'Hi')
      const before = world.messenger.sent.length
      proxy.fault = fault
      await using _worker = workOn({ ...world.deps, files })
      await write(world, `${fault}-voice`, { type: 'media', media: 'audio', id: '77', voice: true })
      world.now += 1000
      await write(world, `${fault}-text`, { type: 'text', text: 'English' })
      // More often than a task that fails for another reason is tried.
      await until(async () => {
        world.now += 60_000
        return ((await waiting(world))?.attempts ?? 0) >= 12
      })
      assert.equal(world.messenger.sent.length, before)
      assert.match((await waiting(world))?.error ?? '', /^FilesUnavailable/)
      proxy.fault = 'none'
      await until(async () => {
        world.now += 60_000
        return world.messenger.sent.length === before + 2
      })
      const [media] = await mediaOf(world)
      // Past the circuit of the worker: tries that were stalled as the fault ended may have opened it again.
      await using bucket = await openS3Files({ place, endpoint: aws.url, untried: true })
      const kept = Buffer.from((await bucket.get(media?.fileKey ?? '')) ?? [])
      assert.equal(kept.length, 'OggS-voice'.length + 28)
      const passed = [kept, ...proxy.bodies].filter((bytes) => bytes.includes('OggS-voice'))
      assert.deepEqual(passed, [], 'nothing left this process that was not sealed')
    })

  test('a server keeps keys and files in S3, and a second one opens what the first one sealed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rolecall-s3-'))
    const env = { ...aws.env, ...s3Of(await aws.makeKey()) }
    for (let start = 0; start < 2; start += 1) {
      const server = await startServerProcess({ folder, port: await freePort(), env })
      assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
      await server.stop('SIGTERM')
      assert.equal(server.child.exitCode, 0, server.output())
    }
    await rm(folder, { recursive: true })
  })

  for (const [name, wrong, told] of [
    [
      'a bucket that is not there',
      { FILES_URL: 's3://nowhere/x' },
      /^Files cannot be kept: s3:\/\/nowhere\/x: there is no such bucket\. Mend FILES_URL/,
    ],
    [
      'no region',
      { AWS_REGION: '' },
      /^(Files cannot be kept|The key file cannot be used): s3:.*: AWS_REGION is not set, or names no region\./,
    ],
  ] as const)
    test(`${name} ends the start with a sentence`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'rolecall-s3-'))
      const main = join(import.meta.dirname, 'main.ts')
      const env = {
        ...process.env,
        ...aws.env,
        ...s3Of(await aws.makeKey()),
        DATA_DIR: folder,
        DATABASE_URL: `sqlite:${join(folder, 'x.db')}`,
        PORT: '0',
        NODE_TEST_CONTEXT: '',
        ...wrong,
      }
      const failed = await promisify(execFile)(process.execPath, [main], { env }).catch((error) => error)
      assert.equal(failed.code, 1, failed.stderr)
      assert.match(failed.stderr.trim(), told)
      await rm(folder, { recursive: true })
    })
})

const s3Of = (keyId: string) => ({
  FILES_URL: 's3://files/server',
  KEY_FILE: `s3://keys/${keyId.slice(-36)}`,
  KMS_KEY_ID: keyId,
  LOG_LEVEL: 'silent',
})

const workOn = (deps: World['deps']): AsyncDisposable =>
  startWorker({ store: deps.store, clock: deps.clock, log: silentLog, random: () => 0.5, handlers: handlers(deps) })

const write = async (
  world: World,
  name: string,
  content: Extract<InboundEvent, { kind: 'message' }>['content'],
): Promise<void> => {
  const event = {
    kind: 'message',
    key: `message:wamid.${name}`,
    wamid: `wamid.${name}`,
    phoneNumberId: '100',
    wabaId: '1',
    at: world.now,
    raw: {},
    sender: { waId: amina, userId: `KE.${amina}` },
    content,
  } as const
  for (const change of toTasks([event], world.now, world.deps.inboxSecret)) await world.deps.store.commit([change])
}

/** The task of the voice note. */
const waiting = async ({ deps }: World) => {
  const { items } = await deps.store.find('tasks', { index: 'state', where: ['ready'], limit: 10 })
  return items.map(({ doc }) => doc).find(({ error }) => error !== undefined)
}

const mediaOf = async (world: World) => {
  const { store } = world.deps
  const { items } = await store.find('accounts', { index: 'phone', where: [`portfolio/${amina}`], limit: 1 })
  const media = await store.find('media', { index: 'account', where: [items[0]?.doc.id ?? ''], limit: 5 })
  return media.items.map(({ doc }) => doc)
}

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 60_000
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, 'it never came')
    await delay(20)
  }
}
