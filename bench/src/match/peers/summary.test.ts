import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SameRow } from './same/compared.ts'
import { sameSummaryOf, summaryOf } from './summary.ts'
import type { PeerRow } from './timed.ts'

const row = (engine: string, ms: readonly number[], more: Partial<PeerRow> = {}): PeerRow => ({
  task: 'a task',
  engine,
  own: undefined,
  leavesOut: '',
  timing: { name: engine, ms },
  rows: 50,
  feasible: 1,
  ...more,
})

test('the best of the others is the fastest whose rows are all feasible, for each share of the queries anew', () => {
  const rows = [
    row('mine', [1, 1, 2], { own: 'ids' }),
    row('mine, explained', [2, 2, 4], { own: 'explained' }),
    row('even', [6, 6, 6]),
    row('uneven', [3, 3, 90]),
    row('wrong', [0.1, 0.1, 0.1], { feasible: 0.99 }),
    row('elsewhere', [0.1, 0.1, 0.1], { task: 'another task' }),
  ]
  assert.deepEqual(summaryOf(rows, [{ name: 'There', task: 'a task' }]), [
    '- Against the best of the others, ids alone: There p50 3.0× (uneven), p95 3.0× (even).',
    '- Against the best of the others, with explanations, which none of them gives: There p50 1.5× (uneven), p95 1.5× (even).',
  ])
})

test('at the same lists only those count whose lists are all the same', () => {
  const same = (engine: string, ms: readonly number[], more: Partial<SameRow> = {}): SameRow => ({
    task: 'a task',
    engine,
    own: undefined,
    leavesOut: '',
    timing: { name: engine, ms },
    rows: 50,
    same: 3,
    lists: 3,
    ...more,
  })
  const rows = [
    same('mine', [1, 1, 2], { own: 'ids' }),
    same('mine, explained', [2, 2, 4], { own: 'explained' }),
    same('slow', [6, 6, 6]),
    same('other lists', [0.1, 0.1, 0.1], { same: 2 }),
  ]
  assert.deepEqual(sameSummaryOf(rows, [{ name: 'There', task: 'a task' }]), [
    '- Against the best of the others at the same lists, ids alone: There p50 6.0× (slow), p95 3.0× (slow).',
    '- Against the best of the others at the same lists, with explanations, which none of them gives: There p50 3.0× (slow), p95 1.5× (slow).',
  ])
})
