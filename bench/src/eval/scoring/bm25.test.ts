import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBm25 } from './bm25.ts'

const near = (value: number | undefined, expected: number): void =>
  assert.ok(Math.abs((value ?? Number.NaN) - expected) < 1e-6, `${value} is not ${expected}`)

const scores = createBm25(['Cook', 'head cook', 'driver'])

test('a word weighs by its rarity, its count and the length of the text', () => {
  const found = scores('cook')
  // Two of three texts have it; they have one and two words, 4/3 on average.
  const idf = Math.log(1 + 1.5 / 2.5)
  near(found[0], (idf * 2.2) / (1 + 1.2 * (0.25 + 0.75 * 0.75)))
  near(found[1], (idf * 2.2) / (1 + 1.2 * (0.25 + 0.75 * 1.5)))
  assert.equal(found[2], 0)
})

test('a word that no text has changes nothing, and one said twice counts twice', () => {
  assert.deepEqual(scores('cook wanted'), scores('cook'))
  near(scores('driver driver')[2], 2 * (scores('driver')[2] ?? 0))
})
