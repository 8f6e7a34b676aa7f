import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { keptTable } from './kept-table.ts'

test('docs/scaling.md shows what is cached as the code has it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/scaling.md'), 'utf8')
  assert.ok(page.includes(keptTable()), `put this table into docs/scaling.md:\n${keptTable()}`)
})
