import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportDecision } from '@rolecall/contract/report'
import { decideReport, decisionsOf, type Report, reportOf } from './report.ts'

const now = Date.UTC(2026, 10, 25, 9)
const filing = { about: 'job', jobId: 'job_1', organisationId: 'org_1', reason: 'fake' } as const
const person = { reporter: { kind: 'person', id: 'per_1' }, personId: 'per_1' } as const
const report = reportOf({ ...filing, ...person }, now)

test('one person files the same job once a day, visitors each on their own', () => {
  assert.equal(reportOf({ ...filing, ...person, reason: 'money' }, now + 1000).id, report.id)
  assert.notEqual(reportOf({ ...filing, ...person }, now + 86_400_000).id, report.id)
  const [a, b] = ['a', 'b'].map((once) => reportOf({ ...filing, reporter: { kind: 'visitor' }, once }, now))
  assert.notEqual(a?.id, b?.id)
})

test('the words are sealed by the key of the person in it, of a visitor by one of their own', () => {
  assert.equal(report.keyOwner, 'per_1')
  const visitor = reportOf({ ...filing, reporter: { kind: 'visitor' }, once: 'x' }, now)
  assert.equal(visitor.keyOwner, visitor.id)
})

const fits: readonly (readonly [claim: string, change: Partial<Report>, moves: readonly ReportDecision[]])[] = [
  ['a job', {}, ['dismiss', 'pause-job', 'suspend-organisation']],
  ['an employer', { about: 'organisation' }, ['dismiss', 'pause-job', 'suspend-organisation']],
  ['a person', { about: 'person' }, ['dismiss', 'block-person']],
  ['a job that was taken down', { state: 'decided', decision: 'pause-job' }, ['dismiss']],
  ['a person who was kept from writing', { state: 'decided', decision: 'block-person' }, ['dismiss']],
  ['an organisation that was stopped', { state: 'decided', decision: 'suspend-organisation' }, []],
  ['what was dismissed', { state: 'decided', decision: 'dismiss' }, []],
]
for (const [claim, change, moves] of fits)
  test(`of a report about ${claim} one may decide: ${moves.join(', ') || 'nothing'}`, () => {
    const of = { ...report, ...change }
    assert.deepEqual(decisionsOf(of), moves)
    for (const decision of ['dismiss', 'pause-job', 'suspend-organisation', 'block-person'] as const)
      assert.equal(
        decideReport(of, { decision, by: 'usr_1', now })?.decision,
        moves.includes(decision) ? decision : undefined,
      )
  })
