import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { faults } from './all.ts'

const root = join(import.meta.dirname, '../../..')

for (const { id, sabotage, alsoSabotage = [], settings } of faults)
  test(`${id}: every edit of a source fits exactly once`, () => {
    const guards = [sabotage, ...alsoSabotage].flatMap(({ edits }) => edits)
    const shortened = settings?.('short').edits ?? []
    for (const { file, find } of [...guards, ...shortened, ...(settings?.('full').edits ?? [])])
      assert.equal(readFileSync(join(root, file), 'utf8').split(find).length - 1, 1, `${file}: ${find}`)
  })

test('no two faults have the same name', () => {
  assert.equal(new Set(faults.map(({ id }) => id)).size, faults.length)
})
