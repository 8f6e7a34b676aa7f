import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JobSummary } from '@rolecall/contract/api/employer-jobs'
import { byUrgency, longestWaiting, waitingIn } from './job-order.ts'

const job = (id: string, more: Partial<JobSummary>): JobSummary => ({
  id,
  code: 'K7M2QX',
  state: 'open',
  title: 'Cook',
  placeLabel: 'Thika',
  openings: 1,
  hired: 0,
  createdAt: '2026-11-01T00:00:00.000Z',
  expiresAt: '2026-12-01T00:00:00.000Z',
  applications: { total: 0, waiting: 0 },
  ...more,
})
const waiting = (oldestWaitingAt: string) => ({ applications: { total: 3, waiting: 2, oldestWaitingAt } })

test('the job whose people wait longest comes first, closed jobs last', () => {
  const jobs = [
    job('closed', { state: 'closed' }),
    job('new', { createdAt: '2026-11-03T00:00:00.000Z' }),
    job('old', {}),
    job('waits', waiting('2026-11-05T00:00:00.000Z')),
    job('waits longest', waiting('2026-11-02T00:00:00.000Z')),
  ]
  assert.deepEqual(
    byUrgency(jobs).map(({ id }) => id),
    ['waits longest', 'waits', 'new', 'old', 'closed'],
  )
  assert.equal(waitingIn(jobs), 4)
})

test('the next to answer is who waits longest, not who has an answer that is still to be told', () => {
  const pending = { state: 'not-selected' as const, tellAt: '2026-11-05T00:00:00.000Z' }
  const application = (name: string, appliedAt: string, waiting = true) => ({ name, appliedAt, waiting })
  const second = application('second', '2026-11-02')
  const applications = [
    application('third', '2026-11-03'),
    second,
    { ...application('answered soon', '2026-11-01'), pending },
    application('shortlisted', '2026-10-30', false),
  ]
  assert.equal(longestWaiting(applications), second)
  assert.equal(longestWaiting([]), undefined)
})
