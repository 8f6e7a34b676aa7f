import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ConversationEvent } from './event.ts'
import { jobOf } from './testing/look.ts'
import { createPhone, registerAmina, words } from './testing/phone.ts'

const known = [
  'cook in Thika',
  'yes',
  'no',
  '1',
  '2',
  '1200 a day',
  '5000',
  'week',
  'San Juan',
  'tikka',
  'weekends',
  'I am Joseph, her brother',
  'K7Q2MB',
  'Amina',
  'English',
  'Español',
  'any',
  'Lend me 500',
]
const said = Object.values(words.said).flatMap((entries) => entries.flatMap((entry) => entry.words))
const ids = [
  'job.job_1',
  'apply.job_1',
  'apply.job_2',
  'sure.job_2',
  'have.job_1',
  'hide.job_1',
  'save.job_9',
  'jobs.page.1',
  'app.x',
  'withdraw.x',
  'field.work',
  'field.x',
  'alerts.yes',
  'cmd.jobs',
  'cmd.x',
  'person.new',
  'pick.0',
  'licences.clear',
  '',
]

const event: fc.Arbitrary<ConversationEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...known).map((text): ConversationEvent => ({ kind: 'text', text })) },
  { weight: 2, arbitrary: fc.constantFrom(...said).map((text): ConversationEvent => ({ kind: 'text', text })) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'grapheme', maxLength: 300 })
      .map((text): ConversationEvent => ({ kind: 'text', text })),
  },
  { weight: 2, arbitrary: fc.constantFrom(...ids).map((id): ConversationEvent => ({ kind: 'tap', id, title: 'x' })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('audio', 'image', 'video', 'document', 'sticker')
      .map((media): ConversationEvent => ({ kind: 'media', media })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<ConversationEvent>(
      { kind: 'contacts' },
      { kind: 'other' },
      { kind: 'location', latitude: 19, longitude: -99 },
    ),
  },
)

const question = { id: 'a', text: 'Can you start on Monday?', answer: 'yes-no' } as const
const jobs = [
  jobOf(1, { posting: { requirements: [{ kind: 'licence', licence: 'forklift', must: true }] } }),
  jobOf(2, { posting: { questions: [question] } }),
]

for (const isRegistered of [false, true]) {
  test(`any chat of ${isRegistered ? 'a registered person' : 'a newcomer'}: each event gets one or two replies within the limits`, () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 14 }), (events) => {
        const phone = createPhone({ jobs })
        if (isRegistered) registerAmina(phone)
        for (const one of events) {
          const { length } = phone.say(one)
          assert.ok(length === 1 || length === 2)
        }
      }),
      { numRuns: 100 },
    )
  })
}

test('a chat that begins with a file, kept or not, is as short as the others where there is one language', () => {
  const files: readonly ConversationEvent[] = [
    { kind: 'media', media: 'audio' },
    { kind: 'media', media: 'audio', mediaId: 'med_1' },
  ]
  for (const language of ['en', 'es'])
    for (const file of files) {
      // The phone checks the length of each body.
      const [reply] = createPhone({ jobs, languages: [language] }).say(file)
      assert.match(reply?.body ?? '', 'mediaId' in file ? /kept what|Guardé/ : /could not keep|No pude/)
    }
})

test('a reaction is the only event that may go without a reply', () => {
  assert.deepEqual(createPhone().say({ kind: 'reaction' }), [])
})
