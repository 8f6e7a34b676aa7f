import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, jobOf } from './testing/look.ts'
import { createPhone, registerAmina } from './testing/phone.ts'

const last = <T>(items: readonly T[]): T | undefined => items.at(-1)

test('in English, eight answers at most lead from Hi to the first jobs, then alerts are asked apart', () => {
  const phone = createPhone()
  const answers = ['Hi', 'English', 'yes', 'Amina', 'cook', 'Thika', '3 years', 'mon to fri mornings', '1200']
  const turns = answers.map((text) => phone.say(text))
  assert.match(turns[0]?.[0]?.body ?? '', /Rolecall is the free job service of Thika Job Centre\. I am automatic/)
  assert.match(turns[3]?.[0]?.body ?? '', /^Question 4 of 8\. What work do you want\?/)
  const [list, alerts] = turns.at(-1) ?? []
  assert.match(list?.body ?? '', /Thank you, Amina.*cook; Thika; 2 years or more; Mon-Fri, mornings; KSh 1,200 a day/is)
  assert.deepEqual(list?.ids, ['job.job_1', 'job.job_2'])
  assert.match(alerts?.body ?? '', /May Thika Job Centre write to you/)
  assert.equal(phone.person().state, 'active')
})

test('in Spanish, the greeting is Spanish and work with its place saves a question', () => {
  const phone = createPhone()
  const [hello] = phone.say('Hola, busco trabajo')
  assert.match(hello?.body ?? '', /servicio gratuito de empleo/)
  const answers = [
    'Español',
    'sí',
    'Ana Ruiz',
    'cocina cerca de Toluca',
    'Menos de 2 años',
    'de lunes a viernes',
    '300 diarios',
  ]
  const turns = answers.map((text) => phone.say(text))
  assert.match(turns[3]?.[0]?.body ?? '', /^Pregunta 6 de 8/)
  assert.equal(turns.at(-1)?.[0]?.kind, 'list')
  const { profile, timeZone } = phone.person()
  assert.deepEqual(profile.pay, { amount: 30_000, currency: 'MXN', period: 'day' })
  assert.deepEqual(profile.times?.days, ['mon', 'tue', 'wed', 'thu', 'fri'])
  assert.equal(timeZone, 'America/Mexico_City')
})

test('the first list of matches is logged with its ranks', () => {
  const phone = createPhone()
  registerAmina(phone)
  const shown = phone.edits().find(({ kind }) => kind === 'list-shown')
  assert.ok(shown?.kind === 'list-shown')
  assert.deepEqual(
    shown.entries.map(({ rank, jobId }) => [rank, jobId]),
    [
      [1, 'job_1'],
      [2, 'job_2'],
    ],
  )
})

for (const first of ['👍', 'I need a job', 'x'.repeat(5000), 'Apply to job K7Q2MB']) {
  test(`"${first.slice(0, 20)}" begins a registration`, () => {
    const phone = createPhone()
    assert.match(phone.say(first)[0]?.body ?? '', /I am automatic/)
    assert.deepEqual(phone.state().mode, { kind: 'asking', question: 'language', editing: false })
  })
}

test('a sticker or a voice note begins a registration too', () => {
  for (const media of ['sticker', 'audio'] as const) {
    const [hello] = createPhone().say({ kind: 'media', media, mediaId: 'med_1' })
    assert.match(hello?.body ?? '', /I am automatic[\s\S]*I kept what you sent/)
  }
})

test('no consent, no person; a yes later goes on', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'no']) phone.say(text)
  assert.equal(phone.people().length, 0)
  const [name] = phone.tap('Yes')
  assert.match(name?.body ?? '', /Question 3 of 8\. What is your name\?/)
  assert.equal(phone.people().length, 1)
})

test('what was misspelt is confirmed, and the confirmation is no question of its own', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'yes', 'Amina']) phone.say(text)
  const [confirm] = phone.say('waitter in tikka')
  assert.match(confirm?.body ?? '', /^Do you mean .*, in Thika\?$/)
  assert.deepEqual(confirm?.titles, ['Yes', 'Other work', 'Other place'])
  assert.match(phone.tap('Yes')[0]?.body ?? '', /^Question 6 of 8/)
})

