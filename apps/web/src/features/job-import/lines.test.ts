import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportError, ImportRow } from '@rolecall/contract/api/job-import'
import { linesToMake, standingOf } from './lines.ts'

const thika = { label: 'Thika', latitude: -1.03, longitude: 37.07, country: 'KE', timeZone: 'Africa/Nairobi' }
const cook = { id: 'cook', label: 'Cook' }
const posting: ImportRow['posting'] = {
  ...{ title: 'Cook', occupation: 'cook', description: { text: 'Cook.', language: 'en' }, place: thika },
  pay: { min: 120_000, currency: 'KES', period: 'day' },
  ...{ employmentType: 'FULL_TIME', days: ['mon'], parts: ['morning'], expiresOn: '2026-12-24' },
}
const rowOf = (more: Partial<ImportRow> = {}): ImportRow => ({
  ...{ line: 2, key: 'line-1', cells: ['Cook'], posting, assumed: [], errors: [] },
  occupation: { sureness: 'sure', choices: [cook] },
  place: { sureness: 'sure', choices: [thika] },
  ...more,
})
const error = (stops: boolean): ImportError => ({ code: 'invalid', detail: '', stops })
const unknown = rowOf({
  posting: { ...posting, occupation: undefined },
  occupation: { sureness: 'none', choices: [] },
})

test('a line is ready where all is sure, and asks for a look where something is a guess or was left out', () => {
  assert.equal(standingOf(rowOf()), 'ready')
  assert.equal(standingOf(rowOf({ occupation: { sureness: 'check', choices: [cook] } })), 'check')
  assert.equal(standingOf(rowOf({ place: { sureness: 'check', choices: [thika] } })), 'check')
  assert.equal(standingOf(rowOf({ errors: [error(false)] })), 'check')
})

test('what was looked at is ready', () => {
  assert.equal(standingOf(rowOf({ occupation: { sureness: 'check', choices: [cook] } }), { occupation: cook }), 'ready')
  assert.equal(standingOf(rowOf({ place: { sureness: 'check', choices: [thika] } }), { placeAt: 0 }), 'ready')
})

test('an error stops a line until the file is mended, an occupation that was not found until one is chosen', () => {
  assert.equal(standingOf(rowOf({ errors: [error(true)] }), { occupation: cook }), 'stopped')
  assert.equal(standingOf(unknown), 'stopped')
  assert.equal(standingOf(unknown, { occupation: cook }), 'ready')
})

test('what is made is what was chosen, without what was left out or is stopped', () => {
  const away = { ...thika, label: 'Thika Town' }
  const rows = [
    rowOf({ place: { sureness: 'check', choices: [thika, away] } }),
    rowOf({ line: 3 }),
    { ...unknown, line: 4 },
    rowOf({ line: 5, errors: [error(true)] }),
  ]
  const waiter = { id: 'waiter', label: 'Waiter' }
  const made = linesToMake(rows, {
    2: { placeAt: 1, occupation: waiter },
    3: { leftOut: true },
    4: { occupation: cook },
  })
  assert.deepEqual(
    made.map(({ line, posting: { place, occupation } }) => [line, place.label, occupation]),
    [
      [2, 'Thika Town', 'waiter'],
      [4, 'Thika', 'cook'],
    ],
  )
})
