import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobOf } from './testing/look.ts'
import { createPhone, registerAmina } from './testing/phone.ts'

const answers = ['English', 'yes', 'Amina', 'cook in Thika', '3 years', 'any time', 'any']

test('the tag of a link to a job stays with the person and with their application for that job', () => {
  const phone = createPhone({ jobs: [jobOf(1), jobOf(2)] })
  phone.say('I want to apply: Cook (K7Q2MC) src-flyer')
  for (const text of answers) phone.say(text)
  assert.equal(phone.person().source, 'flyer')
  phone.tap('Apply')
  phone.say({ kind: 'tap', id: 'apply.job_1', title: 'Apply' })
  const sources = phone.applications().map(({ jobId, source }) => [jobId, source])
  assert.deepEqual(sources, [
    ['job_2', 'flyer'],
    ['job_1', undefined],
  ])
})

test('the tag of a poster without a job stays with the person who registers by it, and with no one after them', () => {
  const phone = createPhone()
  phone.say('Hi src-bus-stop')
  for (const text of answers) phone.say(text)
  assert.equal(phone.person().source, 'bus-stop')
  phone.say('switch')
  phone.tap('Someone new')
  for (const text of ['yes', 'Joseph']) phone.say(text)
  assert.deepEqual(
    phone.people().map(({ name, source }) => [name, source]),
    [
      ['Amina', 'bus-stop'],
      ['Joseph', undefined],
    ],
  )
})

test('a later link tells where an application came from and leaves where the person came from', () => {
  const phone = createPhone({ jobs: [jobOf(1), jobOf(2)] })
  registerAmina(phone)
  phone.say('K7Q2MC src-qr')
  phone.tap('Apply')
  assert.equal(phone.person().source, undefined)
  assert.equal(phone.applications()[0]?.source, 'qr')
})
