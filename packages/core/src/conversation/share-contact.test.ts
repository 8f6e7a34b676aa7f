import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consentTextVersion } from './consent-edit.ts'
import { createPhone, registerAmina } from './testing/phone.ts'

const applied = () => {
  const phone = createPhone()
  registerAmina(phone)
  phone.say({ kind: 'tap', id: 'apply.job_1', title: '' })
  const [application] = phone.applications()
  assert.ok(application)
  return { phone, application, open: () => phone.say({ kind: 'tap', id: `app.${application.id}`, title: '' }) }
}
const sharing = (edits: ReturnType<ReturnType<typeof createPhone>['edits']>) =>
  edits.flatMap((edit) => (edit.kind === 'consent' ? [[edit.scope, edit.organisationId, edit.given]] : []))

test('a number is shared with one employer after one more question, in the words on record', () => {
  const { phone, application, open } = applied()
  open()
  const [question] = phone.tap('Share my number')
  assert.match(question?.body ?? '', /see your number/)
  assert.deepEqual(sharing(phone.edits()), [])
  phone.tap('Yes')
  assert.deepEqual(sharing(phone.edits()), [['share-contact', application.organisationId, true]])
  const [edit] = phone.edits()
  assert.equal(edit?.kind === 'consent' && edit.textVersion, consentTextVersion)
})

test('it is taken back with one tap, from the answer and from the application', () => {
  const { phone, application, open } = applied()
  open()
  phone.tap('Share my number')
  phone.tap('Yes')
  phone.tap('Hide my number')
  assert.deepEqual(sharing(phone.edits()), [['share-contact', application.organisationId, false]])
  assert.deepEqual(open()[0]?.titles.includes('Share my number'), true)
})

test('no is no: nothing is on record', () => {
  const { phone, open } = applied()
  open()
  phone.tap('Share my number')
  phone.tap('No')
  assert.deepEqual(sharing(phone.edits()), [])
})
