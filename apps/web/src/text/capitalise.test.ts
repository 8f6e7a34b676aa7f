import assert from 'node:assert/strict'
import { test } from 'node:test'
import { capitalise } from './capitalise.ts'

test('the first letter is a capital one, as the language has it', () => {
  assert.equal(capitalise('tiempo completo', 'es'), 'Tiempo completo')
  assert.equal(capitalise('iş', 'tr'), 'İş')
  assert.deepEqual(
    ['50 km', '', 'دوام كامل'].map((text) => capitalise(text, 'ar')),
    ['50 km', '', 'دوام كامل'],
  )
})
