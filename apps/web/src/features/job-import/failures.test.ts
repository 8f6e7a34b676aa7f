import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportPreview, ImportRow } from '@rolecall/contract/api/job-import'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { ApiProblem } from '../../api/client.ts'
import { speak } from '../../text/use-text.tsx'
import { columnLetter, errorText } from './columns.ts'
import { failedRows, failuresOf } from './failures.ts'

const text = speak((await loadCatalogues()).en ?? {}, 'en')
const reason = text.say({ key: 'web.import.reason' })
const thika = { label: 'Thika', latitude: -1.03, longitude: 37.07, country: 'KE', timeZone: 'Africa/Nairobi' }
const posting: ImportRow['posting'] = {
  ...{ title: 'Cook', occupation: 'cook', description: { text: 'Cook.', language: 'en' }, place: thika },
  pay: { min: 120_000, currency: 'KES', period: 'day' },
  ...{ employmentType: 'FULL_TIME', days: ['mon'], parts: ['morning'], expiresOn: '2026-12-24' },
}
const rowOf = (line: number, more: Partial<ImportRow> = {}): ImportRow => ({
  ...{ line, key: `line-${line}`, cells: [`Cook ${line}`, '1200'], posting, assumed: [], errors: [] },
  occupation: { sureness: 'sure', choices: [{ id: 'cook', label: 'Cook' }] },
  place: { sureness: 'sure', choices: [thika] },
  ...more,
})
const previewOf = (rows: ImportRow[], headers = ['Title', 'Pay']): ImportPreview => ({
  columns: headers.map((header) => ({ header })),
  rows,
  labels: {},
})
const wrong = rowOf(3, {
  errors: [{ field: 'pay', column: 2, said: 'lots', code: 'invalid', detail: 'this cannot be read.', stops: true }],
})
const nameless = rowOf(4, {
  posting: { ...posting, occupation: undefined },
  occupation: { sureness: 'none', choices: [] },
})
const refused = new ApiProblem({
  ...{ code: 'invalid-fields', status: 400, title: '' },
  errors: [{ pointer: '/posting/expiresOn', code: 'in-the-past', detail: '' }],
})

test('each line that was not made says why: the file, a choice that is missing, or the server', () => {
  const preview = previewOf([rowOf(2), wrong, nameless, rowOf(5), rowOf(6)])
  const outcomes = [
    { line: 2, result: 'made', job: { id: 'job_1', title: 'Cook' } },
    { line: 5, result: 'refused', problem: refused },
  ] as const
  const failures = failuresOf({ preview, choices: { 6: { leftOut: true } }, outcomes }, text)
  assert.deepEqual(
    failures.map(({ line, reason: why }) => [line, why]),
    [
      [3, 'Column B (Pay), “lots”: this cannot be read.'],
      [4, 'No occupation was chosen.'],
      [5, 'Some fields need a look. this day has passed'],
    ],
  )
})

test('the file of them holds the lines as they stood, with the reason last', () => {
  const failures = [{ line: 3, title: 'Cook', reason: 'no' }]
  assert.deepEqual(failedRows(previewOf([wrong]), failures, text), [
    ['Title', 'Pay', reason],
    ['Cook 3', '1200', 'no'],
  ])
})

test('such a file that fails again has one column of reasons, and a short line keeps its place', () => {
  const row = rowOf(3, { cells: ['Cook 3'] })
  const failures = [{ line: 3, title: 'Cook', reason: 'no' }]
  assert.deepEqual(failedRows(previewOf([row], ['Title', 'Pay', reason]), failures, text), [
    ['Title', 'Pay', reason],
    ['Cook 3', '', 'no'],
  ])
})

test('a column is named as spreadsheets do, and by its header where it has one', () => {
  assert.deepEqual([1, 26, 27, 52, 53].map(columnLetter), ['A', 'Z', 'AA', 'AZ', 'BA'])
  const error = { code: 'required', detail: 'please fill this in.', stops: true } as const
  assert.equal(errorText({ ...error, field: 'pay' }, [], text), 'Pay: please fill this in.')
  assert.equal(errorText({ ...error, column: 28 }, [], text), 'Column AB: please fill this in.')
  assert.equal(errorText(error, [], text), 'please fill this in.')
})
