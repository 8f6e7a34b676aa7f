import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formsOf } from './label-forms.ts'

test('a label in two forms is found by each of them, other slashes stay', () => {
  const label = 'director técnico/directora técnica'
  assert.deepEqual(formsOf(label), [label, 'director técnico', 'directora técnica'])
  assert.deepEqual(formsOf('actor / actriz'), ['actor / actriz', 'actor', 'actriz'])
  for (const other of ['CNC/CAM operator', 'bar/club manager', 'nurse/midwife', 'a/b/c', 'waiter', '/'])
    assert.deepEqual(formsOf(other), [other])
})
