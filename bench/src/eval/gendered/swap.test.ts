import assert from 'node:assert/strict'
import { test } from 'node:test'
import { overlapOf } from './swap.ts'
import { englishPairs, spanishPairs } from './written-pairs.ts'

test('the overlap of pairs has a mean, a worst pair, and counts what was not read', () => {
  const overlap = overlapOf([
    {
      pair: ['waiter', 'waitress'],
      lists: [
        ['a', 'b'],
        ['a', 'b'],
      ],
    },
    { pair: ['host', 'hostess'], lists: [['a'], []] },
    { pair: ['xx', 'yy'], lists: [[], []] },
  ])
  assert.ok(Math.abs(overlap.mean - 0.5) < 1e-9)
  assert.deepEqual([overlap.worst, overlap.worstPair], [0, ['host', 'hostess']])
  assert.deepEqual([overlap.oneForm, overlap.neither], [1, 1])
})

test('no pair is written twice, and its forms differ', () => {
  for (const pairs of [englishPairs, spanishPairs]) {
    assert.ok(pairs.length >= 40)
    assert.equal(new Set(pairs.map((pair) => pair.join('/'))).size, pairs.length)
    assert.ok(pairs.every(([first, second]) => first !== second))
  }
})
