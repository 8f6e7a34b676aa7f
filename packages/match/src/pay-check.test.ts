import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pay, PayPeriod } from '@rolecall/contract/pay'
import { convert, type Rates } from './currency.ts'
import { measure } from './measure.ts'
import { payConstraint, payRatio } from './pay-check.ts'
import { hoursIn } from './pay-period.ts'
import { createRules } from './rules.ts'
import { job, now, person, taxonomy, without } from './testing/fixture.ts'

const rates: Rates = { asOf: '2026-11-24', base: 'USD', perBase: { KES: 129, JPY: 155, KWD: 0.31, XXX: 0 } }
const rules = createRules({ taxonomy, rates })
const shortWeek = { days: ['sat', 'sun'], parts: ['morning'], hours: { from: '22:00', to: '02:00' } } as const

test('a period is counted in the hours of the job itself', () => {
  const { posting } = job({ days: [...shortWeek.days], hours: shortWeek.hours })
  const periods: readonly PayPeriod[] = ['hour', 'day', 'week', 'month', 'year']
  assert.deepEqual(
    periods.map((period) => Math.round(hoursIn(period, posting))),
    [1, 4, 8, 35, 416],
  )
})

test('without shift hours a day has those of its parts, at most eight', () => {
  assert.equal(hoursIn('day', job({ parts: ['evening'] }).posting), 5)
  assert.equal(hoursIn('day', job({ parts: ['morning', 'evening'] }).posting), 8)
  assert.equal(hoursIn('day', job({ parts: ['evening'], hours: { from: '09:00', to: '09:00' } }).posting), 5)
})

test('a week of seven days has six that are paid, and a day listed twice counts once', () => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  assert.equal(hoursIn('week', job({ days: [...days], parts: ['evening'] }).posting), 30)
  assert.equal(hoursIn('week', job({ days: ['mon', 'mon'], parts: ['evening'] }).posting), 5)
})

test('an hourly wage for few hours does not make the wanted month', () => {
  const pay: Pay = { min: 20_000, currency: 'KES', period: 'hour' }
  const wanted = person({ pay: { amount: 2_000_000, currency: 'KES', period: 'month' } })
  const ratioFor = (posting: Parameters<typeof job>[0]) =>
    payRatio({ person: wanted, job: job({ pay, ...posting }), now }, rules)
  assert.equal(ratioFor({ days: ['sat'], hours: { from: '08:00', to: '12:00' } })?.top.toFixed(2), '0.17')
  assert.equal(ratioFor({ hours: { from: '08:00', to: '16:00' } })?.top.toFixed(2), '1.73')
})

test('currencies without a hundredth are converted by their own minor unit', () => {
  assert.equal(convert(100, { from: 'USD', to: 'JPY' }, rates), 155)
  assert.equal(Math.round(convert(310, { from: 'KWD', to: 'USD' }, rates) ?? 0), 100)
  assert.equal(convert(12_900, { from: 'KES', to: 'USD' }, rates), 100)
})

test('without a usable rate nothing is converted, and the same currency needs none', () => {
  for (const to of ['EUR', 'XXX', 'constructor']) assert.equal(convert(1, { from: 'USD', to }, rates), undefined)
  assert.equal(convert(1, { from: 'USD', to: 'KES' }, undefined), undefined)
  assert.equal(convert(7, { from: 'EUR', to: 'EUR' }, undefined), 7)
})

test('a range shows both its ends, any pay is marked, and unsaid pay asks for nothing', () => {
  const range = job({ pay: { min: 70_000, max: 90_000, currency: 'KES', period: 'day' } })
  const kes = (amount: number) => ({ type: 'pay', amount, currency: 'KES', period: 'day' })
  const no = { type: 'text', value: 'no' }
  assert.deepEqual(payConstraint(measure({ person: person(), job: range, now }, rules)).facts, {
    any: no,
    offered: { ...kes(90_000), from: 70_000 },
    asked: kes(80_000),
  })
  const any = person({ pay: { amount: 0, currency: 'KES', period: 'day' } })
  assert.deepEqual(payConstraint(measure({ person: any, job: job(), now }, rules)).facts, {
    any: { type: 'text', value: 'yes' },
    offered: kes(100_000),
  })
  assert.deepEqual(payConstraint(measure({ person: without('pay'), job: job(), now }, rules)).facts, {
    any: no,
    offered: kes(100_000),
  })
})
