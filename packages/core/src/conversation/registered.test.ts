import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonKey, reasonsOf } from '@rolecall/contract/reasons'
import { dayMs, jobOf, lookOf, now } from './testing/look.ts'
import { createPhone, registerAmina } from './testing/phone.ts'

const card = { kind: 'licence', licence: 'food-handler', must: true } as const

test('jobs come nine a page with sections, and More jobs goes on', () => {
  const jobs = Array.from({ length: 12 }, (_, n) => jobOf(n, n === 3 ? { posting: { requirements: [card] } } : {}))
  const phone = createPhone({ jobs })
  const [list] = registerAmina(phone)
  assert.equal(list?.titles.length, 10)
  assert.equal(list?.titles.at(-1), 'More jobs')
  const [second] = phone.say('10')
  assert.deepEqual(second?.ids, ['job.job_9', 'job.job_10', 'job.job_11'])
})

test('a job shows pay, place, hours, start, what fits and by when they answer, before Apply', () => {
  const phone = createPhone({ jobs: [jobOf(1, { posting: { requirements: [card], startsOn: '2026-12-01' } })] })
  registerAmina(phone)
  const [job] = phone.say('jobs').length > 0 ? phone.say('1') : []
  assert.match(
    job?.body ?? '',
    /Sunrise Café[\s\S]*KSh 1,200 a day[\s\S]*Thika \(3 km\)[\s\S]*Mon-Sat 7-15[\s\S]*1 Dec[\s\S]*Fits: work, pay and place[\s\S]*food handling card[\s\S]*2 Dec/,
  )
  assert.deepEqual(job?.titles, ['Apply', 'Save', 'Not for me'])
})

test('WHY gives every reason in the order that the employer reads', () => {
  const jobs = [jobOf(1, { posting: { requirements: [card] } })]
  const phone = createPhone({ jobs })
  registerAmina(phone)
  phone.say('jobs')
  phone.say('1')
  const [why] = phone.say('why')
  const explanation = lookOf(jobs).explain(phone.person().profile, 'job_1')
  assert.ok(explanation)
  assert.deepEqual(reasonsOf(explanation).map(reasonKey), [
    'reason.occupation.met.same',
    'reason.pay.met',
    'reason.place.met',
    'reason.licence.unknown',
  ])
  assert.match(
    why?.body ?? '',
    /Work: cook\.[\s\S]*Pay: KSh 1,200 a day[\s\S]*Place: Thika, 3 km away[\s\S]*food handling card[\s\S]*Apply and say if you have it/i,
  )
})

test('WHY says what this employer weighs more, and nothing where they named nothing', () => {
  const why = (posting: Parameters<typeof jobOf>[1]) => {
    const phone = createPhone({ jobs: [jobOf(1, posting)] })
    registerAmina(phone)
    phone.say('jobs')
    phone.say('1')
    return phone.say('why')[0]?.body ?? ''
  }
  assert.match(
    why({ posting: { mattersMost: ['experience', 'distance'] } }),
    /3 km away\.\s+This employer puts more weight on experience and living near\.\s+The employer reads the same\./,
  )
  assert.doesNotMatch(why({}), /more weight/)
})

test('an application that misses a must is warned of; I have it fills the profile', () => {
  const phone = createPhone({ jobs: [jobOf(1, { posting: { requirements: [card] } })] })
  registerAmina(phone)
  phone.say('jobs')
  phone.say('1')
  const [warning] = phone.tap('Apply')
  assert.deepEqual(warning?.titles, ['I have it', 'Apply', 'Not for me'])
  const [done] = phone.tap('I have it')
  assert.match(done?.body ?? '', /You applied[\s\S]*2 Dec/)
  assert.deepEqual(phone.person().profile.licences, [{ licence: 'food-handler', held: true }])
  const [application] = phone.applications()
  assert.equal(application?.state, 'new')
  assert.equal(application?.answerBy, (application?.createdAt ?? 0) + 7 * dayMs)
})

test('screening questions are asked one at a time', () => {
  const questions = [
    { id: 'a', text: 'Can you start on Monday?', answer: 'yes-no' },
    { id: 'b', text: 'Which dishes do you cook?', answer: 'text' },
  ] as const
  const phone = createPhone({ jobs: [jobOf(1, { posting: { questions: [...questions] } })] })
  registerAmina(phone)
  for (const said of ['jobs', '1']) phone.say(said)
  const [first] = phone.tap('Apply')
  assert.match(first?.body ?? '', /Sunrise Café asks \(1 of 2\): Can you start on Monday\?/)
  assert.match(phone.say('perhaps')[0]?.body ?? '', /Tap Yes or No/)
  assert.match(phone.say('help')[0]?.body ?? '', /1 of 2/)
  phone.say('yes')
  phone.say('Pilau, chapati')
  assert.deepEqual(
    phone.applications()[0]?.answers.map(({ answer }) => answer),
    ['yes', 'Pilau, chapati'],
  )
})

for (const [name, more] of [
  ['closed', { state: 'closed' }],
  ['has ended', { state: 'expired' }],
  ['has ended', { expiresAt: now - 1 }],
  ['is full', { openingsLeft: 0 }],
  ['takes no one', { state: 'paused' }],
] as const) {
  test(`a job that ${name} refuses applications, says so and shows others`, () => {
    const phone = createPhone({ jobs: [jobOf(1, more), jobOf(2)] })
    registerAmina(phone)
    for (const id of ['apply.job_1', 'sure.job_1', 'job.job_1']) {
      const [reply] = phone.say({ kind: 'tap', id, title: 'Apply' })
      assert.match(reply?.body ?? '', new RegExp(name))
      assert.ok(reply?.ids.includes('job.job_2'))
    }
    assert.equal(phone.applications().length, 0)
  })
}

