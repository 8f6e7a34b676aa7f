import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Around, blockOf, mayGoOn, messagesLeft, mostInARow, threadState, withMessage } from './thread.ts'

const now = Date.UTC(2026, 10, 25, 9)
const hour = 3_600_000
const pair = { personId: 'per_1', organisationId: 'org_1' }
const block = (by: 'person' | 'organisation' | 'moderator', active = true, organisationId = 'org_1') =>
  blockOf({ ...pair, organisationId, by }, { active, at: now })
const open: Around = { application: { state: 'new', ...pair }, organisation: 'vetted', account: 'active', blocks: [] }

const states: readonly (readonly [claim: string, change: Partial<Around>, state: string])[] = [
  ['an application that waits is open', {}, 'open'],
  ['one that is hired is open', { application: { ...open.application, state: 'hired' } }, 'open'],
  ['one that was not selected has ended', { application: { ...open.application, state: 'not-selected' } }, 'ended'],
  ['one that was taken back has ended', { application: { ...open.application, state: 'withdrawn' } }, 'ended'],
  ['a person blocks', { blocks: [block('person')] }, 'blocked-by-person'],
  ['a person blocks someone else', { blocks: [block('person', true, 'org_2')] }, 'open'],
  ['a block that was taken back counts no more', { blocks: [block('person', false)] }, 'open'],
  ['an organisation blocks', { blocks: [block('organisation')] }, 'blocked-by-organisation'],
  ['a moderator blocks for every organisation', { blocks: [block('moderator', true, 'org_2')] }, 'silenced'],
  ['after STOP', { account: 'stopped' }, 'stopped'],
  ['whom WhatsApp cannot reach', { account: 'unreachable' }, 'unreachable'],
  ['an organisation that was stopped', { organisation: 'suspended' }, 'organisation-stopped'],
  ['an organisation that is gone', { organisation: undefined }, 'organisation-stopped'],
]
for (const [claim, change, state] of states)
  test(`a thread: ${claim}: ${state}`, () => assert.equal(threadState({ ...open, ...change }), state))

const said = (from: 'person' | 'organisation', hoursAgo: number) => ({ from, at: now - hoursAgo * hour })
const lefts: readonly (readonly [claim: string, recent: ReturnType<typeof said>[], left: number])[] = [
  ['nothing yet', [], 3],
  ['two of today', [said('organisation', 1), said('organisation', 2)], 1],
  ['three of today', [said('organisation', 1), said('organisation', 2), said('organisation', 3)], 0],
  [
    'three, of which one is of yesterday',
    [said('organisation', 1), said('organisation', 2), said('organisation', 25)],
    1,
  ],
  ['three before an answer', [said('person', 0), ...[1, 2, 3].map((ago) => said('organisation', ago))], 3],
  ['one since the answer', [said('organisation', 0), said('person', 1), said('organisation', 2)], 2],
]
for (const [claim, recent, left] of lefts)
  test(`an employer may write ${left} more: ${claim}`, () => assert.equal(messagesLeft(recent, now), left))

const explanation = {
  fit: 'full',
  score: 1,
  constraints: [],
  subScores: [],
  versions: { engine: '', weights: '', taxonomy: '' },
} as const
const application = {
  id: 'app_1',
  jobId: 'job_1',
  ...pair,
  state: 'new' as const,
  history: [],
  answers: [],
  explanation: { ...explanation, constraints: [], subScores: [] },
  answerBy: now,
  createdAt: now,
  updatedAt: now,
}
const message = (id: string, from: 'person' | 'organisation') => ({ id, from, text: { text: 'Hello' } })

test('messages of one moment keep their order, and what the employer has not read is counted', () => {
  const first = withMessage(application, message('msg_1', 'organisation'), now)
  const second = withMessage(first.application, message('msg_2', 'person'), now)
  const third = withMessage(second.application, message('msg_3', 'person'), now)
  assert.deepEqual(
    [first, second, third].map(({ message: { at } }) => at - now),
    [0, 1, 2],
  )
  assert.deepEqual(third.application.thread, {
    count: 3,
    begun: true,
    lastAt: now + 2,
    lastFrom: 'person',
    run: 2,
    unread: 2,
  })
  const answer = withMessage(third.application, message('msg_4', 'organisation'), now)
  assert.deepEqual([answer.application.thread?.unread, answer.application.thread?.run], [0, 1])
})

test('a person who writes on and on waits for the answer', () => {
  let after: Parameters<typeof withMessage>[0] = application
  for (let n = 0; n < mostInARow; n += 1) {
    assert.ok(mayGoOn(after))
    after = withMessage(after, message(`msg_${n}`, 'person'), now).application
  }
  assert.equal(mayGoOn(after), false)
  assert.ok(mayGoOn(withMessage(after, message('msg_x', 'organisation'), now).application))
})
