import assert from 'node:assert/strict'
import { test } from 'node:test'
import { averagePrecision } from './average-precision.ts'

const scores = Float32Array.of(0.9, 0.6, 0.7, 0.8)

test('average precision is 1 when all that is relevant stands first', () => {
  assert.equal(averagePrecision(scores, new Set([0, 3])), 1)
})

test('average precision takes the share of relevant texts at the rank of each', () => {
  // Ranks 1 and 3: (1/1 + 2/3) / 2.
  assert.equal(averagePrecision(scores, new Set([0, 2])), (1 + 2 / 3) / 2)
})

test('texts with the same score keep their order', () => {
  assert.equal(averagePrecision(Float32Array.of(0, 0, 0, 0), new Set([1])), 1 / 2)
})
