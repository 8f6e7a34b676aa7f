import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApplicationState } from '@rolecall/contract/application'
import {
  endWithJob,
  moveApplication,
  movesOf,
  settlePending,
  undoMs,
  undoPending,
  withdraw,
} from './application-life.ts'
import type { DocumentOf } from './model/collections.ts'

const now = Date.UTC(2026, 10, 25, 9)
const by = { kind: 'user', id: 'usr_1' } as const
const timeZone = 'Africa/Nairobi'
const application: DocumentOf<'applications'> = {
  id: 'app_1',
  jobId: 'job_1',
  personId: 'per_1',
  organisationId: 'org_1',
  state: 'new',
  history: [{ state: 'new', at: now - 1000, by: { kind: 'person', id: 'per_1' } }],
  answers: [],
  explanation: {
    fit: 'full',
    score: 1,
    constraints: [],
    subScores: [],
    versions: { engine: '1', weights: '1', taxonomy: '1' },
  },
  answerBy: now + 7 * 86_400_000,
  createdAt: now - 1000,
  updatedAt: now - 1000,
}
const inState = (state: ApplicationState) => ({ ...application, state })
const refuse = (at = now) => {
  const decision = moveApplication(application, { state: 'not-selected', reason: 'times', by, now: at, timeZone })
  assert.ok(decision.decision === 'waits')
  return decision
}

test('an application moves forwards, may leave steps out, and ends', () => {
  const table = {
    new: 'shortlisted interview offer hired not-selected',
    shortlisted: 'interview offer hired not-selected',
    interview: 'offer hired not-selected',
    offer: 'hired not-selected',
    hired: '',
    'not-selected': '',
    withdrawn: '',
  } as const satisfies Record<ApplicationState, string>
  for (const state of ApplicationState.options) assert.equal(movesOf({ state }).join(' '), table[state], state)
})

test('a move is told at once and says who made it', () => {
  const decision = moveApplication(application, { state: 'interview', note: 'Friday at 9', by, now, timeZone })
  assert.ok(decision.decision === 'moved')
  assert.equal(decision.tellAt, now)
  assert.equal(decision.fills, false)
  assert.deepEqual(decision.application.history.at(-1), { state: 'interview', at: now, by, note: 'Friday at 9' })
})

test('hiring fills an opening', () => {
  const decision = moveApplication(application, { state: 'hired', by, now, timeZone })
  assert.ok(decision.decision === 'moved')
  assert.equal(decision.fills, true)
})

test('not selected needs a reason, and nothing else has one', () => {
  assert.deepEqual(moveApplication(application, { state: 'not-selected', by, now, timeZone }), {
    decision: 'refused',
    because: 'reason-missing',
  })
  assert.deepEqual(moveApplication(application, { state: 'offer', reason: 'pay', by, now, timeZone }), {
    decision: 'refused',
    because: 'reason-unasked',
  })
})

test('not selected waits an hour, shows nowhere until then, and blocks other moves', () => {
  const { application: waiting, tellAt } = refuse()
  assert.equal(tellAt, now + undoMs)
  assert.equal(waiting.state, 'new')
  assert.equal(waiting.history.length, 1)
  const other = moveApplication(waiting, { state: 'offer', by, now, timeZone })
  assert.deepEqual(other, { decision: 'refused', because: 'state' })
})

test('nobody hears in the night that they were not selected', () => {
  const evening = Date.parse('2026-11-25T19:30:00+03:00')
  assert.equal(refuse(evening).tellAt, Date.parse('2026-11-26T08:00:00+03:00'))
})

test('an outcome that waits is undone until it is told, then it is final', () => {
  const { application: waiting, tellAt } = refuse()
  assert.deepEqual(undoPending(waiting, tellAt - 1), { ...application, updatedAt: tellAt - 1 })
  assert.equal(undoPending(waiting, tellAt), undefined)
  assert.equal(settlePending(waiting, tellAt - 1), undefined)
  const settled = settlePending(waiting, tellAt)
  assert.equal(settled?.state, 'not-selected')
  assert.equal(settled?.pending, undefined)
  assert.deepEqual(settled?.history.at(-1), { state: 'not-selected', at: tellAt, by, reason: 'times' })
})

test('a person withdraws while an outcome waits, and hears nothing more of it', () => {
  const withdrawn = withdraw(refuse().application, now + 1)
  assert.equal(withdrawn?.state, 'withdrawn')
  assert.equal(withdrawn?.pending, undefined)
})

test('what has ended can neither move nor be withdrawn', () => {
  for (const state of ['hired', 'not-selected', 'withdrawn'] as const) {
    assert.equal(withdraw(inState(state), now), undefined)
    const move = moveApplication(inState(state), { state: 'offer', by, now, timeZone })
    assert.deepEqual(move, { decision: 'refused', because: 'state' })
  }
})

const over = (state: 'closed' | 'expired', reason?: string) => ({
  state,
  history: [{ state, at: now, by, ...(reason === undefined ? {} : { reason }) }],
})
const late = application.answerBy
const ends: readonly (readonly [string, ApplicationState, ReturnType<typeof over>, number, string])[] = [
  ['a job that was closed ends who waits', 'shortlisted', over('closed'), now, 'job-ended'],
  ['a job that was closed leaves talks alone', 'interview', over('closed'), now, 'goes-on'],
  ['a job that is filled ends talks too', 'offer', over('closed', 'filled'), now, 'filled'],
  ['a job that ran out waits for the promised day', 'new', over('expired'), late - 1, 'goes-on'],
  ['a job that ran out ends who waits past that day', 'new', over('expired'), late, 'job-ended'],
  ['a job that ran out leaves talks alone', 'offer', over('expired'), late, 'goes-on'],
  ['who withdrew hears nothing', 'withdrawn', over('closed'), now, 'stays'],
]

for (const [claim, state, job, at, expected] of ends)
  test(claim, () => {
    const decision = endWithJob(inState(state), job, at)
    const isEnd = decision.decision === 'ends'
    assert.equal(isEnd ? decision.reason : decision.decision, expected)
    if (isEnd)
      assert.deepEqual(decision.application.history.at(-1), {
        state: 'not-selected',
        at,
        by: { kind: 'system' },
        reason: expected,
      })
  })

test('a job that was opened again, and an outcome that waits, end nothing', () => {
  assert.equal(endWithJob(application, { state: 'open', history: [] }, now).decision, 'stays')
  assert.equal(endWithJob(refuse().application, over('closed'), now).decision, 'stays')
})
