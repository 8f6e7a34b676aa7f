import assert from 'node:assert/strict'
import { test } from 'node:test'
import { JobDraft } from '@rolecall/contract/job'
import { emptyForm, type FormValues, formOf, postingOf } from './form-values.ts'

const filled: FormValues = {
  ...emptyForm('KES', '2026-11-25'),
  title: 'Cook',
  occupation: { id: 'cook', label: 'Cook' },
  description: 'Breakfast for 200.',
  payMin: '1,200',
  payMax: '1 500.50',
  place: { label: 'Thika', latitude: -1.03, longitude: 37.07, country: 'KE', timeZone: 'Africa/Nairobi' },
  from: '07:00',
  to: '15:00',
}

test('a filled form is a posting, with pay in minor units', () => {
  const posting = JobDraft.parse(postingOf(filled, 'en'))
  assert.deepEqual(posting.pay, { min: 120_000, max: 150_050, currency: 'KES', period: 'month' })
  assert.equal(posting.expiresOn, '2026-12-25')
})

test('a posting fills the form that made it', () => {
  const posting = JobDraft.parse(postingOf(filled, 'en'))
  assert.deepEqual(postingOf(formOf(posting, 'Cook'), 'en'), postingOf(filled, 'en'))
})

test('what matters most is sent where something is chosen, and left out where nothing is', () => {
  assert.equal('mattersMost' in postingOf(filled, 'en'), false)
  const chosen = JobDraft.parse(postingOf({ ...filled, mattersMost: ['skills', 'distance'] }, 'en'))
  assert.deepEqual(chosen.mattersMost, ['skills', 'distance'])
  assert.deepEqual(formOf(chosen, 'Cook').mattersMost, ['skills', 'distance'])
})

test('a currency without small coins keeps its amounts', () => {
  const posting = JobDraft.parse(postingOf({ ...filled, currency: 'CLP', payMin: '500000', payMax: '' }, 'es'))
  assert.equal(posting.pay.min, 500_000)
})

test('what is missing is left out, so that the server names it', () => {
  const paths = JobDraft.safeParse(postingOf(emptyForm('KES', '2026-11-25'), 'en')).error?.issues.map(({ path }) =>
    path.join('/'),
  )
  assert.deepEqual(paths, ['title', 'occupation', 'description/text', 'place', 'pay/min'])
})
