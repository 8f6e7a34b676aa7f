import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogues } from './catalogue.ts'
import { createText } from './format.ts'
import type { Catalogue } from './phrase.ts'

const catalogues = await loadCatalogues()
const labels = { occupation: (id: string) => `the ${id}`, skill: (id: string) => id }
const speak = (language: string, more: Catalogue = {}) =>
  createText({ ...catalogues[language], ...more }, language, labels)

const pay = { type: 'pay', amount: 120_000, currency: 'KES', period: 'day' } as const
const facts = [
  [pay, 'KSh 1,200 a day', 'KSh 1,200 al día'],
  [{ ...pay, currency: 'USD', amount: 1250, period: 'hour' }, 'US$12.50 an hour', 'USD 12.50 por hora'],
  [{ ...pay, currency: 'CLP', amount: 500_000, period: 'month' }, 'CLP 500,000 a month', 'CLP 500,000 al mes'],
  [{ ...pay, currency: 'MXN', amount: 30_000 }, 'MX$300 a day', 'MX$300 al día'],
  [{ ...pay, from: 110_000, period: 'month' }, 'KSh 1,100–1,200 a month', 'KSh 1,100–1,200 al mes'],
  [{ type: 'distance-km', value: 3.2 }, '3 km', '3 km'],
  [{ type: 'distance-km', value: 0.4 }, 'under 1 km', 'menos de 1 km'],
  [
    { type: 'times', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], parts: ['morning'] },
    'Mon-Sat, mornings',
    'lun-sáb, mañanas',
  ],
  [
    { type: 'times', days: ['wed', 'mon'], parts: ['evening', 'night'] },
    'Mon, Wed, evenings, nights',
    'lun, mié, tarde-noche, noches',
  ],
  [{ type: 'times', days: ['sat'], parts: ['afternoon', 'morning'] }, 'Sat, daytime', 'sáb, de día'],
  [
    { type: 'times', days: ['sat'], parts: ['morning', 'afternoon', 'evening'] },
    'Sat, day and evening',
    'sáb, de día y tarde-noche',
  ],
  [{ type: 'occupation', value: 'cook' }, 'the cook', 'the cook'],
  [{ type: 'licence', value: 'food-handler' }, 'food handling card', 'carné de manipulación de alimentos'],
  [{ type: 'language', value: 'sw', level: 'good' }, 'good Swahili', 'buen suajili'],
  [{ type: 'country', value: 'KE' }, 'Kenya', 'Kenia'],
  [{ type: 'experience', value: '2-years-or-more' }, '2 years or more', '2 años o más'],
  [{ type: 'experience', value: '3' }, '3 years', '3 años'],
  [{ type: 'employment-type', value: 'FULL_TIME' }, 'full time', 'tiempo completo'],
  [{ type: 'score-parts', values: ['experience'] }, 'experience', 'experiencia'],
  [{ type: 'score-parts', values: ['skills', 'distance'] }, 'skills and living near', 'habilidades y vivir cerca'],
] as const

for (const [fact, english, spanish] of facts) {
  test(`a fact reads "${english}" and "${spanish}"`, () => {
    const copy = structuredClone(fact) as Parameters<ReturnType<typeof speak>['fact']>[0]
    assert.equal(speak('en').fact(copy), english)
    assert.equal(speak('es').fact(copy), spanish)
  })
}

test('a range of pay names the currency once', () => {
  const range = { min: 120_000, max: 150_000, currency: 'KES', period: 'day' } as const
  assert.equal(speak('en').pay(range), 'KSh 1,200–1,500 a day')
})

test('sentences hold facts, days of the place, and other sentences', () => {
  const text = speak('en', { a: '{pay}, by {day}: {why}', b: 'near' })
  const day = { type: 'time', at: Date.UTC(2026, 11, 1, 22), timeZone: 'Africa/Nairobi', show: 'date' } as const
  const why = { type: 'phrases', phrases: [{ key: 'b' }, { plain: 'new' }] } as const
  assert.equal(text.say({ key: 'a', values: { pay, day, why } }), 'KSh 1,200 a day, by 2 Dec: near and new')
})

test('a date of another year shows the year', () => {
  const [at, now] = [Date.UTC(2027, 0, 3), Date.UTC(2026, 11, 1)]
  assert.equal(speak('en').date(at, 'UTC', now), '3 Jan 2027')
})

test('a missing key throws, or speaks English and is reported', () => {
  assert.throws(() => speak('es').say({ key: 'x' }), /no message x in es/)
  const reported: string[] = []
  const missing = {
    english: { x: 'Hi {name}' },
    report: (key: string, language: string) => reported.push(`${key} ${language}`),
  }
  const text = createText(catalogues.es ?? {}, 'es', labels, missing)
  assert.equal(text.say({ key: 'x', values: { name: 'Ana' } }), 'Hi Ana')
  assert.deepEqual(reported, ['x es'])
})
