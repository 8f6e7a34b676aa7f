import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHeld } from './reading/held.ts'
import { jobOf, lookOf } from './testing/look.ts'
import { createPhone, type Phone, registerAmina, words } from './testing/phone.ts'

const look = lookOf([])
const read = (text: string, countries: readonly string[] = ['KE']) => {
  const { things, unread } = readHeld(text, { words, look, countries })
  const said = things.map((thing) =>
    thing.type === 'language' ? `${thing.value} ${thing.level}` : thing.type === 'skill' ? 'skill' : thing.value,
  )
  return [...said, ...unread.map((piece) => `? ${piece}`)]
}

for (const [text, expected] of [
  ['first aid, good English', ['first-aid', 'en good']],
  ['I have a driving licence and I speak a little French', ['driving-car', 'fr basic']],
  ['English and French', ['en good', 'fr good']],
  ['Tengo licencia de conducir moto y hablo inglés fluido', ['driving-motorcycle', 'en fluent']],
  ['certificado de trabajo en alturas', ['working-at-height']],
  ['Kiswahili; forklift licence\nfood handling card', ['sw good', 'forklift', 'food-handler']],
  ['work permit', ['KE']],
  ['permiso de trabajo para Kenia', ['KE']],
  ['work permit for Uganda', ['? work permit for Uganda']],
  ['no driving licence', ['? no driving licence']],
  ['first aid, blorptag', ['first-aid', '? blorptag']],
  ['Grilling and roasting', ['skill']],
  ['baking bread and English', ['skill', 'en good']],
  ['English and blorptag', ['en good', '? blorptag']],
  ['driving licence and blorptag', ['driving-car', '? blorptag']],
  ['blorptag and xyzzy', ['? blorptag and xyzzy']],
  ['Hi', ['? Hi']],
  ['es', ['? es']],
  [' , ; ', []],
] as const)
  test(`"${text}" is read as ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(read(text), expected))

test('what is more than anyone has is told, not dropped', () => {
  const many = Array.from({ length: 45 }, () => 'first aid').join(', ')
  const said = read(many)
  assert.deepEqual([said.length, said.at(-1)], [45, '? first aid'])
})

test('a work permit names its country where the operator works in several', () => {
  assert.deepEqual(read('work permit', ['KE', 'UG']), ['? work permit'])
  assert.deepEqual(read('work permit for Uganda', ['KE', 'UG']), ['UG'])
})

const asked = (): Phone => {
  const phone = createPhone({ jobs: [jobOf(1)] })
  registerAmina(phone)
  phone.say('profile')
  assert.match(phone.tap('What I have')[0]?.body ?? '', /^What do you have\?/)
  return phone
}

test('who has said nothing yet says in the chat what they have, and more from the list', () => {
  const phone = asked()
  const [saved] = phone.say('first aid and good English')
  assert.match(saved?.body ?? '', /^I wrote down: first aid certificate and good English\./)
  assert.deepEqual(phone.person().profile.licences, [{ licence: 'first-aid', held: true }])
  assert.match(phone.say('my data')[0]?.body ?? '', /first aid certificate and good English/)
  phone.say('profile')
  phone.tap('What I have')
  phone.tap('Add something')
  phone.say('fluent English, Swahili')
  assert.deepEqual(phone.person().profile.languages, [
    { language: 'en', level: 'fluent' },
    { language: 'sw', level: 'good' },
  ])
})

test('what is not understood is told and asked for again, and the rest is kept', () => {
  const phone = asked()
  const [again] = phone.say('first aid, blorptag')
  for (const part of [/wrote down: first aid certificate\./, /did not understand this: blorptag/, /What do you have\?/])
    assert.match(again?.body ?? '', part)
  assert.match(phone.say('xyzzy')[0]?.body ?? '', /I do not know that one/)
  phone.say('forklift')
  assert.deepEqual(
    phone.person().profile.licences.map(({ licence }) => licence),
    ['first-aid', 'forklift'],
  )
})

for (const way of ['Cancel', 'menu', 'Jobs', '1'])
  test(`"${way}" leaves it, and what comes next adds nothing`, () => {
    const phone = asked()
    phone.say(way)
    phone.say('first aid')
    assert.deepEqual(phone.person().profile.licences, [])
  })

test('what there is no room for is told, and takes the place of nothing', () => {
  const phone = asked()
  const languages = [
    'am',
    'ar',
    'bn',
    'cs',
    'da',
    'de',
    'el',
    'et',
    'fa',
    'fi',
    'gu',
    'ha',
    'hi',
    'hu',
    'id',
    'it',
    'ja',
  ]
  const known = [...languages, 'ko', 'pl'].map((language) => ({ language, level: 'good' as const }))
  phone.person().profile.languages.push(...known)
  const [told] = phone.say('good English, a little French, first aid')
  for (const part of [
    /wrote down: good English and first aid certificate\./,
    /There is no room for this: basic French\./,
  ])
    assert.match(told?.body ?? '', part)
  assert.deepEqual(phone.person().profile.languages, [...known, { language: 'en', level: 'good' }])
  phone.say('profile')
  phone.tap('What I have')
  phone.tap('Add something')
  assert.match(phone.say('a little French')[0]?.body ?? '', /no room for this: basic French/)
  assert.match(phone.say('fluent English')[0]?.body ?? '', /wrote down: fluent English\./)
})
