import assert from 'node:assert/strict'
import { test } from 'node:test'
import { interpret } from '../interpret.ts'
import { newState } from '../state.ts'
import { jobOf, lookOf, now } from '../testing/look.ts'
import { words } from '../testing/phone.ts'
import { readClaimedName, readName } from './claimed-name.ts'
import { readExperience } from './experience.ts'
import { readJobCode } from './job-code.ts'
import { readPay } from './pay.ts'
import { readTimes } from './times.ts'

const look = lookOf([jobOf(1)])

for (const [text, expected] of [
  ['1200 a day', { any: false, amount: 1200, period: 'day' }],
  ['1,200/day', { any: false, amount: 1200, period: 'day' }],
  ['15k a month', { any: false, amount: 15_000, period: 'month' }],
  ['KSh 20,000 monthly', { any: false, amount: 20_000, currency: 'KES', period: 'month' }],
  ['$12 por hora', { any: false, amount: 12, currency: '$', period: 'hour' }],
  ['1.500 pesos diarios', { any: false, amount: 1500, period: 'day' }],
  ['15 mil al mes', { any: false, amount: 15_000, period: 'month' }],
  ['12.50 USD an hour', { any: false, amount: 12.5, currency: 'USD', period: 'hour' }],
  ['1,200.50 a day', { any: false, amount: 1200.5, period: 'day' }],
  ['1.200,50', { any: false, amount: 1200.5 }],
  ['20\u00a0000', { any: false, amount: 20_000 }],
  ['1,200,50', undefined],
  ['any', { any: true }],
  ['Cualquier pago', { any: true }],
  ['enough to live', undefined],
  ['0', undefined],
  ['Will you lend me 500?', undefined],
] as const) {
  test(`"${text}" is read as pay`, () => assert.deepEqual(readPay(text, words), expected))
}

const monToFri = ['mon', 'tue', 'wed', 'thu', 'fri']
const awake = ['morning', 'afternoon', 'evening']
for (const [text, days, parts] of [
  ['weekends', ['sat', 'sun'], awake],
  ['mon to fri mornings', monToFri, ['morning']],
  ['Mon-Fri', monToFri, awake],
  ['de lunes a viernes por la tarde', monToFri, ['afternoon']],
  ['lunes a viernes, tarde-noche', monToFri, ['evening']],
  ['Saturday and Sunday nights', ['sat', 'sun'], ['night']],
  ['fri to mon', ['mon', 'fri', 'sat', 'sun'], awake],
  ['every day but not sunday', [...monToFri, 'sat'], awake],
  ['any time', [...monToFri, 'sat', 'sun'], [...awake, 'night']],
  ['mañanas', [...monToFri, 'sat', 'sun'], ['morning']],
] as const) {
  test(`"${text}" is read as times`, () => assert.deepEqual(readTimes(text, words), { days, parts }))
}

for (const [text, expected] of [
  ['3 years', '2-years-or-more'],
  ['18 months', 'under-2-years'],
  ['2años', '2-years-or-more'],
  ['un año', 'under-2-years'],
  ['many years', '2-years-or-more'],
  ['never', 'none'],
  ['sin experiencia', 'none'],
  ['I like it', undefined],
] as const) {
  test(`"${text}" is read as experience`, () => assert.equal(readExperience(text, words), expected))
}

test('someone else is claimed only where the words say how they are related', () => {
  assert.equal(readClaimedName('I am Joseph, her brother', words), 'Joseph')
  assert.equal(readClaimedName('Soy José, su hermano', words), 'José')
  assert.equal(readClaimedName('I am a cook', words), undefined)
  assert.equal(readClaimedName('I am her brother', words), undefined)
})

test('a name is taken without its introduction, and nothing else is a name', () => {
  assert.equal(readName('My name is Amina Otieno.', words), 'Amina Otieno')
  assert.equal(readName("O'Brien", words), "O'Brien")
  assert.equal(readName('محمد', words), 'محمد')
  for (const text of ['?', '12', 'https://x.example', 'a'.repeat(70)]) assert.equal(readName(text, words), undefined)
})

test('a job is found by its code anywhere in a text', () => {
  assert.deepEqual(readJobCode('Hi! I want to apply for Cook. Job k7q2mb src-flyer', look), {
    jobCode: 'K7Q2MB',
    source: 'flyer',
  })
  assert.deepEqual(readJobCode('#AAAAAA', look), { unknownCode: 'AAAAAA' })
  assert.deepEqual(readJobCode('please answer', look), {})
})

test('a number, a typed label in any language, and yes or no stand for the tap', () => {
  const options = [
    { id: 'q.experience.none', title: { key: 'option.experience.none' } },
    { id: 'q.work.cook', title: { occupation: 'cook' } },
    { id: 'person.per_1', title: { plain: 'Ana Ruiz' } },
  ]
  const state = { ...newState(now), options }
  const choiceOf = (text: string) =>
    interpret({ kind: 'text', text }, state, { look, words, operator: { countries: [] } }).choice
  assert.equal(choiceOf('1.'), 'q.experience.none')
  assert.equal(choiceOf('AUN NADA'), 'q.experience.none')
  assert.equal(choiceOf('cook'), 'q.work.cook')
  assert.equal(choiceOf('ana ruiz'), 'person.per_1')
  assert.equal(choiceOf('9'), undefined)
})
