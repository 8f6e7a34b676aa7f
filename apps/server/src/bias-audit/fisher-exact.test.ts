import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fisherExact } from './fisher-exact.ts'

type Table = readonly [number, number, number, number]
const p = ([a, b, c, d]: Table): number => fisherExact({ hits: a, misses: b }, { hits: c, misses: d })

const published: readonly (readonly [of: string, table: Table, p: number, digits: number])[] = [
  ['the lady tasting tea (Fisher 1935)', [3, 1, 1, 3], 0.4857, 4],
  ['convictions of twins of criminals (Fisher 1970; the manual of R)', [2, 15, 10, 3], 0.0005367, 7],
  ['whales and sharks of two oceans (the manual of SciPy)', [8, 2, 1, 5], 0.03496503, 8],
  ['the manual of the Python package fisher', [12, 5, 29, 2], 0.08026855207410688, 12],
]
for (const [of, table, value, digits] of published)
  test(`the published value comes out for ${of}`, () => {
    assert.equal(p(table).toFixed(digits), value.toFixed(digits))
  })

test('equal groups, and groups without an outcome or without anybody, differ by chance for certain', () => {
  const alike: readonly Table[] = [
    [5, 5, 5, 5],
    [0, 7, 0, 9],
    [7, 0, 9, 0],
    [0, 0, 3, 4],
    [0, 0, 0, 0],
  ]
  for (const table of alike) assert.equal(p(table), 1)
})

test('it gives what counting all tables in whole numbers gives', () => {
  const count = fc.nat({ max: 25 })
  fc.assert(
    fc.property(fc.tuple(count, count, count, count), (table) => {
      assert.ok(Math.abs(p(table) - byCounting(table)) < 1e-9)
    }),
    { numRuns: 300 },
  )
})

test('a million people lose no digits and take no time', () => {
  assert.ok(Math.abs(p([250_000, 250_000, 250_000, 250_000]) - 1) < 1e-9)
  // The normal approximation with Yates' correction: z = 1.998, p = 0.0457.
  assert.ok(Math.abs(p([250_000, 250_000, 251_000, 249_000]) - 0.04571) < 1e-4)
  assert.equal(p([400_000, 100_000, 100_000, 400_000]), 0)
})

const byCounting = ([a, b, c, d]: Table): number => {
  const ways = (k: number) => choose(a + b, k) * choose(c + d, a + c - k)
  let [all, asRare] = [0n, 0n]
  for (let k = Math.max(0, a - d); k <= Math.min(a + b, a + c); k += 1) {
    all += ways(k)
    if (ways(k) <= ways(a)) asRare += ways(k)
  }
  return Number((asRare * 10n ** 15n) / all) / 1e15
}

const choose = (n: number, k: number): bigint => {
  let result = 1n
  for (let i = 1; i <= k; i += 1) result = (result * BigInt(n - k + i)) / BigInt(i)
  return result
}
