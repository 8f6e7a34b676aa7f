import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Change } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { silentLog } from '../log.ts'
import { silentTelemetry } from '../telemetry/flow-telemetry.ts'
import { webhookOf } from '../testing/graph-counter.ts'
import type { Task } from '../worker.ts'
import { taskIdOf } from './parts/inbound-tasks.ts'
import { unpackWebhooks, webhooksKind, webhooksLane } from './unpack-webhooks.ts'

const inboxSecret = 'secret of the inbox'
const clock = { now: () => 1000 }

const bodyOf = (...wamids: readonly string[]): string =>
  JSON.stringify(
    webhookOf({
      messages: wamids.map((id) => ({
        from: '254700000001',
        id,
        timestamp: '1',
        type: 'text',
        text: { body: 'Hi' },
      })),
    }),
  )

/** The nth of them, which came n milliseconds after the second of its messages. `at`: of its last try. */
const row = (n: number, body: string, at = 1000 + n): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  doc: {
    id: `row ${n}`,
    queue: 'receive',
    lane: webhooksLane,
    kind: webhooksKind,
    payload: { bodies: [body] },
    keyOwner: 'day:1970-01-01',
    order: 1000 + n,
    dueAt: 1,
    state: 'ready',
    attempts: 0,
    at,
  },
})

const claimOf = async (bodies: readonly string[], { firstTriedAt = 1001 } = {}) => {
  const store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock })
  await store.commit(bodies.map((body, at) => row(at + 1, body, at === 0 ? firstTriedAt : undefined)))
  const options = { queue: 'receive', now: 1000, leaseMs: 1000, lanes: 1, tasksPerLane: 20 }
  const [claim] = await store.claim(options)
  const [first, ...rest] = claim?.tasks ?? []
  assert.ok(claim && first)
  const deps = { store, clock, log: silentLog, inboxSecret, telemetry: silentTelemetry }
  const unpack = () => unpackWebhooks(deps, first, rest)
  const unpackOne = (task: Task) => unpackWebhooks(deps, task)
  const stands = async (wamid: string) =>
    (await store.get('tasks', taskIdOf(`message:${wamid}`, inboxSecret))) !== undefined
  return { store, unpack, unpackOne, stands, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}

test('the rows that wait in a lane are taken apart together, and told as done', async () => {
  await using world = await claimOf([bodyOf('a'), bodyOf('b'), bodyOf('c')])
  assert.deepEqual(await world.unpack(), { result: 'done', also: ['row 2', 'row 3'] })
  for (const wamid of ['a', 'b', 'c']) assert.ok(await world.stands(wamid), wamid)
  assert.deepEqual(await world.store.getMany('tasks', ['row 1', 'row 2', 'row 3']), [])
})

test('messages keep the order in which they came where one had to be tried again', async () => {
  await using world = await claimOf([bodyOf('a'), bodyOf('b')], { firstTriedAt: 1900 })
  await world.unpack()
  const claims = await world.store.claim({ queue: 'receive', now: 1000, leaseMs: 1000, lanes: 9, tasksPerLane: 9 })
  const ids = claims.flatMap(({ tasks }) => tasks.map(({ doc }) => doc.id))
  assert.deepEqual(
    ids,
    ['a', 'b'].map((wamid) => taskIdOf(`message:${wamid}`, inboxSecret)),
  )
})

test('a body that cannot be read goes aside, keeps nobody waiting, and is given up alone', async () => {
  await using world = await claimOf([bodyOf('a'), '{"no":"webhook"}', bodyOf('c')])
  assert.deepEqual(await world.unpack(), { result: 'done', also: ['row 2', 'row 3'] })
  assert.ok((await world.stands('a')) && (await world.stands('c')))
  const [alone] = await world.store.getMany('tasks', ['row 2:0'])
  assert.deepEqual(alone?.doc.payload, { bodies: ['{"no":"webhook"}'] })
  assert.notEqual(alone?.doc.lane, webhooksLane)
  assert.ok(alone !== undefined)
  await assert.rejects(world.unpackOne(alone), /no webhook/)
})

test('rows that somebody else forgot meanwhile are no obstacle, and nothing stands twice', async () => {
  await using world = await claimOf([bodyOf('a'), bodyOf('b')])
  await world.store.commit([{ op: 'delete', collection: 'tasks', id: 'row 1', expected: 1 }])
  assert.deepEqual(await world.unpack(), { result: 'done', also: ['row 2'] })
  assert.ok((await world.stands('a')) && (await world.stands('b')))
  assert.deepEqual(await world.store.getMany('tasks', ['row 1', 'row 2']), [])
})

test('more events than one commit takes are kept all the same', async () => {
  const ids = Array.from({ length: 1200 }, (_, at) => `m${at}`)
  await using world = await claimOf([bodyOf(...ids.slice(0, 700)), bodyOf(...ids.slice(700))])
  assert.deepEqual(await world.unpack(), { result: 'done', also: ['row 2'] })
  for (const wamid of ['m0', 'm699', 'm700', 'm1199']) assert.ok(await world.stands(wamid), wamid)
  assert.deepEqual(await world.store.getMany('tasks', ['row 1', 'row 2']), [])
})
