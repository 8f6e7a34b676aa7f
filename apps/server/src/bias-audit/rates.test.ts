import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, type RateTable, ratesOf, tallyOf } from './rates.ts'

const table = (
  counts: Readonly<Record<string, readonly [hits: number, total: number]>>,
  { leaveOutSmall = false } = {},
): RateTable => {
  const byCategory = new Map(Object.entries(counts).map(([name, [hits, total]]) => [name, { hits, total }]))
  return ratesOf({ byCategory, unknown: { total: 0, hits: 0 } }, { leaveOutSmall })
}
const shown = ({ categories }: RateTable) =>
  categories.map(({ category, total, rate, ratio }) => [
    category,
    total,
    `${(100 * rate).toFixed(1)} %`,
    ratio?.toFixed(2),
  ])

test('the example of the rule comes out: 92 men at 54.3 %, 76 women at 44.7 %, an impact ratio of 0.82', () => {
  assert.deepEqual(shown(table({ Female: [34, 76], Male: [50, 92] })), [
    ['Male', 92, '54.3 %', '1.00'],
    ['Female', 76, '44.7 %', '0.82'],
  ])
})

test('a ratio under four fifths is flagged, one of exactly four fifths is not', () => {
  const { categories } = table({ a: [50, 100], b: [40, 100], c: [39, 100], d: [7, 10], e: [56, 100] })
  const flagged = categories.filter(({ isUnderFourFifths }) => isUnderFourFifths).map(({ category }) => category)
  // The highest is d with 70 %: four fifths of it are 56 %.
  assert.deepEqual(flagged, ['a', 'b', 'c'])
})

test('each category is tested against the one with the highest rate, which is not tested itself', () => {
  const { categories } = table({ tea: [3, 4], milk: [1, 4] })
  assert.deepEqual(
    categories.map(({ category, pValue }) => [category, pValue?.toFixed(4)]),
    [
      ['tea', undefined],
      ['milk', '0.4857'],
    ],
  )
})

test('a small category counts like any other, unless it is to be left out: then its count and rate stay', () => {
  const counts = { small: [1, 1], large: [30, 60], other: [20, 60] } as const
  assert.deepEqual(shown(table(counts))[1], ['large', 60, '50.0 %', '0.50'])
  assert.deepEqual(shown(table(counts, { leaveOutSmall: true })), [
    ['small', 1, '100.0 %', undefined],
    ['large', 60, '50.0 %', '1.00'],
    ['other', 60, '33.3 %', '0.67'],
  ])
})

test('two per cent of those known is not small', () => {
  const isLeftOut = (total: number) =>
    table({ a: [1, total], b: [9, 98] }, { leaveOutSmall: true }).categories.find(({ category }) => category === 'a')
      ?.isLeftOut
  assert.deepEqual([isLeftOut(1), isLeftOut(2)], [true, false])
})

test('where nobody was selected there is no ratio and no flag', () => {
  const { categories } = table({ a: [0, 10], b: [0, 20] })
  assert.ok(
    categories.every(({ ratio, isUnderFourFifths, rate }) => ratio === undefined && !isUnderFourFifths && rate === 0),
  )
})

test('those whose category is not known are counted apart and change no rate', () => {
  const rows = [
    { category: 'a', isHit: true },
    { category: undefined, isHit: true },
    { category: 'a', isHit: false },
    { category: undefined, isHit: false },
    { category: undefined, isHit: false },
  ]
  const { known, unknown, categories } = ratesOf(tallyOf(rows), { leaveOutSmall: false })
  assert.deepEqual([known, unknown, categories[0]?.rate], [2, { total: 3, hits: 1 }, 0.5])
})

test('the median is the middle value, or the mean of the two in the middle', () => {
  assert.equal(median([0.9, 0.1, 0.5]), 0.5)
  assert.equal(median([4, 1, 3, 2]), 2.5)
  assert.equal(median([]), undefined)
})
