import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meanReciprocalRank, meanReciprocalRankAfterTies, notFound, rankOfBest, recallAt } from './rank.ts'

const ranked = (...ranks: number[]) => ranks.map((rank) => ({ rank, tied: 0 }))

test('the rank counts what scores strictly better than the best relevant text, and ties apart', () => {
  assert.deepEqual(rankOfBest(Float32Array.of(0.5, 0.5, 0.75, 0.1), new Set([1, 3])), { rank: 2, tied: 1 })
})

test('another relevant text with the same score is no tie', () => {
  assert.deepEqual(rankOfBest(Float32Array.of(0.5, 0.5), new Set([0, 1])), { rank: 1, tied: 0 })
})

test('a text that scores nothing is not found, however little the others score', () => {
  assert.equal(rankOfBest(Float32Array.of(0, 0, 0), new Set([1])), notFound)
  assert.equal(rankOfBest(Float32Array.of(-0.5, -0.1), new Set([1])), notFound)
})

test('the mean reciprocal rank counts what was not found as 0', () => {
  assert.equal(meanReciprocalRank([...ranked(1, 2), notFound]), 0.5)
})

test('after ties the mean reciprocal rank is that of the last of those that score the same', () => {
  assert.equal(meanReciprocalRankAfterTies([{ rank: 1, tied: 3 }, notFound]), 0.125)
})

test('recall at ten is the share of ranks from one to ten', () => {
  assert.equal(recallAt(10, [...ranked(1, 10, 11), notFound]), 0.5)
})
