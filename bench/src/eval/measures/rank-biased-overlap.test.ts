import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rankBiasedOverlap } from './rank-biased-overlap.ts'

const near = (value: number, expected: number): void =>
  assert.ok(Math.abs(value - expected) < 1e-9, `${value} is not ${expected}`)

test('the same list is 1, and lists with nothing in common are 0', () => {
  near(rankBiasedOverlap(['a', 'b', 'c'], ['a', 'b', 'c']), 1)
  near(rankBiasedOverlap(['a', 'b'], ['c', 'd']), 0)
})

test('a swap lower down costs less than one at the top', () => {
  // Agreement by depth 1, 1/2, 1: (0.1 / 0.9) (0.9 + 0.81 / 2 + 0.729) + 0.729.
  near(rankBiasedOverlap(['a', 'b', 'c'], ['a', 'c', 'b']), (0.1 / 0.9) * (0.9 + 0.405 + 0.729) + 0.729)
  // Agreement by depth 0, 1, 1.
  near(rankBiasedOverlap(['a', 'b', 'c'], ['b', 'a', 'c']), (0.1 / 0.9) * (0.81 + 0.729) + 0.729)
})

test('beyond the end of the shorter list its agreement there goes on', () => {
  near(rankBiasedOverlap(['a'], ['a', 'b', 'c']), 1)
  // Overlap 0 and 1 of the longer list's depths, 1 of 2 at the end of the shorter one: X = 0, 1, 1.
  const expected = (0.1 / 0.9) * (0.81 / 2 + 0.729 / 3 + (1 / (2 * 3)) * 0.729) + (0 / 3 + 1 / 2) * 0.729
  near(rankBiasedOverlap(['a', 'b'], ['c', 'a', 'd']), expected)
})

test('the order of the two lists does not matter', () => {
  near(rankBiasedOverlap(['a', 'b', 'c', 'd'], ['b', 'x']), rankBiasedOverlap(['b', 'x'], ['a', 'b', 'c', 'd']))
})

test('an empty list is like none but another empty one', () => {
  assert.equal(rankBiasedOverlap([], ['a']), 0)
  assert.equal(rankBiasedOverlap([], []), 1)
})
