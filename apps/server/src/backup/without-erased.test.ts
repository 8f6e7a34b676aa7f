import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CollectionName } from '@rolecall/core/model/collections'
import type { Carried } from '@rolecall/store/transfer/carried'
import { withoutErased } from './without-erased.ts'

const of = (id: string, plain: object, sealed?: string): Carried => ({
  id,
  revision: 3,
  version: 1,
  body: JSON.stringify(plain),
  ...(sealed === undefined ? {} : { sealed: Buffer.from(sealed) }),
})
const kept = (collection: CollectionName, document: Carried, ...gone: string[]) => {
  const left = withoutErased(collection, document, new Set(gone))
  return left && JSON.parse(left.body)
}

test('what the destroyed key sealed is dropped, and what a day’s or another’s key sealed stays', () => {
  assert.equal(kept('people', of('per_1', { accountId: 'acc_1' }, 'x'), 'per_1'), undefined)
  assert.equal(kept('users', of('usr_1', {}, 'x'), 'usr_1'), undefined)
  assert.equal(kept('tasks', of('t1', { keyOwner: 'day:2026-11-20' }, 'x'), 'day:2026-11-20'), undefined)
  assert.deepEqual(kept('tasks', of('t1', { keyOwner: 'day:2026-11-20' }), 'day:2026-11-20'), {
    keyOwner: 'day:2026-11-20',
  })
  assert.deepEqual(kept('people', of('per_2', { accountId: 'acc_1' }, 'x'), 'per_1'), { accountId: 'acc_1' })
})

test('rows that no key seals are dropped where they name someone erased, in whatever field or id', () => {
  const rows: readonly [CollectionName, Carried][] = [
    ['interests', of('per_1:job_1', { personId: 'per_1' })],
    ['consents', of('con_1', { personId: 'per_1' })],
    ['links', of('x', { subject: 'per_1', keyOwner: 'day:2026-11-20' }, 'x')],
    ['tasks', of('erase-person:per_1:again', { lane: 'erase:acc_1:again' })],
    ['reports', of('r', { reporter: { kind: 'person', id: 'per_1' } })],
    ['outbox', of('out_1', { accountId: 'acc_2', personId: 'per_1' }, 'x')],
  ]
  for (const [collection, row] of rows) {
    assert.equal(kept(collection, row, 'per_1'), undefined, collection)
    assert.ok(kept(collection, row, 'per_11'), `${collection} of another`)
  }
  assert.ok(kept('auditEntries', of('aud_1', { subjectId: 'per_1' }), 'per_1'), 'the log stays whole')
})

test('whoever shares the phone keeps the account, and is met anew where the erased one had the chat', () => {
  const gone = new Set(['per_1'])
  const account = of('acc_1', { personIds: ['per_1', 'per_2'], activePersonId: 'per_1', state: 'active' }, 'x')
  const left = withoutErased('accounts', account, gone)
  assert.deepEqual(JSON.parse(left?.body ?? ''), { personIds: ['per_2'], activePersonId: 'per_2', state: 'active' })
  assert.equal(withoutErased('conversations', of('cnv_1', { accountId: 'acc_1' }, 'x'), gone), undefined)
  assert.ok(withoutErased('conversations', of('cnv_2', { accountId: 'acc_2' }, 'x'), gone))
})

test('a case goes with what was said in it', () => {
  const gone = new Set(['per_1'])
  assert.equal(withoutErased('cases', of('cas_1', { accountId: 'acc_1', personId: 'per_1' }, 'x'), gone), undefined)
  assert.equal(withoutErased('caseMessages', of('csm_1', { caseId: 'cas_1' }, 'x'), gone), undefined)
})

test('a list that an employer saw keeps the place without the person, a list of the person goes', () => {
  const entry = (personId: string) => ({
    rank: 1,
    jobId: 'job_1',
    personId,
    explanation: { score: 7, constraints: [{ facts: { km: 3 } }] },
  })
  const list = of('lst_1', {
    audience: 'employer',
    subjectId: 'job_1',
    at: 1,
    entries: [entry('per_1'), entry('per_2')],
  })
  const nameless = { ...entry('per_erased'), explanation: { score: 7, constraints: [{ facts: {} }] } }
  assert.deepEqual(kept('matchLists', list, 'per_1').entries, [nameless, entry('per_2')])
  const own = of('lst_2', { audience: 'person', subjectId: 'per_1', at: 1, entries: [entry('per_1')] })
  assert.equal(kept('matchLists', own, 'per_1'), undefined)
})
