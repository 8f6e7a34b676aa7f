import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HealthView } from '@rolecall/contract/api/health'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { keyDestroyed } from '@rolecall/core/model/operations'
import type { StaffRole } from '@rolecall/core/model/staff'
import type { Change } from '@rolecall/core/ports/store'
import { noteOf } from '../../audit/note.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { addStaffMember, staffSignIn } from '../testing/staff.ts'

const staff = async (world: HttpWorld, role: StaffRole = 'administrator') =>
  staffSignIn(world, await addStaffMember(world, 1, role))

const dead = (id: string, now: number, more: Partial<DocumentOf<'tasks'>> = {}): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  doc: {
    id,
    queue: 'deliver',
    lane: `deliver:${id}`,
    kind: 'deliver',
    keyOwner: 'acc_1',
    order: 1,
    dueAt: 1,
    state: 'dead',
    attempts: 10,
    error: 'TypeError',
    at: now,
    ...more,
  },
})

const instance = (id: string, seenAt: number): Change => ({
  op: 'put',
  collection: 'instances',
  expected: 'absent',
  doc: {
    id,
    role: 'worker',
    version: '1.0.0',
    startedAt: seenAt - 1000,
    seenAt,
    memoryBytes: 1000,
    loopDelayMs: 1,
    streams: 0,
    running: { deliver: 3 },
    feed: { lagMs: 2, reopened: 0 },
    index: { rows: 5, changedAt: seenAt },
    cache: { hits: 9, stale: 0, misses: 1, errors: 0, bytes: 10 },
  },
})

test('health tells what waits, who is there, and what became of messages in a day and a week', async () => {
  await using world = await createHttpWorld()
  const hour = world.now - (world.now % 3_600_000)
  const counted = (id: string, at: number, count: number): Change => ({
    op: 'put',
    collection: 'tallies',
    expected: 'absent',
    doc: {
      id,
      hour: at,
      deliveries: [
        { template: 'job_alert', category: 'alert', outcome: 'accepted', count },
        { template: 'job_alert', category: 'alert', outcome: 'sent', count },
        { template: 'job_alert', category: 'alert', outcome: 'read', count: 1 },
      ],
      priced: [{ template: 'job_alert', category: 'marketing', type: 'regular', count }],
    },
  })
  await world.put(
    instance('lives', world.now - 1000),
    instance('silent', world.now - 60_000),
    counted('lives:1', hour, 2),
    counted('other:1', hour, 3),
    counted('other:0', hour - 3 * 86_400_000, 10),
    counted('other:-1', hour - 8 * 86_400_000, 100),
    dead('deliver:out_1', world.now),
    dead('deliver:out_2', world.now, { state: 'ready', error: undefined, dueAt: world.now - 5000 }),
    {
      op: 'put',
      collection: 'cases',
      expected: 'absent',
      doc: { id: 'cas_1', accountId: 'acc_1', reason: 'asked', state: 'open', at: world.now - 9000 },
    },
  )
  const view: HealthView = (await (await staff(world, 'support')).get('/operator/health')).json()
  const moment = (at: number) => new Date(at).toISOString()
  assert.deepEqual(
    view.queues.find(({ queue }) => queue === 'deliver'),
    { queue: 'deliver', waiting: 1, running: 3, dead: 1, oldestSince: moment(world.now - 5000) },
  )
  assert.deepEqual(view.people, { open: 1, taken: 0, oldestSince: moment(world.now - 9000) })
  assert.deepEqual(
    view.instances.map(({ id, alive }) => [id, alive]),
    [
      ['lives', true],
      ['silent', false],
    ],
  )
  const none = { delivered: 0, failed: 0, dropped: 0, unknown: 0 }
  const alerts = { template: 'job_alert', category: 'alert', ...none }
  assert.deepEqual(view.day.deliveries, [{ ...alerts, accepted: 5, read: 2 }])
  assert.deepEqual(view.week.deliveries, [{ ...alerts, accepted: 15, read: 3 }])
  assert.deepEqual(view.week.priced, [{ template: 'job_alert', category: 'marketing', type: 'regular', count: 15 }])
  assert.deepEqual(view.cache, { hits: 9, stale: 0, misses: 1, errors: 0 })
})

test('an administrator has a dead task tried again, once, and that is written down with its reason', async () => {
  await using world = await createHttpWorld()
  await world.put(dead('deliver:out_1', world.now))
  const root = await staff(world)
  const [item] = (await root.get('/operator/dead-tasks')).json().items
  assert.deepEqual([item.id, item.error, item.attempts, item.erased], ['deliver:out_1', 'TypeError', 10, false])
  const retry = () => root.send('POST', '/operator/dead-tasks/deliver%3Aout_1/retry', undefined)
  assert.equal((await retry()).statusCode, 204)
  const task = await world.store.get('tasks', 'deliver:out_1')
  assert.deepEqual(
    [task?.doc.state, task?.doc.attempts, task?.doc.dueAt, task?.doc.error],
    ['ready', 0, world.now, undefined],
  )
  assert.equal((await retry()).json().code, 'conflict')
  const notes = (await world.store.find('tasks', { index: 'lane', where: ['audit', 'ready'], limit: 100 })).items
    .map(({ doc }) => noteOf(doc))
    .filter(({ action }) => action === 'task.retry')
  assert.deepEqual(
    notes.map(({ subjectId, detail, role }) => [subjectId, detail, role]),
    [['deliver:out_1', 'TypeError', 'administrator']],
  )
})

test('what was erased cannot be tried again, nor what is not there', async () => {
  await using world = await createHttpWorld()
  await world.put(dead('message:gone', world.now, { error: keyDestroyed }))
  const root = await staff(world)
  const retry = async (id: string) =>
    (await root.send('POST', `/operator/dead-tasks/${id}/retry`, undefined)).json().code
  assert.equal((await root.get('/operator/dead-tasks')).json().items[0].erased, true)
  assert.deepEqual([await retry('message:gone'), await retry('message:none')], ['task-erased', 'not-found'])
  assert.equal((await world.store.get('tasks', 'message:gone'))?.doc.state, 'dead')
})

test('an auditor sees what was given up and retries nothing; support does not see it', async () => {
  await using world = await createHttpWorld()
  await world.put(dead('deliver:out_1', world.now))
  const auditor = await staff(world, 'auditor')
  assert.equal((await auditor.get('/operator/dead-tasks')).statusCode, 200)
  assert.equal((await auditor.send('POST', '/operator/dead-tasks/deliver:out_1/retry', undefined)).statusCode, 403)
  const support = await staffSignIn(world, await addStaffMember(world, 2, 'support'))
  assert.equal((await support.get('/operator/dead-tasks')).statusCode, 403)
  assert.equal((await world.store.get('tasks', 'deliver:out_1'))?.doc.state, 'dead')
})
