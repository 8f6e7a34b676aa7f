import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Change } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { silentLog } from '../log.ts'
import { silentTelemetry } from '../telemetry/flow-telemetry.ts'
import { webhookOf } from '../testing/graph-counter.ts'
import { taskIdOf } from './parts/inbound-tasks.ts'
import { unpackWebhooks, webhooksKind } from './unpack-webhooks.ts'

const inboxSecret = 'secret of the inbox'
const clock = { now: () => 1000 }

const bodyOf = (wamid: string): string =>
  JSON.stringify(
    webhookOf({ messages: [{ from: '254700000001', id: wamid, timestamp: '1', type: 'text', text: { body: 'Hi' } }] }),
  )

const row = (order: number, body: string): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  doc: {
    id: `row ${order}`,
    queue: 'receive',
    lane: 'webhooks:one',
    kind: webhooksKind,
    payload: { bodies: [body] },
    keyOwner: 'day:1970-01-01',
    order,
    dueAt: 1,
    state: 'ready',
    attempts: 0,
    at: order,
  },
})

const claimOf = async (bodies: readonly string[]) => {
  const store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock })
  await store.commit(bodies.map((body, at) => row(at + 1, body)))
  const options = { queue: 'receive', now: 1000, leaseMs: 1000, lanes: 1, tasksPerLane: 20 }
  const [claim] = await store.claim(options)
  const [first, ...rest] = claim?.tasks ?? []
  assert.ok(claim && first)
  const unpack = () =>
    unpackWebhooks({ store, clock, log: silentLog, inboxSecret, telemetry: silentTelemetry }, first, rest)
  const stands = async (wamid: string) =>
    (await store.get('tasks', taskIdOf(`message:${wamid}`, inboxSecret))) !== undefined
  return { store, unpack, stands, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}

test('the rows that wait in a lane are taken apart together, and told as done', async () => {
  await using world = await claimOf([bodyOf('a'), bodyOf('b'), bodyOf('c')])
  assert.deepEqual(await world.unpack(), { result: 'done', also: ['row 2', 'row 3'] })
  for (const wamid of ['a', 'b', 'c']) assert.ok(await world.stands(wamid), wamid)
  assert.deepEqual(await world.store.getMany('tasks', ['row 1', 'row 2', 'row 3']), [])
})

test('a row that cannot be read keeps back neither those before it nor itself', async () => {
  await using world = await claimOf([bodyOf('a'), '{"no":"webhook"}', bodyOf('c')])
  assert.deepEqual(await world.unpack(), { result: 'done' })
  assert.ok(await world.stands('a'))
  assert.equal((await world.store.getMany('tasks', ['row 2', 'row 3'])).length, 2)
})
