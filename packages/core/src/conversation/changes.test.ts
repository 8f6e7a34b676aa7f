import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentOf } from '../model/collections.ts'
import { changesOf, type EditContext } from './changes.ts'
import type { Edit } from './edits.ts'

const now = 1000
const person: DocumentOf<'people'> = {
  id: 'per_1',
  accountId: 'acc_1',
  state: 'active',
  name: 'Amina',
  language: 'en',
  timeZone: 'Africa/Nairobi',
  profile: { work: [], reachKm: 30, languages: [], licences: [], skills: [], workPermits: [] },
  alerts: true,
  createdAt: 1,
  updatedAt: 1,
  alertedAt: [],
}
const account: DocumentOf<'accounts'> = {
  id: 'acc_1',
  portfolioId: 'p',
  previousUserIds: [],
  personIds: ['per_1', 'per_2'],
  activePersonId: 'per_1',
  state: 'active',
  createdAt: 1,
  lastInboundAt: 1,
}
const explanation = {
  fit: 'full',
  score: 1,
  constraints: [],
  subScores: [],
  versions: { engine: '', weights: '', taxonomy: '' },
} as const
const apply: Edit = {
  kind: 'apply',
  applicationId: 'app_1',
  personId: 'per_1',
  jobId: 'job_1',
  organisationId: 'org_1',
  answers: [],
  explanation: { ...explanation, constraints: [], subScores: [] },
  answerBy: 9000,
}
const interest = {
  id: 'per_1:job_1',
  personId: 'per_1',
  jobId: 'job_1',
  saved: false,
  hidden: true,
  alertedAt: 5,
  at: 5,
}
const consent = {
  id: 'con_1',
  personId: 'per_1',
  scope: 'service',
  given: true,
  textVersion: '1',
  language: 'en',
  channel: 'whatsapp',
  at: 1,
} as const
const context: EditContext = {
  account: { doc: account, expected: 3 },
  people: [{ doc: person, revision: 7 }],
  applications: [],
  interests: [{ doc: interest, revision: 2 }],
  consents: [{ doc: consent, revision: 1 }],
  now,
}

test('an account of which a message says nothing new is written once a minute, and wherever its revision guards something', () => {
  const heardAt = (ms: number, edits: readonly Edit[] = [], more: Partial<typeof account> = {}, stored = account) => {
    const doc = { ...stored, ...more, lastInboundAt: account.lastInboundAt + ms }
    const changes = changesOf(edits, { ...context, account: { expected: 3, doc, stored } })
    return changes.some(({ collection }) => collection === 'accounts')
  }
  const rename: Edit = { kind: 'update-person', personId: 'per_1', name: 'Asha' }
  assert.deepEqual([heardAt(59_999), heardAt(59_999, [rename])], [false, false])
  assert.deepEqual([heardAt(60_000), heardAt(60_000, [rename])], [true, true])
  assert.deepEqual([heardAt(1, [apply]), heardAt(1, [rename, apply])], [true, true])
  const alone = { ...account, personIds: [] }
  assert.deepEqual([heardAt(1, [], { profileName: 'Mo' }), heardAt(1, [], {}, alone)], [true, true])
})

test('without edits only the account is written, with the revision that was read', () => {
  assert.deepEqual(changesOf([], context), [{ op: 'put', collection: 'accounts', doc: account, expected: 3 }])
})

test('several edits of one person become one change', () => {
  const edits: readonly Edit[] = [
    { kind: 'update-person', personId: 'per_1', name: 'Amina O.' },
    { kind: 'update-person', personId: 'per_1', profile: { skills: ['baking'] } },
  ]
  const [, change, ...rest] = changesOf(edits, context)
  assert.deepEqual(rest, [])
  assert.deepEqual(change, {
    op: 'put',
    collection: 'people',
    expected: 7,
    doc: { ...person, name: 'Amina O.', profile: { ...person.profile, skills: ['baking'] }, updatedAt: now },
  })
})

test('an application begins as new, with its history and the promised day', () => {
  const [, change] = changesOf([apply], context)
  assert.ok(change?.op === 'put' && change.collection === 'applications')
  assert.equal(change.expected, 'absent')
  assert.equal(change.doc.answerBy, 9000)
  assert.deepEqual(change.doc.history, [{ state: 'new', at: now, by: { kind: 'person', id: 'per_1' } }])
})

test('saving brings back what was put away and keeps when it was told of', () => {
  const [, change] = changesOf([{ kind: 'save-job', personId: 'per_1', jobId: 'job_1' }], context)
  const doc = { ...interest, saved: true, hidden: false, at: now }
  assert.deepEqual(change, { op: 'put', collection: 'interests', doc, expected: 2 })
})

test('a list that was shown is logged for its person', () => {
  const entries = [{ rank: 1, jobId: 'job_1', explanation: { ...explanation, constraints: [], subScores: [] } }]
  const [, change] = changesOf([{ kind: 'list-shown', listId: 'lst_1', personId: 'per_1', entries }], context)
  assert.ok(change?.op === 'put' && change.collection === 'matchLists')
  assert.deepEqual([change.doc.audience, change.doc.entries[0]?.personId], ['person', 'per_1'])
})

test('STOP stops the account and hides its people', () => {
  const [first, second] = changesOf([{ kind: 'stop' }], context)
  assert.ok(
    first?.op === 'put' && first.collection === 'accounts' && second?.op === 'put' && second.collection === 'people',
  )
  assert.deepEqual([first.doc.state, second.doc.state], ['stopped', 'hidden'])
})

test('deleting takes all rows of the person with the data key, and leaves the account to the others', () => {
  const [first, ...rest] = changesOf([{ kind: 'delete-person', personId: 'per_1' }], context)
  assert.ok(first?.op === 'put' && first.collection === 'accounts')
  assert.deepEqual([first.doc.personIds, first.doc.activePersonId], [['per_2'], 'per_2'])
  assert.deepEqual(
    rest.map((change) => change.op === 'delete' && `${change.collection} ${change.id}`),
    ['people per_1', 'interests per_1:job_1', 'consents con_1'],
  )
})

test('a call for help is a case; a link to all data is kept elsewhere, by its hash', () => {
  const edits: readonly Edit[] = [
    { kind: 'request-data', token: 'secret', personId: 'per_1' },
    { kind: 'open-case', caseId: 'cas_2', reason: 'distress', answerBy: now + 1 },
  ]
  const cases = changesOf(edits, context).filter((change) => change.collection === 'cases')
  assert.deepEqual(
    cases.map((change) => change.op === 'put' && change.collection === 'cases' && change.doc.reason),
    ['distress'],
  )
})
