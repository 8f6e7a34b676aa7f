import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Keys } from '@rolecall/core/ports/keys'

/** Registers the tests that every implementation of the Keys port passes. */
export const keysContract = (name: string, open: () => Promise<Keys>): void => {
  test(`${name}: a wrapped key unwraps to the same bytes for the same context`, async () => {
    const keys = await open()
    const dataKey = randomBytes(32)
    const { wrapped, keyId } = await keys.wrap(dataKey, 'per_1')
    assert.equal(keyId, keys.current)
    assert.ok(!wrapped.includes(dataKey.toString('base64url')))
    assert.deepEqual(await keys.unwrap(wrapped, keyId, 'per_1'), dataKey)
  })

  test(`${name}: a wrapped key is refused for another context, when bent and under an unknown key`, async () => {
    const keys = await open()
    const { wrapped, keyId } = await keys.wrap(randomBytes(32), 'per_1')
    await assert.rejects(keys.unwrap(wrapped, keyId, 'per_2'), { name: 'KeyRefused' })
    await assert.rejects(keys.unwrap(`AAAA${wrapped.slice(4)}`, keyId, 'per_1'), { name: 'KeyRefused' })
    await assert.rejects(keys.unwrap('AAAA', keyId, 'per_1'), { name: 'KeyRefused' })
    await assert.rejects(keys.unwrap(wrapped, 'k99', 'per_1'), { name: 'KeyUnknown' })
  })

  test(`${name}: each blind index has a key of its own, the same each time`, async () => {
    const keys = await open()
    const key = keys.blindKey('accounts.phoneKey')
    assert.equal(key.length, 32)
    assert.deepEqual(keys.blindKey('accounts.phoneKey'), key)
    assert.notDeepEqual(keys.blindKey('accounts.userKey'), key)
  })
}
