import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Explanation } from '@rolecall/contract/explanation'
import { reasonsOf } from '@rolecall/contract/reasons'
import { explainPair } from './explain.ts'
import type { JobRow, PersonRow } from './rows.ts'
import { createRules } from './rules.ts'
import {
  day,
  job,
  mombasa,
  nairobi,
  now,
  person,
  rules,
  taxonomy,
  thika,
  westlands,
  without,
} from './testing/fixture.ts'

/** What is expected reads `+` met, `-` unmet, `?` unknown; a wish stands in brackets. The order is the one that people read. */
type Row = readonly [claim: string, person: PersonRow, job: JobRow, fit: Explanation['fit'], reasons: string]

const licence = (licence: 'food-handler' | 'security-guard' | 'driving-truck', must = true) =>
  ({ kind: 'licence', licence, must }) as const
const english = (level: 'basic' | 'good' | 'fluent', must = true) =>
  ({ kind: 'language', language: 'en', level, must }) as const
const years = (years: number, must = true) => ({ kind: 'experience', years, must }) as const
const skill = (skill: string, must = true) => ({ kind: 'skill', skill, must }) as const
const permit = { kind: 'work-permit', country: 'KE', must: true } as const
const wants = (occupation: string, experience: 'none' | 'under-2-years' | '2-years-or-more' = '2-years-or-more') => ({
  work: [{ occupation, said: occupation, experience }],
})
const needs = (...requirements: JobRow['posting']['requirements']) => job({ requirements })

