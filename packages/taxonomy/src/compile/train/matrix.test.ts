import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsOfUnitRows, productsOfRows } from './matrix.ts'

const numbers = (count: number, from: number) =>
  Float32Array.from({ length: count }, (_, at) => ((at * 7 + from) % 11) - 5)

test('products are those of each row with each, for any number of rows by fours', () => {
  const [a, b, width] = [numbers(8 * 3, 1), numbers(4 * 3, 2), 3]
  const out = new Float32Array(8 * 4)
  productsOfRows(a, b, { width, out })
  const expected = Array.from({ length: 8 * 4 }, (_, at) =>
    [0, 1, 2].reduce((sum, d) => sum + (a[Math.floor(at / 4) * 3 + d] ?? 0) * (b[(at % 4) * 3 + d] ?? 0), 0),
  )
  assert.deepEqual([...out], expected)
})

test('rows of length 1 come out as columns', () => {
  const out = new Float32Array(4)
  columnsOfUnitRows(Float32Array.of(2, 4, 3, 9), Float32Array.of(2, 3), { dims: 2, out })
  assert.deepEqual([...out], [1, 1, 2, 3])
})
