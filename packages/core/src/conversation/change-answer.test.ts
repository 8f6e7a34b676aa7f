import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answered, changeAlerts, changeAnswer, type OwnScene } from './change-answer.ts'
import type { Edit } from './edits.ts'
import { lookOf, now } from './testing/look.ts'
import { createPhone, type Phone, registerAmina, words } from './testing/phone.ts'

const ownOf = (phone: Phone): OwnScene => ({
  person: phone.person(),
  people: phone.people(),
  account: phone.account(),
  applications: [],
  interests: [],
  consents: [],
  look: lookOf([]),
  words,
  now,
  operator: { name: 'Thika Job Centre', languages: ['en', 'es'], countries: ['KE', 'MX'], webUrl: '' },
  id: (collection) => `${collection}_1`,
})
const registered = (): Phone => {
  const phone = createPhone()
  registerAmina(phone)
  return phone
}
const change = (answered: Answered) => changeAnswer(ownOf(registered()), answered)
/** What the edits set, whoever they are of. */
const setBy = (edits: readonly Edit[]) =>
  edits.flatMap((edit) => (edit.kind === 'update-person' ? [{ ...edit, personId: '' }] : []))

const fields = { name: 'Name', work: 'Work', place: 'Place', times: 'Times', pay: 'Pay' } as const
const texts: readonly (readonly [keyof typeof fields, string])[] = [
  ['name', 'my name is Amina Otieno'],
  ['name', '12345'],
  ['work', 'waiter'],
  ['work', 'qqqq zzzz'],
  ['place', 'Nairobi'],
  ['place', 'nowhere at all'],
  ['times', 'weekends'],
  ['times', 'lunes a viernes'],
  ['pay', '1500 a day'],
  ['pay', 'lend me 500'],
]
for (const [question, text] of texts)
  test(`${question} "${text}" comes to the same on a page as in the chat`, () => {
    const phone = registered()
    phone.say('profile')
    phone.tap(fields[question])
    phone.say(text)
    const changed = change({ question, said: { text } })
    assert.deepEqual(setBy(changed.outcome === 'changed' ? changed.edits : []), setBy(phone.edits()))
  })

test('words that are commands in the chat are answers on a page', () => {
  assert.deepEqual(change({ question: 'name', said: { text: 'Menu' } }), {
    outcome: 'changed',
    edits: [{ kind: 'update-person', personId: registered().person().id, name: 'Menu' }],
  })
})

test('what may be several things is asked back, and the pick decides', () => {
  const said = { text: '5000' }
  const asked = change({ question: 'pay', said })
  assert.equal(asked.outcome, 'unclear')
  const ids = asked.outcome === 'unclear' ? asked.choices.map(({ id }) => id) : []
  assert.deepEqual(ids, ['period.day', 'period.week', 'period.month'])
  const changed = change({ question: 'pay', said, pick: 'period.week' })
  assert.equal(changed.outcome, 'changed')
  const [edit] = changed.outcome === 'changed' ? changed.edits : []
  assert.deepEqual(edit?.kind === 'update-person' && edit.profile?.pay, {
    amount: 500_000,
    currency: 'KES',
    period: 'week',
  })
})

test('a pick that was not offered leaves the question open', () => {
  for (const pick of ['period.year', 'confirm.yes', 'cmd.delete', 'q.pay.any'])
    assert.notEqual(change({ question: 'pay', said: { text: '5000' }, pick }).outcome, 'changed', pick)
})

test('an option of a question is taken by its id', () => {
  const changed = change({ question: 'experience', said: { tap: 'q.experience.none' } })
  const [edit] = changed.outcome === 'changed' ? changed.edits : []
  assert.equal(edit?.kind === 'update-person' && edit.profile?.work?.[0]?.experience, 'none')
  assert.equal(change({ question: 'experience', said: { tap: 'q.pay.any' } }).outcome, 'not-understood')
})

test('what is not understood says what is missing and changes nothing', () => {
  assert.deepEqual(change({ question: 'name', said: { text: '' } }), {
    outcome: 'not-understood',
    why: { key: 'bot.again.name' },
  })
})

test('alerts change with a consent on record', () => {
  const kinds = changeAlerts(ownOf(registered()), true).map(({ kind }) => kind)
  assert.deepEqual(kinds, ['update-person', 'consent'])
})
