import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { ApiProblem } from '../../api/client.ts'
import { speak } from '../../text/use-text.tsx'
import { readFieldErrors } from './field-errors.ts'

const { en = {} } = await loadCatalogues()
const refused = (...errors: [pointer: string, code: string][]) =>
  new ApiProblem({
    code: 'invalid-fields',
    status: 400,
    title: '',
    errors: errors.map(([pointer, code]) => ({ pointer, code, detail: '' })),
  })

test('each error of the server stands at its field and, with the field named, in the summary', () => {
  const error = refused(
    ['/posting/pay/min', 'required'],
    ['/posting/pay/max', 'pay-range'],
    ['/posting/place', 'required'],
  )
  const { summary, byField } = readFieldErrors(error, speak(en, 'en'))
  assert.deepEqual(byField, {
    payMin: 'please fill this in',
    payMax: 'the upper end is below the lower one',
    place: 'please fill this in',
  })
  assert.deepEqual(summary[1], { fieldId: 'payMax', message: 'Up to: the upper end is below the lower one' })
})

test('what is wrong with what matters most stands at its question', () => {
  const { summary } = readFieldErrors(refused(['/posting/mattersMost', 'too-many']), speak(en, 'en'))
  assert.deepEqual(summary, [{ fieldId: 'mattersMost', message: 'Matters most: there are too many' }])
})

test('a field is named once, and a code that is not known still says something', () => {
  const error = refused(['/posting/requirements/0/years', 'new-code'], ['/posting/requirements/1/years', 'required'])
  const { summary } = readFieldErrors(error, speak(en, 'en'))
  assert.deepEqual(summary, [{ fieldId: 'requirement-kind', message: 'What people need: this cannot be read' }])
})
