import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { ApiProblem } from '../api/client.ts'
import { speak } from '../text/use-text.tsx'
import { readErrors } from './form-errors.ts'

const text = speak((await loadCatalogues()).en ?? {}, 'en')
const fields = [
  { id: 'email', label: 'E-mail' },
  { id: 'password', label: 'Password' },
]
const problem = (code: string, errors: ApiProblem['errors'] = []) =>
  new ApiProblem({ code, status: 400, title: '', errors })

test('what was refused stands at its field and on top', () => {
  const refused = problem('invalid-fields', [{ pointer: '/password', code: 'easy-password', detail: '' }])
  const { summary, byField } = readErrors({ error: refused }, fields, text)
  assert.match(byField.password ?? '', /easy to guess/)
  assert.deepEqual(
    summary.map(({ fieldId }) => fieldId),
    ['password'],
  )
})

test('what belongs to no field is said on top, and leads to the first', () => {
  for (const refused of [
    problem('link-over'),
    problem('invalid-fields', [{ pointer: '/token', code: 'x', detail: '' }]),
  ]) {
    const { summary, byField } = readErrors({ error: refused }, fields, text)
    assert.deepEqual([summary.length, summary[0]?.fieldId, byField], [1, 'email', {}])
  }
})

test('without an error there is none', () => assert.deepEqual(readErrors({ error: null }, fields, text).summary, []))

test('a field that was left empty is asked for, whatever else is wrong with it', () => {
  const error = problem('invalid-fields', [{ pointer: '/password', code: 'too-short', detail: '' }])
  assert.equal(readErrors({ error, sent: { password: '' } }, fields, text).byField.password, 'please fill this in')
})
