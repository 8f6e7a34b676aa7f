import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Categories } from './categories.ts'
import { compare } from './compare.ts'
import type { Decision } from './decisions.ts'
import { decision, shortlisted } from './testing/decisions.ts'

const categories = (
  columns: readonly string[],
  people: Readonly<Record<string, readonly (string | undefined)[]>>,
): Categories => ({
  columns,
  byPerson: new Map(Object.entries(people)),
})
const choice = { selection: 'moved-on', leaveOutSmall: false } as const

const tableOf = ({ tables }: ReturnType<typeof compare>, measure: string, ...columns: readonly string[]) => {
  const table = tables.find((one) => one.measure === measure && String(one.columns) === String(columns))
  assert.ok(table)
  const { unknown } = table.rates
  return [
    ...table.rates.categories.map(({ category, hits, total, ratio }) => [category, hits, total, ratio?.toFixed(2)]),
    ['unknown', unknown.hits, unknown.total],
  ]
}

test('the scoring rates of the example of the rule come out of 168 scores', () => {
  const scored = (name: string, count: number, above: number): Decision[] =>
    Array.from({ length: count }, (_, at) => decision(`${name}-${at}`, { score: at < above ? 0.7 : 0.3 }))
  const decisions = [...scored('m', 92, 50), ...scored('f', 76, 34)]
  const people = Object.fromEntries(decisions.map(({ personId = '' }) => [personId, [personId[0]]]))
  assert.deepEqual(tableOf(compare(decisions, categories(['sex'], people), choice), 'scoring', 'sex'), [
    ['m', 50, 92, '1.00'],
    ['f', 34, 76, '0.82'],
    ['unknown', 0, 0],
  ])
})

test('each column is compared, and the first two together; who has no value there, no row or no id is unknown', () => {
  const people = { per_1: ['F', 'A', 'x'], per_2: ['M', 'A', 'x'], per_3: ['M', undefined, 'y'] }
  const decisions = [
    decision('per_1', shortlisted),
    decision('per_2'),
    decision('per_3', shortlisted),
    decision('per_4'),
    decision(undefined),
  ]
  const compared = compare(decisions, categories(['sex', 'race', 'age'], people), choice)
  assert.deepEqual(
    compared.tables.filter(({ measure }) => measure === 'selection').map(({ columns }) => columns),
    [['sex'], ['race'], ['age'], ['sex', 'race']],
  )
  assert.deepEqual(tableOf(compared, 'selection', 'sex'), [
    ['F', 1, 1, '1.00'],
    ['M', 1, 2, '0.50'],
    ['unknown', 0, 2],
  ])
  assert.deepEqual(tableOf(compared, 'selection', 'sex', 'race'), [
    ['F / A', 1, 1, '1.00'],
    ['M / A', 0, 1, '0.00'],
    ['unknown', 1, 3],
  ])
  assert.deepEqual([compared.pairs, compared.people, compared.forgotten], [5, 4, 1])
})

test('the median is of the full sample, those of unknown category with it; only scores over it count', () => {
  const decisions = [
    decision('per_1', { score: 0.4 }),
    decision('per_2', { score: 0.5 }),
    decision(undefined, { score: 0.9 }),
  ]
  const compared = compare(decisions, categories(['sex'], { per_1: ['F'], per_2: ['M'] }), choice)
  assert.equal(compared.medianScore, 0.5)
  assert.deepEqual(tableOf(compared, 'scoring', 'sex'), [
    ['F', 0, 1, undefined],
    ['M', 0, 1, undefined],
    ['unknown', 1, 1],
  ])
})

test('the versions of what scored are told, so that nobody takes two for one', () => {
  const decisions = [
    decision('per_1', { scoredBy: 'weights 1' }),
    decision('per_2', { scoredBy: 'weights 2' }),
    decision('per_3', { scoredBy: 'weights 2' }),
  ]
  assert.deepEqual(compare(decisions, categories(['sex'], {}), choice).versions, [
    { scoredBy: 'weights 2', count: 2 },
    { scoredBy: 'weights 1', count: 1 },
  ])
})

test('who withdrew unselected is in no selection rate but keeps the score; who waits counts as not selected', () => {
  const decisions = [
    decision('per_1', { application: { state: 'withdrawn', furthest: 'new' } }),
    decision('per_2', { application: { state: 'withdrawn', furthest: 'shortlisted' } }),
    decision('per_3'),
    decision('per_4', { application: { state: 'not-selected', furthest: 'new' } }),
  ]
  const people = Object.fromEntries(decisions.map(({ personId = '' }) => [personId, ['F']]))
  const compared = compare(decisions, categories(['sex'], people), choice)
  assert.deepEqual([compared.withdrawn, compared.waiting], [1, 1])
  assert.deepEqual(tableOf(compared, 'selection', 'sex')[0]?.slice(0, 3), ['F', 1, 3])
  assert.deepEqual(tableOf(compared, 'scoring', 'sex')[0]?.slice(0, 3), ['F', 0, 4])
  const applied = compare(decisions, categories(['sex'], people), { ...choice, selection: 'applied' })
  assert.deepEqual([applied.withdrawn, applied.waiting], [0, 0])
})