const rows: readonly Row[] = [
  ['a cook near by fits', person(), job(), 'full', '+occupation +pay +times +place'],
  ['a guard is no cook', person(wants('security-guard')), job(), 'none', '+pay +times +place -occupation'],
  [
    'a kitchen helper is not near enough to a cook',
    person(wants('kitchen-helper')),
    job(),
    'none',
    '+pay +times +place -occupation',
  ],
  [
    'a waiter can tend a bar',
    person(wants('waiter')),
    job({ occupation: 'bartender' }),
    'full',
    '+occupation +pay +times +place',
  ],
  [
    'any of several wanted works is enough',
    person({ work: [...wants('cleaner').work, ...wants('cook').work] }),
    job(),
    'full',
    '+occupation +pay +times +place',
  ],
  ['who said no work yet may fit', person({ work: [] }), job(), 'partial', '+pay +times +place ?occupation'],
  [
    'an occupation that the taxonomy lost still matches itself',
    person(wants('lamplighter')),
    job({ occupation: 'lamplighter' }),
    'full',
    '+occupation +pay +times +place',
  ],
  [
    'the next town is out of a reach of 30 km',
    person(),
    job({ place: thika }),
    'none',
    '+occupation +pay +times -place',
  ],
  [
    'the next town is within 60 km',
    person({ reachKm: 60 }),
    job({ place: thika }),
    'full',
    '+occupation +pay +times +place',
  ],
  [
    'the job keeps to people near by',
    person({ reachKm: 60, place: thika }),
    job({ reachKm: 20 }),
    'none',
    '+occupation +pay +times -place',
  ],
  ['an unknown home is asked for', without('place'), job(), 'partial', '+occupation +pay +times ?place'],
  [
    'a remote job reaches anywhere',
    person({ place: mombasa }),
    job({ remote: true }),
    'full',
    '+occupation +pay +times +place',
  ],
  [
    'who is against remote work is not shown it',
    person({ remote: false }),
    job({ remote: true }),
    'none',
    '+occupation +pay +times -place',
  ],
  [
    'a remote job may keep to a region',
    person({ place: mombasa }),
    job({ remote: true, reachKm: 100 }),
    'none',
    '+occupation +pay +times -place',
  ],
  [
    'a remote job suits who lives nowhere known',
    without('place'),
    job({ remote: true }),
    'full',
    '+occupation +pay +times +place',
  ],
  [
    'nights do not suit who works by day',
    person(),
    job({ parts: ['night'] }),
    'none',
    '+occupation +pay +place -times',
  ],
  [
    'a Sunday more than the person works is too much',
    person(),
    job({ days: ['sat', 'sun'] }),
    'none',
    '+occupation +pay +place -times',
  ],
  ['unknown times are asked for', without('times'), job(), 'partial', '+occupation +pay +place ?times'],
  [
    'less pay than wanted is not shown',
    person(),
    job({ pay: { min: 70_000, currency: 'KES', period: 'day' } }),
    'none',
    '+occupation +times +place -pay',
  ],
  [
    'a range that reaches what is wanted is enough',
    person(),
    job({ pay: { min: 70_000, max: 90_000, currency: 'KES', period: 'day' } }),
    'full',
    '+occupation +pay +times +place',
  ],
  [
    'a month of five days a week makes the wanted day',
    person(),
    job({ pay: { min: 1_800_000, currency: 'KES', period: 'month' } }),
    'full',
    '+occupation +pay +times +place',
  ],
  [
    'a month that makes less a day does not',
    person(),
    job({ pay: { min: 1_700_000, currency: 'KES', period: 'month' } }),
    'none',
    '+occupation +times +place -pay',
  ],
  [
    'another currency without a rate stays open',
    person(),
    job({ pay: { min: 1_000, currency: 'USD', period: 'day' } }),
    'partial',
    '+occupation +times +place ?pay',
  ],
  [
    'any pay takes any currency',
    person({ pay: { amount: 0, currency: 'KES', period: 'day' } }),
    job({ pay: { min: 1, currency: 'USD', period: 'year' } }),
    'full',
    '+occupation +pay +times +place',
  ],
  ['pay that was never spoken of holds nothing up', without('pay'), job(), 'full', '+occupation +times +place (?pay)'],
  [
    'a licence that is held counts among the first',
    person({ licences: [{ licence: 'food-handler', held: true }] }),
    needs(licence('food-handler')),
    'full',
    '+occupation +pay +times +place +licence',
  ],
  [
    'a licence that is missing can be got',
    person({ licences: [{ licence: 'food-handler', held: false }] }),
    needs(licence('food-handler')),
    'partial',
    '+occupation +pay +times +place -licence',
  ],
  [
    'a licence that nobody spoke of is asked for',
    person(),
    needs(licence('food-handler')),
    'partial',
    '+occupation +pay +times +place ?licence',
  ],
  [
    'a licence that is only wished holds nothing up',
    person(),
    needs(licence('food-handler', false)),
    'full',
    '+occupation +pay +times +place (?licence)',
  ],
  [
    'English spoken better than asked is enough',
    person({ languages: [{ language: 'en', level: 'fluent' }] }),
    needs(english('good')),
    'full',
    '+occupation +pay +times +place +language',
  ],
  [
    'English spoken less well than asked can be learned',
    person({ languages: [{ language: 'en', level: 'basic' }] }),
    needs(english('good')),
    'partial',
    '+occupation +pay +times +place -language',
  ],
  ['two years or more cover two', person(), needs(years(2)), 'full', '+occupation +pay +times +place +experience'],
  [
    'two years or more may or may not be five',
    person(),
    needs(years(5)),
    'partial',
    '+occupation +pay +times +place ?experience',
  ],
  [
    'a beginner misses a year',
    person(wants('cook', 'none')),
    needs(years(1)),
    'partial',
    '+occupation +pay +times +place -experience',
  ],
  [
    'a skill that nobody spoke of is asked for',
    person(),
    needs(skill('menu-planning')),
    'partial',
    '+occupation +pay +times +place ?skill',
  ],
  [
    'a permit and a licence missing still show the job',
    person({ workPermits: [{ country: 'KE', held: false }], licences: [{ licence: 'food-handler', held: false }] }),
    needs(permit, licence('food-handler')),
    'partial',
    '+occupation +pay +times +place -licence -work-permit',
  ],
  [
    'three musts missing are too many',
    person({
      ...wants('cook', 'none'),
      workPermits: [{ country: 'KE', held: false }],
      licences: [{ licence: 'food-handler', held: false }],
    }),
    needs(permit, licence('food-handler'), years(1)),
    'none',
    '+occupation +pay +times +place -experience -licence -work-permit',
  ],
  [
    'a contract does not suit who wants part-time work',
    person({ employmentTypes: ['PART_TIME'] }),
    job({ employmentType: 'CONTRACTOR' }),
    'none',
    '+occupation +pay +times +place -employment-type',
  ],
  [
    'a job whose last day has passed is closed though nobody marked it',
    person(),
    job({}, { expiresAt: now - day }),
    'none',
    '+occupation +pay +times +place -active',
  ],
  [
    'a job without an opening left takes nobody',
    person(),
    job({}, { openingsLeft: 0 }),
    'none',
    '+occupation +pay +times +place -openings',
  ],
]

test('the table holds forty pairs', () => assert.equal(rows.length, 40))

for (const [claim, who, what, fit, expected] of rows)
  test(claim, () => {
    const explanation = explainPair({ person: who, job: what, now }, rules)
    assert.equal(reasonsOf(explanation).map(written).join(' '), expected)
    assert.equal(explanation.fit, fit)
  })

test('with a rate, pay in another currency is compared', () => {
  const withRates = createRules({ taxonomy, rates: { asOf: '2026-11-24', base: 'USD', perBase: { KES: 129 } } })
  const fitFor = (cents: number) =>
    explainPair(
      {
        person: person({ place: nairobi }),
        job: job({ place: westlands, pay: { min: cents, currency: 'USD', period: 'day' } }),
        now,
      },
      withRates,
    ).fit
  assert.deepEqual([fitFor(619), fitFor(621)], ['none', 'full'])
})

const written = ({ kind, verdict, must }: { kind: string; verdict: 'met' | 'unmet' | 'unknown'; must: boolean }) => {
  const sign = { met: '+', unmet: '-', unknown: '?' }[verdict]
  return must ? `${sign}${kind}` : `(${sign}${kind})`
}
