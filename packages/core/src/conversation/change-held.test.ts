import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Profile } from '@rolecall/contract/profile'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { createText } from '@rolecall/text/format'
import { act } from './act.ts'
import { sceneOf } from './change-answer.ts'
import { answerOf, fields, rowOfProfileField, showProfile } from './profile-answers.ts'
import type { ListRow, Phrase, Reply } from './reply.ts'
import { checkReply } from './testing/check-reply.ts'
import { jobOf, lookOf, now } from './testing/look.ts'
import { createPhone, registerAmina, words } from './testing/phone.ts'
import type { Person, Scene, Turn } from './turn.ts'

const catalogues = await loadCatalogues()
const { taxonomy } = lookOf([])
const sayIn = (language: string) => {
  const labels = { occupation: (id: string) => id, skill: (id: string) => taxonomy.label(id, language) }
  const text = createText(catalogues[language] ?? {}, language, labels)
  return (phrase: Phrase) => text.say(phrase).replaceAll(/[\u2068\u2069]/g, '')
}

const everything: Profile = {
  work: [{ occupation: 'cook', said: 'cook', experience: 'none' }],
  place: { label: 'Thika', latitude: -1, longitude: 37, country: 'KE', timeZone: 'Africa/Nairobi' },
  reachKm: 5,
  remote: true,
  times: { days: ['mon'], parts: ['night'] },
  pay: { amount: 100_000, currency: 'KES', period: 'day' },
  employmentTypes: ['FULL_TIME'],
  languages: [{ language: 'fr', level: 'good' }],
  licences: [
    { licence: 'food-handler', held: true },
    { licence: 'driving-motorcycle', held: false },
  ],
  // With a dot, which also parts the ids of taps.
  skills: ['cook.grill'],
  workPermits: [{ country: 'UG', held: true }],
}

const registered = createPhone()
registerAmina(registered)
const withProfile = (profile: Profile): Person => ({ ...registered.person(), profile })
const sceneWith = (person: Person): Scene =>
  sceneOf({
    person,
    people: [person],
    account: { ...registered.account(), activePersonId: person.id },
    applications: [],
    interests: [],
    consents: [],
    look: lookOf([]),
    words,
    now,
    operator: { name: 'Thika Job Centre', languages: ['en', 'es'], countries: ['KE'], webUrl: '' },
    id: (collection) => `${collection}_1`,
  })

const rowsOf = (turn: Turn | undefined): readonly ListRow[] => {
  const reply: Reply | undefined = turn?.replies?.[0]
  if (reply === undefined) return []
  for (const language of ['en', 'es']) checkReply(reply, sayIn(language), { language, isDetail: false })
  return reply.kind === 'list'
    ? reply.sections.flatMap(({ rows }) => rows)
    : reply.kind === 'buttons'
      ? reply.buttons
      : []
}
const tap = (person: Person, id: string) => act(sceneWith(person), person, id)
const shownOf = (person: Person, language = 'en'): string =>
  rowsOf(showProfile(sceneWith(person), person))
    .map(({ title, description }) => `${sayIn(language)(title)} ${description ? sayIn(language)(description) : ''}`)
    .join('\n')
const profileAfter = (turn: Turn | undefined) =>
  turn?.edits?.flatMap((edit) => (edit.kind === 'update-person' ? [edit.profile] : []))[0]

test('each field of a profile is shown in PROFILE, or nothing that people say sets it', () => {
  for (const field of Profile.keyof().options) {
    const row = rowOfProfileField[field]
    const { [field]: _gone, ...rest } = everything
    const isShown = shownOf(withProfile(everything)) !== shownOf(withProfile(Profile.parse(rest)))
    assert.equal(isShown, row !== 'no-answer', field)
    if (row !== 'held' && row !== 'no-answer') {
      assert.ok(fields.includes(row), field)
      assert.notDeepEqual(answerOf(row, withProfile(everything), {}), { key: 'bot.not-said' }, field)
    }
  }
})

