import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mode } from './state.ts'
import { jobOf } from './testing/look.ts'
import { createPhone, type Phone, registerAmina } from './testing/phone.ts'

/** Amina, who applied to the Sunrise Café. */
const applied = (): { readonly phone: Phone; readonly id: string } => {
  const questions = [{ id: 'a', text: 'Which dishes do you cook?', answer: 'text' }] as const
  const phone = createPhone({ jobs: [jobOf(1), jobOf(2), jobOf(3, { posting: { questions: [...questions] } })] })
  registerAmina(phone)
  phone.say({ kind: 'tap', id: 'apply.job_1', title: 'Apply' })
  return { phone, id: phone.applications()[0]?.id ?? '' }
}
const press = (phone: Phone, verb: string, id: string) => phone.say({ kind: 'tap', id: `${verb}.${id}`, title: verb })
const textsOf = (phone: Phone) => phone.messages().map(({ text }) => text.text)

test('after Reply the next text goes to that employer, once, with a confirmation', () => {
  const { phone, id } = applied()
  const [asked] = press(phone, 'reply', id)
  assert.match(asked?.body ?? '', /Write your message to Sunrise Café/)
  assert.deepEqual(asked?.titles, ['Cancel'])
  assert.match(phone.say('I can come on Monday')[0]?.body ?? '', /^Sent to Sunrise Café\./)
  phone.say('and on Tuesday')
  assert.deepEqual(
    phone.messages().map(({ text, from, applicationId }) => [text.text, from, applicationId]),
    [['I can come on Monday', 'person', id]],
  )
})

for (const said of [
  'Cancel',
  'cancelar',
  'Jobs',
  'menu',
  'HELP',
  'stop',
  'I want to apply: Cook (K7Q2MC) src-flyer',
  'Hi',
])
  test(`"${said}" after Reply does not go to the employer, nor does what follows a way out`, () => {
    const { phone, id } = applied()
    press(phone, 'reply', id)
    phone.say(said)
    if (said !== 'Hi') phone.say('This is for nobody')
    assert.deepEqual(textsOf(phone), [])
  })

for (const said of ['1', 'yes', 'I am Joseph, his brother said to ask', 'My badge is #ABCDEF', 'cook near Thika'])
  test(`"${said}" after Reply is a message like any other`, () => {
    const { phone, id } = applied()
    press(phone, 'reply', id)
    phone.say(said)
    assert.deepEqual(textsOf(phone), [said])
  })

test('a Reply that was pressed hours ago is forgotten', () => {
  const { phone, id } = applied()
  press(phone, 'reply', id)
  assert.match(phone.say('Where is the kitchen', 3 * 3_600_000)[0]?.body ?? '', /did not understand/)
  assert.deepEqual(textsOf(phone), [])
})

const place = { label: 'Thika', latitude: -1, longitude: 37, country: 'KE', timeZone: 'Africa/Nairobi' }
const work = [{ occupation: 'cook', said: 'cook' }]
const modes = (id: string, personId: string): readonly Mode[] => [
  { kind: 'start' },
  { kind: 'idle' },
  ...['name', 'work', 'place', 'experience', 'times', 'pay', 'language'].map(
    (question) => ({ kind: 'asking', question, editing: true }) as const,
  ),
  { kind: 'confirming', editing: true, work, place },
  { kind: 'choosing', question: 'place', editing: true, works: [], places: [place] },
  { kind: 'pay-period', editing: true, amount: 100, currency: 'KES' },
  { kind: 'warned', jobId: 'job_1' },
  { kind: 'screening', jobId: 'job_3', answers: [] },
  { kind: 'withdrawing', applicationId: id },
  { kind: 'deleting', personId },
  { kind: 'who' },
  { kind: 'reporting', jobId: 'job_1' },
  { kind: 'reporting', jobId: 'job_1', applicationId: id },
  { kind: 'reporting', jobId: 'job_1', applicationId: id, reason: 'other' },
]
const kinds = modes('', '')
for (const [at, { kind }] of kinds.entries())
  test(`no stray text reaches an employer while the chat is at ${kind} (${at}), but an answer that quotes them does`, () => {
    for (const stray of ['My secret is 4711', 'ok', '2', 'Baker in Ruiru, 900 a day']) {
      const { phone, id } = applied()
      const mode = modes(id, phone.person().id)[at]
      phone.setState({ ...phone.state(), mode })
      phone.say(stray)
      assert.deepEqual(textsOf(phone), [], stray)
    }
    if (kind === 'start') return
    const { phone, id } = applied()
    phone.setState({ ...phone.state(), mode: modes(id, phone.person().id)[at] })
    const [reply] = phone.say({ kind: 'text', text: 'Monday is fine', replyTo: id })
    assert.deepEqual(textsOf(phone), ['Monday is fine'])
    assert.match(reply?.body ?? '', /^Sent to Sunrise Café/)
  })

