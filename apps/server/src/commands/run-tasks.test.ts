import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { keyDestroyed } from '@rolecall/core/model/operations'
import type { Change, Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { runTasks } from './run-tasks.ts'

const now = Date.UTC(2026, 10, 25, 9)
const anHourAgo = now - 3_600_000

const dead = (id: string, more: Partial<DocumentOf<'tasks'>> = {}): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  doc: {
    id,
    queue: 'receive',
    lane: `lane:${id}`,
    kind: 'message',
    payload: { text: 'a secret text' },
    keyOwner: 'day:2026-11-25',
    order: anHourAgo,
    dueAt: anHourAgo,
    state: 'dead',
    attempts: 10,
    error: 'TypeError at converse',
    at: anHourAgo,
    ...more,
  },
})

const message = (id: string, state: 'failed' | 'unknown', error?: string): Change => ({
  op: 'put',
  collection: 'outbox',
  expected: 'absent',
  doc: {
    id,
    accountId: 'acc_1',
    phoneNumberId: '106',
    message: { text: 'a secret text' },
    category: 'update',
    order: 1,
    state,
    attempts: 1,
    ...(error === undefined ? {} : { error }),
    dueAt: anHourAgo,
    at: anHourAgo,
    updatedAt: anHourAgo,
  },
})

const openCase: Change = {
  op: 'put',
  collection: 'cases',
  expected: 'absent',
  doc: { id: 'cas_1', accountId: 'acc_1', reason: 'asked', state: 'open', at: anHourAgo },
}

const withStore = async (changes: readonly Change[], check: (store: Store) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'tasks-'))
  try {
    const clock = { now: () => now }
    await using store = await openStore({ url: `sqlite:${join(folder, 'x.db')}`, keys: memoryKeys(), clock })
    if (changes.length > 0) assert.equal((await store.commit(changes)).outcome, 'committed')
    await check(store)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('a store where all went well says that nothing waits', () =>
  withStore([], async (store) => {
    assert.deepEqual(await runTasks(store, [], now), { lines: ['Nothing waits for you.'], exitCode: 0 })
  }))

test('dead tasks, lost messages and open cases are told by ids and codes, never by what they hold', () =>
  withStore(
    [
      dead('message:1'),
      message('out_1', 'failed', 'give-up 131026'),
      message('out_2', 'failed', 'give-up 131026'),
      message('out_3', 'unknown'),
      openCase,
    ],
    async (store) => {
      const { lines, exitCode } = await runTasks(store, [], now)
      const text = lines.join('\n')
      assert.equal(exitCode, 0)
      assert.match(text, /1 task was given up after too many attempts:/)
      assert.match(text, /message:1 \(message\), 10 attempts, since 2026-11-25T08:00:00.000Z: TypeError at converse/)
      assert.match(text, /2 failed: give-up 131026\n {2}1 unknown/)
      assert.match(text, /out_3 unknown, written 2026-11-25T08:00/)
      assert.match(text, /1 person waits for a person to answer\./)
      assert.doesNotMatch(text, /secret/)
    },
  ))

test('no more than the newest twenty messages are named', () =>
  withStore(
    Array.from({ length: 25 }, (_, at) => message(`out_${at}`, 'failed', 'give-up 131026')),
    async (store) => {
      const { lines } = await runTasks(store, [], now)
      assert.equal(lines.filter((line) => / out_\d+ failed/.test(line)).length, 20)
      assert.ok(lines.includes('  25 failed: give-up 131026'))
    },
  ))

test('a retried task is claimed again at once, with what it held and all its attempts before it', () =>
  withStore([dead('message:1'), dead('message:2')], async (store) => {
    const told = await runTasks(store, ['retry', 'message:1'], now)
    assert.match(told.lines[0] ?? '', /^message:1 will be tried again at once/)
    assert.equal(told.exitCode, 0)
    const claims = await store.claim({ queue: 'receive', now, leaseMs: 1000, lanes: 10, tasksPerLane: 10 })
    const [task, ...others] = claims.flatMap(({ tasks }) => tasks.map(({ doc }) => doc))
    assert.deepEqual([task?.id, task?.attempts, task?.payload], ['message:1', 0, { text: 'a secret text' }])
    assert.deepEqual([others, task?.error], [[], undefined])
  }))

test('all dead tasks are retried, over more than one page', () =>
  withStore(
    Array.from({ length: 230 }, (_, at) => dead(`message:${at}`)),
    async (store) => {
      const told = await runTasks(store, ['retry'], now)
      assert.deepEqual(told.lines, ['230 tasks will be tried again at once, where a server or a worker runs.'])
      const again = await runTasks(store, ['retry'], now)
      assert.deepEqual(again, { lines: ['No task was given up: there is nothing to retry.'], exitCode: 0 })
    },
  ))

test('a task whose content was erased is left as it is, and said to be so', () =>
  withStore([dead('message:1', { payload: undefined, error: keyDestroyed })], async (store) => {
    assert.match((await runTasks(store, [], now)).lines.join('\n'), /None can be retried: the content was erased/)
    const one = await runTasks(store, ['retry', 'message:1'], now)
    assert.deepEqual(one, { lines: ['message:1 cannot be retried: the content was erased.'], exitCode: 1 })
    const all = await runTasks(store, ['retry'], now)
    assert.deepEqual(all.lines, ['1 task cannot be retried: the content was erased.'])
  }))

test('a task that another process wrote in between is read anew', () =>
  withStore([dead('message:1')], async (store) => {
    let raced = false
    const commit: Store['commit'] = async (changes, lease) => {
      if (!raced) {
        raced = true
        const { doc, revision } = (await store.get('tasks', 'message:1')) ?? assert.fail()
        await store.commit([{ op: 'put', collection: 'tasks', doc: { ...doc, attempts: 11 }, expected: revision }])
      }
      return store.commit(changes, lease)
    }
    assert.equal((await runTasks({ ...store, commit }, ['retry', 'message:1'], now)).exitCode, 0)
    assert.equal((await store.get('tasks', 'message:1'))?.doc.state, 'ready')
  }))

const refused: [claim: string, args: string[], says: RegExp][] = [
  ['an unknown id is told clearly', ['retry', 'message:9'], /^There is no task message:9\./],
  ['a task that is still being tried is not retried', ['retry', 'message:ready'], /still being tried/],
  ['a task that is done is not retried', ['retry', 'message:done'], /was not given up: it is done/],
  ['another word is answered with the usage', ['list'], /npm run tasks/],
  ['two ids are answered with the usage', ['retry', 'a', 'b'], /npm run tasks/],
]
for (const [claim, args, says] of refused) {
  test(claim, () =>
    withStore([dead('message:ready', { state: 'ready' }), dead('message:done', { state: 'done' })], async (store) => {
      const { lines, exitCode } = await runTasks(store, args, now)
      assert.match(lines.join('\n'), says)
      assert.equal(exitCode, 2)
    }),
  )
}

test('a task that never had content, as a delivery, is tried again', () =>
  withStore([dead('deliver:out_1', { payload: undefined })], async (store) => {
    const told = await runTasks(store, ['retry', 'deliver:out_1'], now)
    assert.equal(told.exitCode, 0)
    assert.equal((await store.get('tasks', 'deliver:out_1'))?.doc.state, 'ready')
  }))
