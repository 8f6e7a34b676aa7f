import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCharacterTfidf } from './character-tfidf.ts'

const near = (value: number | undefined, expected: number): void =>
  assert.ok(Math.abs((value ?? Number.NaN) - expected) < 1e-6, `${value} is not ${expected}`)

const scores = createCharacterTfidf(['a', 'b'])

test('the same text is 1 whatever its case and accents, and a text with no run in common 0', () => {
  near(scores('Á')[0], 1)
  assert.equal(scores('a')[1], 0)
  assert.deepEqual([...scores('?')], [0, 0])
})

test('a run in common weighs by its rarity, over the length of both texts', () => {
  // " ab " has the known runs " a" and "b ", and four that no text has; " a " has three runs of one weight.
  const [known, unknown] = [Math.log(3 / 2) + 1, Math.log(3) + 1]
  const length = Math.sqrt(2 * known ** 2 + 4 * unknown ** 2)
  near(scores('ab')[0], known / length / Math.sqrt(3))
  near(scores('ab')[1], known / length / Math.sqrt(3))
})
