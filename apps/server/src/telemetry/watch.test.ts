import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change, CommitOutcome, Store } from '@rolecall/core/ports/store'
import { StoreUnavailable } from '@rolecall/core/ports/store'
import type { Task, TaskResult } from '../worker.ts'
import { watchFreshness } from './freshness.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { noTracing, type Tracing } from './tracing.ts'
import { watchMessenger } from './watch-messenger.ts'
import { watchStore } from './watch-store.ts'
import { watchWorker } from './watch-worker.ts'

const lines = async (metrics: Metrics, name: string) =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name) && !line.endsWith(' 0'))
const now = Date.UTC(2026, 10, 25, 12)
const traced: Tracing = { ...noTracing, current: () => '00-trace-span-01' }

const storeThat = (answer: () => Promise<CommitOutcome>) => {
  const committed: (readonly Change[])[] = []
  const store: Pick<Store, 'commit'> = {
    commit: (changes) => {
      committed.push(changes)
      return answer()
    },
  }
  return { committed, store: store as Store }
}
const task = (more: object = {}): Change & { op: 'put' } => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  doc: {
    id: 'deliver:out_1',
    queue: 'deliver',
    lane: 'l',
    kind: 'deliver',
    keyOwner: 'acc_1',
    order: now,
    dueAt: now,
    state: 'ready',
    attempts: 0,
    at: now,
    ...more,
  },
})

test('commits are timed by what came of them, those that could not be made too', async () => {
  const metrics = createMetrics()
  const outcomes: (() => Promise<CommitOutcome>)[] = [
    async () => ({ outcome: 'committed', existing: [] }),
    async () => ({ outcome: 'conflict', collection: 'jobs', id: 'j' }),
    async () => {
      throw new StoreUnavailable('away')
    },
  ]
  const heard: number[] = []
  const { store } = storeThat(() => (outcomes.shift() ?? assert.fail)())
  const watched = watchStore(store, { metrics, tracing: noTracing, committed: (changes) => heard.push(changes.length) })
  await watched.commit([task()])
  await watched.commit([task(), task()])
  await assert.rejects(watched.commit([]), StoreUnavailable)
  assert.deepEqual(
    (await lines(metrics, 'rolecall_commit_seconds_count')).sort(),
    ['committed', 'conflict', 'unavailable'].map((outcome) => `rolecall_commit_seconds_count{outcome="${outcome}"} 1`),
  )
  assert.deepEqual(heard, [1])
})

test('a trace goes on in new tasks that are due soon, and in no other document', async () => {
  const { store, committed } = storeThat(async () => ({ outcome: 'committed', existing: [] }))
  const changes = [
    task(),
    task({ dueAt: now + 3_600_001 }),
    task({ trace: 'own' }),
    { ...task(), expected: 1 } as Change,
  ]
  const watch = { metrics: createMetrics(), committed: () => undefined }
  await watchStore(store, { ...watch, tracing: traced }).commit(changes)
  const traces = committed[0]?.map((change) =>
    change.op === 'put' && 'trace' in change.doc ? change.doc.trace : undefined,
  )
  assert.deepEqual(traces, ['00-trace-span-01', undefined, 'own', undefined])
  await watchStore(store, { ...watch, tracing: noTracing }).commit(changes)
  assert.equal(committed[1], changes, 'untouched where nothing is traced')
})

test('refusals of WhatsApp are counted by the codes that we know', async () => {
  const metrics = createMetrics()
  const codes = [131047, 999_999]
  const messenger = watchMessenger(
    {
      send: async () => ({ outcome: 'refused', reaction: 'bug', code: codes.shift() ?? 0, details: 'quotes a number' }),
      markRead: async () => ({ outcome: 'marked' }),
      fetchMedia: async () => ({ outcome: 'gone' }),
    },
    { metrics, tracing: noTracing },
  )
  for (let sent = 0; sent < 2; sent += 1)
    await messenger.send('1', { waId: '2' }, { type: 'text', body: 'Hi' }, 'out_1')
  await messenger.markRead('1', 'wamid', false)
  assert.deepEqual(await lines(metrics, 'rolecall_whatsapp_refusals_total{'), [
    'rolecall_whatsapp_refusals_total{code="131047"} 1',
    'rolecall_whatsapp_refusals_total{code="other"} 1',
  ])
  assert.deepEqual(await lines(metrics, 'rolecall_whatsapp_seconds_count'), [
    'rolecall_whatsapp_seconds_count{call="send",outcome="refused"} 2',
    'rolecall_whatsapp_seconds_count{call="read",outcome="done"} 1',
  ])
})

test('tasks are counted by queue and end, and as in work while they are', async () => {
  const metrics = createMetrics()
  const worker = watchWorker({ metrics, tracing: noTracing })
  const one: Task = { revision: 1, doc: task().doc as Task['doc'] }
  const results: TaskResult[] = [
    { result: 'done' },
    { result: 'retry', at: 1, error: '', counts: true },
    { result: 'lost' },
  ]
  for (const result of results)
    await worker.work('deliver', one, async () => {
      assert.deepEqual(worker.running(), { deliver: 1 })
      return result
    })
  worker.gaveUp('deliver')
  assert.deepEqual(worker.running(), { deliver: 0 })
  assert.deepEqual(
    await lines(metrics, 'rolecall_tasks_total{'),
    ['done', 'retried', 'lost', 'dead'].map(
      (outcome) => `rolecall_tasks_total{queue="deliver",outcome="${outcome}"} 1`,
    ),
  )
})

test('the index is as fresh as the last change that it applied, late by the time from its commit', async () => {
  const metrics = createMetrics()
  let clock = now
  const freshness = watchFreshness(metrics, () => clock)
  const apply = (collection: 'jobs' | 'tasks', id: string) =>
    freshness.applied({ events: [{ collection, id }], people: 7, jobs: 3 })
  freshness.committed([{ op: 'delete', collection: 'jobs', id: 'job_1', expected: 1 }])
  apply('tasks', 't')
  assert.deepEqual(freshness.current(), { people: 7, jobs: 3 })
  clock += 1000
  apply('jobs', 'job_1')
  assert.equal(freshness.current().changedAt, now + 1000)
  assert.ok((freshness.current().lateMs ?? -1) >= 0)
  apply('jobs', 'of another process')
  assert.deepEqual(await lines(metrics, 'rolecall_index_late_seconds_count'), ['rolecall_index_late_seconds_count 1'])
})
