import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StoreUnavailable } from '@rolecall/core/ports/store'
import { isConnectionLost, reading } from './connection.ts'

const reset = Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET', syscall: 'write' })

test('what a socket throws while it is written to is a lost connection, other errors are not', async () => {
  assert.ok(isConnectionLost(reset))
  assert.ok(!isConnectionLost(new TypeError('no such field')))
  assert.ok(!isConnectionLost(Object.assign(new Error('no file'), { code: 'ENOENT' })))
  await assert.rejects(
    reading(() => Promise.reject(reset)),
    StoreUnavailable,
  )
})
