import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenise } from '../fold.ts'
import { featuresOf } from './features.ts'
import { createTermSums } from './term-sums.ts'
import { createVectors } from './vector-table.ts'

const texts = [
  'sales engineer',
  'Ingenieur/Ingenieurin für Geotechnik',
  'nurse and nurse and nursery nurse',
  'engineer',
  '',
]
const features = Uint32Array.from(new Set(texts.flatMap((text) => [...featuresOf(text)]))).sort()
const dims = 4
const vectors = createVectors({
  dims,
  features,
  scales: Float32Array.from(features, (_, row) => 0.01 * (1 + (row % 5))),
  values: Int8Array.from({ length: features.length * dims }, (_, at) => ((at * 37) % 255) - 127),
})

test('a text is the same by its words as by its features, whatever it repeats and whatever came before', () => {
  const sumOf = createTermSums(vectors)
  for (const text of [...texts, ...texts.toReversed()]) {
    const sum = sumOf(tokenise(text).map((token) => token.text))
    const expected = new Float32Array(dims)
    for (const feature of featuresOf(text)) vectors.addRow(vectors.rowOf(feature), expected)
    for (const [d, value] of sum.entries()) assert.ok(Math.abs(value - (expected[d] ?? 0)) < 1e-3, `${text}: ${sum}`)
  }
})

test('what the table knows nothing of adds nothing', () => {
  assert.deepEqual([...createTermSums(vectors)(['xyz'])], [0, 0, 0, 0])
})
