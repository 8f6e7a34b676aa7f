import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fault } from './faults/fault.ts'
import { type Row, withRows } from './report.ts'

const faultOf = (id: string): Fault => ({
  id,
  title: `What ${id} does`,
  promise: 'Nothing is lost',
  stages: ['sqlite', 'cluster'],
  sabotage: { guard: 'the lease', edits: [], stage: 'cluster' },
  run: () => Promise.reject(new Error('not here')),
})
const [one, ten] = [faultOf('T1'), faultOf('T10')]
const faults = [one, ten]
const rowOf = (fault: Fault, kind: Row['kind'], seen: string): Row => ({
  fault,
  kind,
  seen: { times: 2, seen, broken: [] },
  ran: '2026-11-30, 2 × some processor',
})
const empty = ['short', 'full'].map((size) => `<!-- faults ${size}: begin -->\n<!-- faults ${size}: end -->`).join('\n')
const seenIn = (text: string) =>
  [...text.matchAll(/\| (\w+) \|[^\n]*\| kept: ([\w ]+) \|/g)].map(([, ...cells]) => cells)

test('what ran is told in place of what the same fault was told of before, and the rest stays', () => {
  const before = [rowOf(ten, 'cluster', 'old'), rowOf(one, 'cluster', 'old'), rowOf(one, 'sqlite', 'older')]
  const text = withRows(empty, before, { size: 'full', faults })
  const now = withRows(text, [rowOf(one, 'cluster', 'new'), rowOf(ten, 'sqlite', 'new')], { size: 'full', faults })
  assert.deepEqual(seenIn(now), [
    ['T1', 'older'],
    ['T1', 'new'],
    ['T10', 'new'],
    ['T10', 'old'],
  ])
})

test('the table of the other form stays as it is', () => {
  const text = withRows(empty, [rowOf(one, 'sqlite', 'in short')], { size: 'short', faults })
  const now = withRows(text, [rowOf(one, 'sqlite', 'in full')], { size: 'full', faults })
  assert.deepEqual(seenIn(now), [
    ['T1', 'in short'],
    ['T1', 'in full'],
  ])
})

test('a fault that is no more goes from the table', () => {
  const text = withRows(empty, [rowOf(one, 'sqlite', 'old')], { size: 'full', faults })
  assert.deepEqual(seenIn(withRows(text, [], { size: 'full', faults: [ten] })), [])
})

test('a page without a place for the table is told', () => {
  assert.throws(() => withRows('nothing', [], { size: 'full', faults }), /no place for the table of the full form/)
})
