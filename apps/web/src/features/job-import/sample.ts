import type { ImportField } from '@rolecall/contract/api/job-import'
import type { Text } from '@rolecall/text/format'
import { columnName, firstName } from './columns.ts'

/** The columns of the sample with what stands in them. */
const cells: readonly (readonly [ImportField, (text: Text, today: string) => string])[] = [
  ['title', (text) => text.say({ key: 'web.import.sample-title' })],
  ['description', (text) => text.say({ key: 'web.import.sample-description' })],
  ['place', (text) => text.say({ key: 'web.import.sample-place' })],
  ['pay', () => '1200-1500'],
  ['currency', (text) => text.say({ key: 'web.import.sample-currency' })],
  ['period', (text) => firstName('command.period.day', text).toLowerCase()],
  ['employmentType', (text) => firstName('command.employment.FULL_TIME', text)],
  ['days', (text) => text.say({ key: 'web.import.sample-days' })],
  ['hours', () => '7:00-15:00'],
  ['licences', (text) => firstName('command.licence.food-handler', text)],
  ['languages', (text) => new Intl.DisplayNames(text.language, { type: 'language' }).of(text.language) ?? ''],
  ['experience', () => '1'],
  ['openings', () => '2'],
  ['expiresOn', (_, today) => new Date(Date.parse(today) + 30 * 86_400_000).toISOString().slice(0, 10)],
]

/** A table to begin with, in the reader's language. `today`: an ISO date. */
export const sampleRows = (text: Text, today: string): readonly (readonly string[])[] => [
  cells.map(([field]) => columnName(field, text)),
  cells.map(([, say]) => say(text, today)),
]
