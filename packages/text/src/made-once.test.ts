import assert from 'node:assert/strict'
import { test } from 'node:test'
import { madeOnce } from './made-once.ts'

test('what is asked for by the same words is made once, by other words anew', () => {
  const made: string[] = []
  const join = madeOnce((one: string, other: string) => made.push(`${one}+${other}`))
  assert.deepEqual([join('a', 'b'), join('a', 'b'), join('b', 'a'), join('a', 'b')], [1, 1, 2, 1])
  assert.deepEqual(made, ['a+b', 'b+a'])
})
