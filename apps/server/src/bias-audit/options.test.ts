import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOptions, usage } from './options.ts'

const needed = ['--from', '2026-01-01', '--to', '2026-06-30', '--categories', 'people.csv']
const read = (...more: readonly string[]) => {
  const options = readOptions([...needed, ...more])
  return 'refused' in options ? options.refused : options
}

test('applicants whom the employer moved on are compared, unless something else is asked for', () => {
  const options = readOptions(needed)
  assert.ok(!('refused' in options))
  assert.deepEqual([options.selection, options.pool, options.leaveOutSmall], ['moved-on', 'applicants', false])
  assert.deepEqual([String(options.from), String(options.to)], ['2026-01-01', '2026-06-30'])
})

test('each selection is compared among those who could be selected, unless others are named', () => {
  const poolOf = (...args: readonly string[]) => {
    const options = read(...args)
    return typeof options === 'string' ? options : options.pool
  }
  assert.equal(poolOf('--selected', 'shown'), 'everyone')
  assert.equal(poolOf('--selected', 'invited'), 'listed')
  assert.equal(poolOf('--selected', 'hired'), 'applicants')
  assert.equal(poolOf('--selected', 'hired', '--among', 'listed'), 'listed')
})

test('columns are taken apart at commas', () => {
  const options = read('--columns', 'sex, race/ethnicity,')
  assert.deepEqual(typeof options === 'string' ? options : options.columns, ['sex', 'race/ethnicity'])
})

const refused: readonly (readonly [claim: string, args: readonly string[], says: RegExp])[] = [
  ['nothing at all', [], /--from, --to and --categories are needed/],
  ['a day that does not exist', ['--from', '2026-02-30', ...needed.slice(2)], /--from 2026-02-30 is no day/],
  ['a date in another order', [...needed.slice(0, 2), '--to', '30.06.2026', ...needed.slice(4)], /as in 2026-01-31/],
  ['an end before the beginning', [...needed, '--to', '2025-06-30'], /--from 2026-01-01 is after --to 2025-06-30/],
  ['a selection that is none', [...needed, '--selected', 'liked'], /is none of shown, invited, applied/],
  ['a pool that is none', [...needed, '--among', 'all'], /--among all is none of applicants, listed, everyone/],
  ['a pool of which all are selected', [...needed, '--selected', 'shown', '--among', 'listed'], /use --among everyone/],
  ['a page that would take the place of the file', [...needed, '--html', 'people.csv'], /ends with \.html/],
  ['an unknown option', [...needed, '--htlm', 'x'], /--htlm/],
  ['an option without its value', [...needed, '--html'], /--html/],
  ['a word that belongs to nothing', [...needed, 'more'], /more/],
]
for (const [claim, args, says] of refused)
  test(`${claim} is refused with a mend`, () => {
    const options = readOptions(args)
    assert.match('refused' in options ? options.refused : '', says)
  })

test('the usage fits 80 columns', () => {
  assert.ok(usage.every((line) => line.length <= 80))
})