test('a place of several is chosen among the nearest', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'yes', 'Amina', 'cook']) phone.say(text)
  const [choose] = phone.say('San Juan')
  assert.deepEqual(choose?.titles, ['San Juan', 'San Juan Norte', 'None of these'])
  phone.say('2')
  assert.equal(phone.person().profile.place?.label, 'San Juan Norte')
})

test('a shared location is the place, to about a kilometre', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'yes', 'Amina', 'cook']) phone.say(text)
  phone.say({ kind: 'location', latitude: -1.03333, longitude: 37.06934 })
  assert.deepEqual(phone.person().profile.place, {
    label: 'Thika',
    country: 'KE',
    timeZone: 'Africa/Nairobi',
    latitude: -1.03,
    longitude: 37.07,
  })
})

test('the period of a pay is asked only where the amount leaves it open', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'yes', 'Amina', 'cook in Thika', '3 years', 'any time']) phone.say(text)
  assert.match(phone.say('5000')[0]?.body ?? '', /Is KSh 5,000 for a day, a week or a month\?/)
  phone.say('week')
  assert.deepEqual(phone.person().profile.pay, { amount: 500_000, currency: 'KES', period: 'week' })
})

test('a link to a job survives the registration and then opens that job', () => {
  const phone = createPhone({ jobs: [jobOf(1), jobOf(2)] })
  assert.match(phone.say('Hi! I want to apply for Cook. Job K7Q2MC src-flyer')[0]?.body ?? '', /You ask about this job/)
  for (const text of ['English', 'yes', 'Amina', 'cook in Thika', '3 years', 'any time']) phone.say(text)
  const [summary, job] = phone.say('any')
  assert.match(summary?.body ?? '', /Thank you, Amina/)
  assert.match(job?.body ?? '', /Cook for a busy kitchen 2[\s\S]*KSh 1,200 a day[\s\S]*answer by 2 Dec/)
  assert.equal(phone.person().source, 'flyer')
  assert.equal(phone.state().jobCode, undefined)
})

test('a chat that was left is welcomed back to the same question', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'yes', 'Amina', 'cook in Thika']) phone.say(text)
  const [back] = phone.say('Hello', 9 * dayMs)
  assert.match(back?.body ?? '', /^Welcome back, Amina\. Your 5 answers are safe\.\n\nQuestion 6 of 8/)
  assert.match(phone.say('Not yet', 9 * dayMs)[0]?.body ?? '', /^Question 7 of 8/)
})

test('a chat begun on an older questionnaire ends well: what was answered is not asked, what is gone gives way', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'yes', 'Amina', 'cook in Thika']) phone.say(text)
  phone.setState({
    ...phone.state(),
    questionnaire: 0,
    mode: { kind: 'asking', question: 'shoe-size', editing: false },
  })
  assert.match(phone.say('42')[0]?.body ?? '', /^Question 6 of 8/)
  for (const text of ['Not yet', 'any time']) phone.say(text)
  assert.equal(last(phone.say('any pay'))?.titles[0], 'Yes')
  assert.equal(phone.person().state, 'active')
})

test('a state that cannot be read any more loses no answer', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'yes', 'Amina', 'cook in Thika']) phone.say(text)
  phone.setState({ version: 99 })
  assert.match(phone.say('hi')[0]?.body ?? '', /Question 6 of 8/)
})

test('work and place need no word between them', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'yes', 'Amina', 'cook Thika']) phone.say(text)
  assert.equal(phone.person().profile.place?.label, 'Thika')
})

test('a yes is no name', () => {
  const phone = createPhone()
  for (const text of ['Hi', 'English', 'yes']) phone.say(text)
  assert.match(phone.say('yes')[0]?.body ?? '', /^I need your name/)
  assert.match(phone.say('I am Joseph, her brother')[0]?.body ?? '', /^Question 4 of 8/)
  assert.equal(phone.person().name, 'Joseph')
})
