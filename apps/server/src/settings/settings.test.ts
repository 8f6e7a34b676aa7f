import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { ChosenValues, SettingName, type SettingValues, settingBounds } from '@rolecall/contract/api/settings'
import type { FeedEvent } from '@rolecall/core/ports/store'
import { readConfig } from '../config.ts'
import { fallbacksOf } from '../testing/fallbacks.ts'
import { createSettings } from './settings.ts'
import { differences, inForce, type StoredSettings, settingsView } from './sources.ts'

const stored = (revision: number, values: Partial<SettingValues>): StoredSettings => ({
  revision,
  doc: { id: 'main', values, changedAt: 1 },
})
const told: readonly FeedEvent[] = [{ token: '', collection: 'settings', id: 'main', deleted: false }]

test('what an administrator set goes before the environment, which goes before the default', () => {
  const { settings } = readConfig({ INACTIVE_MONTHS: '12', CASE_ANSWER_HOURS: '24' })
  const { values, sources, fallbacks } = settingsView(settings, stored(3, { caseAnswerHours: 48 }))
  assert.deepEqual([values.caseAnswerHours, sources.caseAnswerHours], [48, 'set'])
  assert.deepEqual([fallbacks.values.caseAnswerHours, fallbacks.sources.caseAnswerHours], [24, 'environment'])
  assert.deepEqual([values.inactiveMonths, sources.inactiveMonths], [12, 'environment'])
  assert.deepEqual([values.limitFactor, sources.limitFactor], [1, 'default'])
})

test('an empty text is a choice: nothing is shown, whatever the environment says', () => {
  const { settings } = readConfig({ OPERATOR_LOCAL_HELP: '1199' })
  assert.equal(inForce(settings, undefined).operator.localHelp, '1199')
  assert.equal(inForce(settings, stored(1, { localHelp: '' })).operator.localHelp, undefined)
})

test('without hours a person is answered by 17:00, and seconds are milliseconds inside', () => {
  const rules = inForce(fallbacksOf(), stored(1, { caseAnswerHours: 0, alertDigestSeconds: 600 }))
  assert.deepEqual([rules.operator.answerHours, rules.alertDigestMs], [undefined, 600_000])
})

const bounded = SettingName.extract(['caseAnswerHours', 'alertDigestSeconds', 'inactiveMonths', 'limitFactor']).options
for (const name of bounded)
  test(`${name} is taken from ${settingBounds[name].join(' to ')} and not outside`, () => {
    const [least, most] = settingBounds[name]
    const takes = (value: number) => ChosenValues.shape[name].safeParse(value).success
    assert.deepEqual([least, most, least - 0.01, most + 1, Number.NaN].map(takes), [true, true, false, false, false])
  })

for (const [name, value, taken] of [
  ['operatorName', 'Centro de Empleo Toluca', true],
  ['operatorName', '  ', false],
  ['operatorName', 'x'.repeat(61), false],
  ['operatorName', 'Two\nlines', false],
  ['operatorName', 'Win at https://evil.example', false],
  ['localHelp', '', true],
  ['localHelp', 'Police 999, refuge 1195', true],
  ['localHelp', '<b>999</b>', false],
  ['countries', ['KE', 'MX'], true],
  ['countries', [], false],
  ['countries', ['KE', 'KE'], false],
  ['countries', ['Kenya'], false],
] as const)
  test(`${name} ${taken ? 'takes' : 'refuses'} ${JSON.stringify(value).slice(0, 40)}`, () =>
    assert.equal(ChosenValues.shape[name].safeParse(value).success, taken))

test('a difference names the setting, both values and where each comes from', () => {
  const fallbacks = fallbacksOf({ limitFactor: 2 })
  const [before, after] = [
    settingsView(fallbacks, stored(1, { countries: ['KE'] })),
    settingsView(fallbacks, stored(2, { limitFactor: 5 })),
  ]
  assert.deepEqual(differences(before, after), [
    'countries: ["KE"] (set) → ["KE"] (default)',
    'limitFactor: 2 (environment) → 5 (set)',
  ])
})

test('a read that was overtaken by a newer one changes nothing', async () => {
  const rows = [Promise.withResolvers<StoredSettings>(), Promise.withResolvers<StoredSettings>()]
  let reads = 0
  const store = Object({ get: () => rows[reads++]?.promise })
  using settings = createSettings({ store, fallbacks: fallbacksOf() })
  const both = [settings.load(), settings.load()]
  rows[1]?.resolve(stored(2, { inactiveMonths: 6 }))
  await both[1]
  rows[0]?.resolve(stored(1, { inactiveMonths: 12 }))
  await both[0]
  assert.equal(settings.current().inactiveMonths, 6)
})

test('a change that could not be read is read once the store is back', async () => {
  let isBack = false
  const get = async () => {
    if (!isBack) throw new Error('the store is away')
    return stored(1, { inactiveMonths: 6 })
  }
  using settings = createSettings({ store: Object({ get }), fallbacks: fallbacksOf() })
  await assert.rejects(settings.changed(told))
  isBack = true
  // The timer of the retry keeps no process alive: this wait does.
  for (let waited = 0; settings.current().inactiveMonths !== 6 && waited < 5000; waited += 50) await pause(50)
  assert.equal(settings.current().inactiveMonths, 6)
})