test('what a person has stands in a row of its own, and the list keeps to ten', () => {
  const rows = rowsOf(showProfile(sceneWith(withProfile(everything)), withProfile(everything)))
  assert.equal(rows.length, 9)
  assert.match(
    shownOf(withProfile(everything)),
    /What I have food handling card, no driving licence \(motorcycle\), cook\.grill, good French,? and work permit for Uganda/,
  )
  assert.match(shownOf(withProfile(everything), 'es'), /Lo que tengo carné .*Uganda/)
  assert.match(shownOf(registered.person()), /What I have Papers, languages, skills/)
})

test('each thing can be taken back, and nothing else goes with it', () => {
  const person = withProfile(everything)
  const all = rowsOf(tap(person, 'held.page.0')).map(({ id }) => id)
  const ids = all.slice(0, -1)
  assert.deepEqual(all, [
    'held.licences.food-handler',
    'held.licences.driving-motorcycle',
    'held.skills.cook.grill',
    'held.languages.fr',
    'held.workPermits.UG',
    'held.add',
  ])
  const left = ids.map((id) => {
    const takeBack = rowsOf(tap(person, id)).find(({ id }) => id.startsWith('unheld.'))
    return profileAfter(tap(person, takeBack?.id ?? ''))
  })
  assert.deepEqual(left, [
    { licences: [{ licence: 'driving-motorcycle', held: false }] },
    { licences: [{ licence: 'food-handler', held: true }] },
    { skills: [] },
    { languages: [] },
    { workPermits: [] },
  ])
})

test('a language changes its level', () => {
  const person = withProfile(everything)
  const ids = rowsOf(tap(person, 'held.languages.fr')).map(({ id }) => id)
  assert.deepEqual(ids.slice(0, 3), [
    'level.basic.languages.fr',
    'level.good.languages.fr',
    'level.fluent.languages.fr',
  ])
  assert.deepEqual(profileAfter(tap(person, 'level.fluent.languages.fr')), {
    languages: [{ language: 'fr', level: 'fluent' }],
  })
  assert.equal(profileAfter(tap(person, 'level.best.languages.fr')), undefined)
  assert.equal(profileAfter(tap(person, 'level.good.skills.cook.grill')), undefined)
})

test('more than eight things come eight a page', () => {
  const skills = Array.from({ length: 20 }, (_, n) => `skill.${n}`)
  const person = withProfile({ ...everything, licences: [], languages: [], workPermits: [], skills })
  const idsOn = (id: string) => rowsOf(tap(person, id)).map((row) => row.id)
  assert.deepEqual(idsOn('held.page.0').slice(-2), ['held.add', 'held.page.1'])
  assert.equal(idsOn('held.page.0').length, 10)
  assert.deepEqual(idsOn('held.page.2').slice(0, 2), ['held.skills.skill.16', 'held.skills.skill.17'])
  assert.deepEqual(idsOn('held.page.2').slice(-2), ['held.skills.skill.19', 'held.add'])
  assert.deepEqual(idsOn('held.page.77'), idsOn('held.page.0'))
})

test('what is gone already, or never was, shows the rest and changes nothing', () => {
  const person = withProfile(everything)
  for (const id of ['held.skills.gone', 'unheld.licences.welding', 'unheld.__proto__.x', 'level.good.languages.de']) {
    const turn = tap(person, id)
    assert.deepEqual([turn?.edits ?? [], rowsOf(turn).length], [[], 6], id)
  }
})

test('what was said with I have it is taken back in the chat, and the job asks for it again', () => {
  const card = { kind: 'licence', licence: 'food-handler', must: true } as const
  const phone = createPhone({ jobs: [1, 2].map((n) => jobOf(n, { posting: { requirements: [card] } })) })
  registerAmina(phone)
  phone.say({ kind: 'tap', id: 'apply.job_1', title: 'Apply' })
  phone.tap('I have it')
  phone.say('profile')
  phone.tap('What I have')
  const [asked] = phone.say('1')
  assert.deepEqual(asked?.titles, ['Take it back', 'Keep it'])
  assert.match(phone.tap('Take it back')[0]?.body ?? '', /^You took this back: .*food handling card/)
  assert.deepEqual(phone.person().profile.licences, [])
  const [warning] = phone.say({ kind: 'tap', id: 'apply.job_2', title: 'Apply' })
  assert.deepEqual(warning?.titles, ['I have it', 'Apply', 'Not for me'])
})
