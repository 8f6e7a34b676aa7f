import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SettingName } from '@rolecall/contract/api/settings'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { speak } from '../../text/use-text.tsx'
import { groups, type Held, readDraft, shownOf, sourceOf, typedOf } from './setting-words.ts'

const catalogues = await loadCatalogues()
const en = speak(catalogues.en ?? {}, 'en')
const es = speak(catalogues.es ?? {}, 'es')
const held: Held = { value: 48, source: 'set', fallback: { value: 24, source: 'environment' } }

test('every setting stands in one group of the screen', () => {
  assert.deepEqual(Object.values(groups).flat().toSorted(), SettingName.options.toSorted())
})

test('what was typed is sent as the values that it says, with a comma or a point', () => {
  const typed = { operatorName: ' Casa ', countries: 'KE,MX', localHelp: '', caseAnswerHours: '48', limitFactor: '0,5' }
  assert.deepEqual(readDraft(typed, es).values, {
    operatorName: 'Casa',
    countries: ['KE', 'MX'],
    localHelp: '',
    caseAnswerHours: 48,
    limitFactor: 0.5,
  })
})

for (const [name, typed, mend] of [
  ['caseAnswerHours', '', /from 0 to 240/],
  ['caseAnswerHours', '2.5', /a whole number/],
  ['alertDigestSeconds', '90000', /from 0 to 86,400/],
  ['inactiveMonths', 'two', /from 3 to 120/],
  ['limitFactor', '0', /from 0\.5 to 100/],
  ['operatorName', ' ', /1 to 60 characters/],
  ['localHelp', '<b>', /at most 160 characters/],
  ['countries', '', /from 1 to 20 countries/],
] as const)
  test(`${name} as "${typed}" is not sent, and the mend names the bounds`, () => {
    const { values, errors } = readDraft({ [name]: typed }, en)
    assert.deepEqual([values, Object.keys(errors)], [{}, [name]])
    assert.match(errors[name] ?? '', mend)
  })

test('a value that is shown in its field is read back as itself', () => {
  for (const text of [en, es])
    assert.deepEqual(
      readDraft({ limitFactor: typedOf(2.5, text), alertDigestSeconds: typedOf(86_400, text) }, text).values,
      {
        limitFactor: 2.5,
        alertDigestSeconds: 86_400,
      },
    )
})

test('the line below a field says what holds, where from, and what would hold else', () => {
  const otherwise = 'Set here. The environment (CASE_ANSWER_HOURS) says: 24.'
  assert.equal(sourceOf('caseAnswerHours', held, en), otherwise)
  assert.equal(sourceOf('caseAnswerHours', held, en, '72'), `Now: 48. ${otherwise}`)
  assert.equal(
    sourceOf('localHelp', { value: '', source: 'default', fallback: { value: '', source: 'default' } }, en),
    'The default.',
  )
})

test('countries are shown by name, no hours as the evening, no text as none', () => {
  assert.equal(shownOf('countries', ['KE', 'MX'], es), 'Kenia y México')
  assert.equal(shownOf('caseAnswerHours', 0, en), '17:00 of a working day')
  assert.equal(shownOf('localHelp', '', en), 'none')
})
