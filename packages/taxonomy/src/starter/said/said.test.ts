import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { starterOccupations } from '../../starter.ts'
import { saidInEnglish } from './english.ts'
import { gerund } from './forms.ts'
import { withSaid } from './rows.ts'
import { saidInSpanish } from './spanish.ts'
import { saidInSwahili } from './swahili.ts'

const cook = starterOccupations().find(({ id }) => id === 'cook')
assert.ok(cook)
const bare = { ...cook, aliases: {} }
const saidOf = (language: string, verbs: string, things?: string) =>
  withSaid([bare], { [language]: [things === undefined ? ['cook', verbs] : ['cook', verbs, things]] })[0]?.aliases[
    language
  ]

describe('what people say they do, in the forms that they say it', () => {
  test('English: plain, in -ing, and with the thing first', () => {
    assert.deepEqual(saidOf('en', 'fix', 'cars'), [
      'fix cars',
      'fix car',
      'fixing cars',
      'fixing car',
      'cars fixing',
      'car fixing',
    ])
  })
  test('Spanish: infinitive, first person, -ando and -aba, irregular ones as they are given', () => {
    assert.deepEqual(saidOf('es', 'soldar=sueldo', 'rejas'), [
      'soldar rejas',
      'sueldo rejas',
      'soldando rejas',
      'soldaba rejas',
    ])
  })
  test('Swahili: behind the beginnings of the infinitive, the present and the past', () => {
    assert.deepEqual(saidOf('sw', 'pika'), ['kupika', 'napika', 'ninapika', 'nilipika', 'huwa napika'])
  })
  for (const [verb, form] of [
    ['bake', 'baking'],
    ['cut', 'cutting'],
    ['sew', 'sewing'],
    ['dye', 'dyeing'],
    ['clean', 'cleaning'],
    ['knit', 'knitting'],
  ] as const)
    test(`${verb} is ${form}`, () => assert.equal(gerund(verb), form))
})

test('every row names an occupation that there is', () => {
  const ids = new Set(starterOccupations().map(({ id }) => id))
  const rows = [...saidInEnglish, ...saidInSpanish, ...saidInSwahili]
  assert.deepEqual(
    rows.filter(([id]) => !ids.has(id)),
    [],
  )
})
