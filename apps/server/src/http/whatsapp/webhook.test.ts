import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { sign } from '@rolecall/whatsapp/signature'
import fc from 'fast-check'
import Fastify, { type FastifyInstance } from 'fastify'
import { taskIdOf } from '../../flows/parts/inbound-tasks.ts'
import { unpackWebhooks } from '../../flows/unpack-webhooks.ts'
import { silentLog } from '../../log.ts'
import { silentTelemetry } from '../../telemetry/flow-telemetry.ts'
import { createInbox } from './inbox.ts'
import { webhookRoutes } from './webhook.ts'

const appSecret = 'secret'
const inboxSecret = 'secret of the inbox'
const folder = mkdtempSync(join(tmpdir(), 'rolecall-webhook-'))
const clock = { now: Date.now }
let app: FastifyInstance
let store: Store

before(async () => {
  store = await openStore({ url: `sqlite:${join(folder, 'hooks.db')}`, keys: memoryKeys(), clock })
  app = Fastify()
  const inbox = createInbox({ store, clock, instance: 'one' })
  await app.register(webhookRoutes, { inbox, log: silentLog, appSecret, verifyToken: 'verify' })
})
after(async () => {
  await app.close()
  await store[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const post = (body: string | Buffer, signature = sign(Buffer.from(body), appSecret)) =>
  app.inject({
    method: 'POST',
    url: '/webhooks/whatsapp',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    payload: body,
  })

const kept = async (wamid: string) => {
  const claims = await store.claim({
    queue: 'receive',
    now: clock.now() + 1,
    leaseMs: 1000,
    lanes: 100,
    tasksPerLane: 20,
  })
  const deps = { store, clock, log: silentLog, inboxSecret, telemetry: silentTelemetry }
  for (const { lease, tasks } of claims) {
    for (const task of tasks) if (task.doc.kind === 'webhooks') await unpackWebhooks(deps, task)
    await store.release(lease)
  }
  return store.get('tasks', taskIdOf(`message:${wamid}`, inboxSecret))
}
const message = (id: string, text: string) => ({
  from: '254700000001',
  id,
  timestamp: '1764061200',
  type: 'text',
  text: { body: text },
})
const hook = (...messages: readonly unknown[]) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value: { metadata: { phone_number_id: '2' }, messages } }] }],
  })

test('every message of a batch is stored once, however often it comes', async () => {
  const body = hook(message('wamid.a', 'Hi'), message('wamid.b', '😀'))
  for (let copy = 0; copy < 3; copy += 1) assert.equal((await post(body)).statusCode, 200)
  assert.equal((await kept('wamid.a'))?.revision, 1)
  assert.equal((await kept('wamid.b'))?.revision, 1)
})

test('a kind of message that nobody knows yet is kept and answered 200', async () => {
  const answer = await post(
    hook({ from: '254700000001', id: 'wamid.new', timestamp: '1', type: 'hologram', hologram: {} }),
  )
  assert.equal(answer.statusCode, 200)
  assert.ok(await kept('wamid.new'))
})

for (const [name, send] of [
  ['without a signature', () => post(hook(), '')],
  ['signed with another secret', () => post(hook(), sign(Buffer.from(hook()), 'other'))],
  [
    'cut off after it was signed',
    () => post(hook(message('wamid.c', 'Hi')).slice(0, -5), sign(Buffer.from(hook()), appSecret)),
  ],
  [
    'with one byte changed',
    () => post(hook(message('wamid.c', 'Ho')), sign(Buffer.from(hook(message('wamid.c', 'Hi'))), appSecret)),
  ],
] as const)
  test(`a webhook ${name} is refused with 401 and a problem`, async () => {
    const answer = await send()
    assert.equal(answer.statusCode, 401)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    assert.equal(answer.json().code, 'webhook-signature')
  })

test('signed bytes that are no webhook are refused with 400, never with 5xx', async () => {
  for (const body of [
    '',
    'null',
    '{"object":',
    '[]',
    '{"a":1}',
    '"😀"',
    `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
  ])
    assert.equal((await post(body)).statusCode, 400, body.slice(0, 20))
})

test('a body of 4 MiB is taken, a larger one is refused with 413', async () => {
  const padding = 4 * 2 ** 20 - hook(message('wamid.big', '')).length
  assert.equal((await post(hook(message('wamid.big', 'x'.repeat(padding))))).statusCode, 200)
  assert.equal((await post(hook(message('wamid.bigger', 'x'.repeat(padding + 100))))).statusCode, 413)
})

test('no signed body, however broken, is answered with 5xx', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), async (body) => {
      assert.ok((await post(body)).statusCode < 500)
    }),
    { numRuns: 300 },
  )
})

test('the challenge is answered for the right token alone', async () => {
  const ask = (token: string) =>
    app.inject(`/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1234`)
  assert.equal((await ask('verify')).body, '1234')
  assert.equal((await ask('wrong')).statusCode, 403)
})
