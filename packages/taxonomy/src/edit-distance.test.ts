import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editDistance } from './edit-distance.ts'

const pairs: readonly [a: string, b: string, bound: number, edits: number][] = [
  ['thika', 'thika', 2, 0],
  ['tolca', 'toluca', 2, 1],
  ['gaurd', 'guard', 2, 1],
  ['kitchen', 'sitting', 3, 4],
  ['kitten', 'sitting', 3, 3],
  ['cook', 'clerk', 2, 3],
  ['a', 'abcd', 2, 3],
  ['', 'ab', 2, 2],
  ['x'.repeat(80), 'x'.repeat(80), 2, 3],
]

test('inserting, deleting, replacing and swapping neighbours are one edit each, counted up to the bound', () => {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  for (const [a, b, bound, edits] of pairs) {
    const units = encode(`<${b}>`)
    assert.equal(editDistance(encode(a), { units, from: 1, to: units.length - 1 }, bound), edits, `${a} ${b}`)
  }
})
