import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRequestKey } from './use-request-key.ts'

const create = () => {
  let count = 0
  return createRequestKey(() => `key ${++count}`)
}

test('what is sent again keeps its key, whatever else is sent gets another', () => {
  const key = create()
  assert.equal(key.of({ title: 'Cook' }), key.of({ title: 'Cook' }))
  assert.notEqual(key.of({ title: 'Cook' }), key.of({ title: 'Waiter' }))
})

test('after an answer the same content is another request', () => {
  const key = create()
  const first = key.of({ email: 'a@example.org' })
  key.done()
  assert.notEqual(key.of({ email: 'a@example.org' }), first)
})
