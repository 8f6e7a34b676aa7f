import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ImportField } from '@rolecall/contract/api/job-import'
import { words } from '../conversation/testing/phone.ts'
import { synonyms } from '../conversation/words.ts'
import { readColumns } from './columns.ts'

for (const [name, field] of [
  ['Job title', 'title'],
  ['PUESTO', 'title'],
  ['Ubicacion', 'place'],
  ['Salary (KES per month)', 'pay'],
  ['Pay per day', 'pay'],
  ['Sueldo mensual', 'pay'],
  ['employment_type', 'employmentType'],
  ['reachKm', 'reachKm'],
  ['Fecha límite', 'expiresOn'],
  ['Manager', undefined],
  ['', undefined],
] as const)
  test(`a column called "${name}" holds ${field}`, () => assert.deepEqual(readColumns([name], words), [field]))

test('the first of two columns that say the same is read', () =>
  assert.deepEqual(readColumns(['Town', 'City'], words), ['place', undefined]))

test('no name means two things, in any language', () => {
  const names = ImportField.options.flatMap((field) =>
    [...new Set(synonyms(words, `column.${field}`))].map((name) => [name, field] as const),
  )
  const twice = [...Map.groupBy(names, ([name]) => name)].filter(([, all]) => all.length > 1)
  assert.deepEqual(twice, [])
  for (const field of ImportField.options) assert.ok(synonyms(words, `column.${field}`).length > 1, field)
})