test('one applies once, sees it under APPLICATIONS, and takes it back only after a yes', () => {
  const phone = createPhone()
  registerAmina(phone)
  phone.say({ kind: 'tap', id: 'apply.job_1', title: 'Apply' })
  assert.match(phone.say({ kind: 'tap', id: 'apply.job_1', title: 'Apply' })[0]?.body ?? '', /You applied for this job/)
  const [list] = phone.say('applications')
  assert.equal(list?.titles.length, 1)
  assert.match(phone.say('1')[0]?.body ?? '', /sent\.[\s\S]*They answer by 2 Dec/)
  phone.tap('Take it back')
  phone.say('yes')
  assert.deepEqual(
    phone.applications().map(({ state }) => state),
    ['withdrawn'],
  )
})

test('Not for me hides a job, Save keeps it', () => {
  const phone = createPhone()
  registerAmina(phone)
  assert.deepEqual(phone.say({ kind: 'tap', id: 'hide.job_1', title: 'Not for me' })[0]?.ids, ['job.job_2'])
  phone.say({ kind: 'tap', id: 'save.job_2', title: 'Save' })
  assert.deepEqual(phone.say('applications')[0]?.ids, ['job.job_2'])
})

test('any answer can be changed', () => {
  const phone = createPhone()
  registerAmina(phone)
  assert.deepEqual(phone.say('profile')[0]?.titles.slice(0, 6), ['Name', 'Work', 'Place', 'Experience', 'Times', 'Pay'])
  phone.tap('Pay')
  assert.match(phone.say('900 a day')[0]?.body ?? '', /^Saved/)
  assert.equal(phone.person().profile.pay?.amount, 90_000)
  phone.say('profile')
  phone.tap('Work')
  assert.match(phone.say('waiter')[0]?.body ?? '', /How long have you done this work: waiter/i)
})

test('alerts need a consent of their own and can be taken back', () => {
  const phone = createPhone()
  registerAmina(phone)
  assert.equal(phone.person().alerts, false)
  phone.tap('Yes')
  assert.equal(phone.person().alerts, true)
  assert.deepEqual(
    phone.edits().map((edit) => edit.kind === 'consent' && [edit.scope, edit.given]),
    [false, ['alerts', true]],
  )
})

for (const word of ['STOP', 'Stop.', 'parar', 'PARE', 'unsubscribe', 'ALTO']) {
  test(`${word} stops everything with one reply, and START restores it`, () => {
    const phone = createPhone()
    registerAmina(phone)
    phone.tap('Yes')
    assert.deepEqual(
      phone.say(word).map(({ body }) => body),
      ['Stopped. No more messages. START brings them back.'],
    )
    assert.deepEqual([phone.account().state, phone.person().state], ['stopped', 'hidden'])
    assert.equal(phone.say('jobs')[0]?.kind, 'list')
    phone.say('start')
    assert.deepEqual([phone.account().state, phone.person().state, phone.person().alerts], ['active', 'active', true])
  })
}

test('DELETE asks once more, then deletes the person and begins anew', () => {
  const phone = createPhone()
  registerAmina(phone)
  phone.say({ kind: 'tap', id: 'apply.job_1', title: 'Apply' })
  assert.match(phone.say('delete')[0]?.body ?? '', /Delete the profile of Amina/)
  phone.tap('Delete it')
  assert.equal(phone.people().length + phone.applications().length, 0)
  assert.deepEqual(phone.account().personIds, [])
  assert.match(phone.say('Hi')[0]?.body ?? '', /I am automatic/)
})

test('two people on one phone have a profile and a consent each, and every message names its person', () => {
  const phone = createPhone()
  registerAmina(phone)
  const [who] = phone.say('I am Joseph, her brother')
  assert.match(who?.body ?? '', /This phone has the profile of Amina\. Joseph can have one too\.\n\nWho writes now\?/)
  assert.deepEqual(who?.titles, ['Amina', 'Joseph'])
  assert.match(phone.tap('Joseph')[0]?.body ?? '', /Do you agree\?/)
  assert.match(phone.say('yes')[0]?.body ?? '', /^A message for Joseph\.\n\nQuestion 4 of 8/)
  for (const text of ['driver', 'Ruiru', 'never', 'weekends', 'any']) phone.say(text)
  phone.say('switch')
  assert.match(phone.tap('Amina')[0]?.body ?? '', /^A message for Amina/)
  assert.match(phone.say('Soy Joseph, su hermano')[0]?.body ?? '', /^A message for Joseph/)
  assert.deepEqual(
    phone.people().map(({ name }) => name),
    ['Amina', 'Joseph'],
  )
})

test('a code that is no job is told to be unknown', () => {
  const phone = createPhone()
  registerAmina(phone)
  assert.match(phone.say('#ZZZZZZ')[0]?.body ?? '', /do not know a job with the code ZZZZZZ/)
  assert.match(phone.say('Apply to job K7Q2MC')[0]?.body ?? '', /Cook for a busy kitchen 2/)
})
