import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomPool } from './random-pool.ts'

test('no bytes of a pool are given twice, across its refills too', () => {
  const next = randomPool(12)
  const given = Array.from({ length: 2000 }, next)
  assert.ok(given.every(({ length }) => length === 12))
  assert.equal(new Set(given.map((bytes) => bytes.toString('hex'))).size, 2000)
})