test('a command that quotes a message stays a command, and the words of its buttons are taps', () => {
  const { phone, id } = applied()
  phone.say({ kind: 'text', text: 'Stop', replyTo: id })
  assert.equal(phone.account().state, 'stopped')
  phone.say('start')
  phone.say({ kind: 'text', text: 'block', replyTo: id })
  assert.deepEqual(textsOf(phone), [])
  assert.match(
    phone.say({ kind: 'text', text: 'Are you there', replyTo: id })[0]?.body ?? '',
    /You blocked Sunrise Café/,
  )
})

test('an answer to an employer who was blocked is not sent, and the question that stands goes on', () => {
  const { phone, id } = applied()
  press(phone, 'block', id)
  phone.setState({ ...phone.state(), mode: { kind: 'screening', jobId: 'job_3', answers: [] } })
  const [reply] = phone.say({ kind: 'text', text: 'Monday is fine', replyTo: id })
  assert.match(reply?.body ?? '', /^You blocked Sunrise Café[\s\S]*Which dishes do you cook/)
  assert.deepEqual([textsOf(phone), phone.state().mode.kind], [[], 'screening'])
})

test("what quotes another person's message goes nowhere", () => {
  const { phone } = applied()
  phone.say({ kind: 'text', text: 'Monday is fine', replyTo: 'app_of_another' })
  assert.deepEqual(textsOf(phone), [])
})

test('whom one blocked can be unblocked from the application', () => {
  const { phone, id } = applied()
  assert.deepEqual(press(phone, 'block', id)[0]?.titles, ['Unblock', 'Report', 'Menu'])
  assert.equal(phone.say({ kind: 'tap', id: `app.${id}`, title: '' })[0]?.titles[0], 'Unblock')
  phone.tap('Unblock')
  assert.equal(phone.say({ kind: 'tap', id: `app.${id}`, title: '' })[0]?.titles[0], 'Write to them')
  phone.tap('Write to them')
  phone.say('Hello again, it is Amina')
  assert.equal(textsOf(phone).length, 1)
})

test('a voice note and a text that is too long are not sent, and the wait goes on', () => {
  const { phone, id } = applied()
  press(phone, 'reply', id)
  assert.match(phone.say({ kind: 'media', media: 'audio' })[0]?.body ?? '', /I can send text only/)
  assert.match(phone.say('x'.repeat(1001))[0]?.body ?? '', /1,000 letters or less/)
  phone.say('x'.repeat(1000))
  assert.equal(textsOf(phone).length, 1)
})

test('an application that was taken back takes no messages', () => {
  const { phone, id } = applied()
  phone.say({ kind: 'tap', id: `withdraw.${id}`, title: '' })
  phone.say('yes')
  assert.match(press(phone, 'reply', id)[0]?.body ?? '', /This application has ended/)
  phone.say('Hello?')
  assert.deepEqual(textsOf(phone), [])
})

test('an employer is reported with a reason from a list, and blocking is offered', () => {
  const { phone, id } = applied()
  const [list] = press(phone, 'report', id)
  assert.deepEqual(list?.titles.length, 6)
  const [thanks] = phone.tap('They ask for money')
  assert.match(thanks?.body ?? '', /Thank you/)
  assert.deepEqual(thanks?.titles, ['Block', 'Menu'])
  const [report] = phone.reports()
  assert.deepEqual(
    [report?.about, report?.reason, report?.applicationId, report?.text],
    ['organisation', 'money', id, undefined],
  )
})

test('REPORT files the job that was seen last, in own words where no reason fits; the words go to nobody else', () => {
  const { phone } = applied()
  phone.say({ kind: 'tap', id: 'job.job_2', title: '' })
  assert.match(phone.say('report')[0]?.body ?? '', /What is wrong with Cook for a busy kitchen 2/)
  phone.tap('Something else')
  phone.say('They want my passport')
  const [report] = phone.reports()
  assert.deepEqual([report?.about, report?.jobId, report?.text?.text], ['job', 'job_2', 'They want my passport'])
  assert.deepEqual(textsOf(phone), [])
})

test('REPORT without a job says how', () => {
  const phone = createPhone()
  registerAmina(phone)
  assert.match(phone.say('report')[0]?.body ?? '', /Open a job first/)
})
