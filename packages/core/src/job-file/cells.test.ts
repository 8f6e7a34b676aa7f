import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { words } from '../conversation/testing/phone.ts'
import { readDate } from './read-date.ts'
import { readOffer } from './read-offer.ts'
import { readRequirements } from './read-requirements.ts'
import { readSchedule } from './read-schedule.ts'

for (const [text, expected] of [
  ['2026-12-24', '2026-12-24'],
  ['2026-12-24 00:00:00', '2026-12-24'],
  ['24.12.2026', '2026-12-24'],
  ['3.4.2027', '2027-04-03'],
  ['24/12/26', '2026-12-24'],
  ['12/24/2026', '2026-12-24'],
  ['05/05/2027', '2027-05-05'],
  ['03/04/2027', 'ambiguous'],
  ['31.02.2027', undefined],
  ['soon', undefined],
  ['46000', undefined],
] as const)
  test(`"${text}" is read as the day ${expected}`, () => assert.equal(readDate(text), expected))

const none = { pay: '', payMax: '', currency: '', period: '', header: 'Pay' }
const kenya = { words, country: 'KE' }
for (const [cells, expected, assumed] of [
  [{ pay: '1,200', period: 'day' }, { min: 120_000, currency: 'KES', period: 'day' }, ['currency']],
  [{ pay: '1.200,50 EUR', period: 'week' }, { min: 120_050, currency: 'EUR', period: 'week' }, []],
  [{ pay: '900-1200 a day' }, { min: 90_000, max: 120_000, currency: 'KES', period: 'day' }, ['currency']],
  [{ pay: 'USD 12 a 15 por hora' }, { min: 1200, max: 1500, currency: 'USD', period: 'hour' }, []],
  [
    { pay: '500', payMax: '700', header: 'Pay (MXN per day)' },
    { min: 50_000, max: 70_000, currency: 'MXN', period: 'day' },
    [],
  ],
  [{ pay: '20000' }, { min: 2_000_000, currency: 'KES', period: 'month' }, ['currency', 'period']],
  [{ pay: '500000', currency: 'clp', period: 'mes' }, { min: 500_000, currency: 'CLP', period: 'month' }, []],
] as const)
  test(`${JSON.stringify(cells)} is read as an offer`, () => {
    const { value, findings, ...rest } = readOffer({ ...none, ...cells }, kenya)
    assert.deepEqual([value, rest.assumed, findings], [expected, assumed, []])
  })

for (const [cells, finding] of [
  [{ pay: '' }, 'pay required'],
  [{ pay: 'negotiable' }, 'pay invalid'],
  [{ pay: '-500', period: 'day' }, 'pay invalid'],
  [{ pay: '500', payMax: 'more', period: 'day' }, 'payMax invalid'],
  [{ pay: '1500-1200', period: 'day' }, 'pay pay-range'],
  [{ pay: '500', currency: 'shells', period: 'day' }, 'currency unknown-currency'],
  [{ pay: '500', currency: 'USD' }, 'period required'],
  [{ pay: '500', period: 'moon' }, 'period invalid'],
] as const)
  test(`${JSON.stringify(cells)} is no offer: ${finding}`, () => {
    const { value, findings } = readOffer({ ...none, ...cells }, kenya)
    assert.equal(value, undefined)
    assert.deepEqual(
      findings.map(({ field, code }) => `${field} ${code}`),
      [finding],
    )
  })

const week = ['mon', 'tue', 'wed', 'thu', 'fri']
for (const [days, hours, expected, assumed] of [
  ['Mon-Fri', '7:00-15:00', { days: week, parts: ['morning', 'afternoon'], hours: { from: '07:00', to: '15:00' } }, []],
  [
    'lunes a viernes, 7am a 3pm',
    '',
    { days: week, parts: ['morning', 'afternoon'], hours: { from: '07:00', to: '15:00' } },
    [],
  ],
  ['Sat, Sun', '10pm - 6am', { days: ['sat', 'sun'], parts: ['night'], hours: { from: '22:00', to: '06:00' } }, []],
  ['', '9-5pm', { days: week, parts: ['morning', 'afternoon'], hours: { from: '09:00', to: '17:00' } }, ['days']],
  ['Fri', '1-5pm', { days: ['fri'], parts: ['afternoon'], hours: { from: '13:00', to: '17:00' } }, []],
  ['', 'night shift', { days: week, parts: ['night'] }, ['days']],
  ['weekends', '', { days: ['sat', 'sun'], parts: ['morning', 'afternoon'] }, ['hours']],
  ['', '', { days: week, parts: ['morning', 'afternoon'] }, ['days', 'hours']],
] as const)
  test(`days "${days}" and hours "${hours}" are a schedule`, () => {
    const read = readSchedule({ days, hours }, words)
    assert.deepEqual([read.value, read.assumed, read.findings], [expected, assumed, []])
  })

for (const [days, hours, field] of [
  ['Mon-Frio', '', 'days'],
  ['5 days', '', 'days'],
  ['Mon', '40', 'hours'],
  ['', '25:00-26:00', 'hours'],
] as const)
  test(`what is not understood of "${days}" and "${hours}" is told, not dropped`, () => {
    const { findings } = readSchedule({ days, hours }, words)
    assert.deepEqual(findings, [{ field, code: 'invalid' }])
  })

const around = { words, taxonomy: createStarterTaxonomy(), language: 'en' }
const empty = { licences: '', languages: '', experience: '', skills: '' }
test('what is asked is read from lists, as musts and wishes', () => {
  const { value, findings } = readRequirements(
    {
      licences: 'Driving licence (truck); licencia de montacargas (nice to have)',
      languages: 'English (fluent), suajili, fr B1',
      experience: '2+ years',
      skills: 'knife skills, stamp collecting',
    },
    around,
  )
  assert.deepEqual(value, [
    { kind: 'licence', licence: 'driving-truck', must: true },
    { kind: 'licence', licence: 'forklift', must: false },
    { kind: 'language', language: 'en', level: 'fluent', must: true },
    { kind: 'language', language: 'sw', level: 'good', must: true },
    { kind: 'language', language: 'fr', level: 'good', must: true },
    { kind: 'experience', years: 2, must: true },
    { kind: 'skill', skill: 'knife-skills', must: false },
  ])
  assert.deepEqual(findings, [{ field: 'skills', said: 'stamp collecting', code: 'unknown-skill', stops: false }])
})

test('"none" asks for nothing, and what cannot be read is told', () => {
  assert.deepEqual(readRequirements({ ...empty, licences: 'none', experience: 'no' }, around).findings, [])
  const { findings } = readRequirements({ ...empty, licences: 'juggling', experience: '6 months' }, around)
  assert.deepEqual(
    findings.map(({ field, said }) => [field, said]),
    [
      ['licences', 'juggling'],
      ['experience', '6 months'],
    ],
  )
})
