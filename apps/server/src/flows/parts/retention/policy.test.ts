import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { collectionNames } from '../../../testing/everything-in.ts'
import { retention } from './policy.ts'
import { retentionTable } from './retention-table.ts'

test('every collection has its place in the policy of retention', () => {
  const missing = collectionNames.filter((name) => retention[name] === undefined)
  assert.deepEqual(
    missing,
    [],
    `say how long ${missing} is kept: a row in retention (flows/parts/retention/policy.ts) with its rules or, without one, until when it stays; then test the rule in flows/forget-old.test.ts`,
  )
})

test('docs/privacy.md shows the policy as the code has it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../../../docs/privacy.md'), 'utf8')
  assert.ok(page.includes(retentionTable()), `put this table into docs/privacy.md:\n${retentionTable()}`)
})
