import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentOf } from './model/collections.ts'
import {
  answerNumber,
  askForNumber,
  signInCodeIn,
  signInMs,
  signInOption,
  signInOptionIn,
  signInText,
} from './web-sign-in.ts'

const id = `wsi_${'0'.repeat(26)}`
const waiting: DocumentOf<'webSignIns'> = {
  id,
  codeHash: 'code',
  browserHash: 'browser',
  language: 'en',
  state: 'waiting',
  createdAt: 0,
  endsAt: signInMs,
}
const asked = { ...waiting, state: 'asked', accountId: 'acc_1' } as const
const answered = { accountId: 'acc_1', personId: 'per_1', answer: '42', shown: '42', now: 1 }

const texts: readonly (readonly [string, string | undefined])[] = [
  ['SIGN-IN ABCDE-FGHJK', 'ABCDEFGHJK'],
  [' sign in abcde fghjk ', 'ABCDEFGHJK'],
  ['Sign-in: oilde-fghjk', '011DEFGHJK'],
  ['signin ABCDEFGHJK', 'ABCDEFGHJK'],
  ['JOIN ABCDE-FGHJK', 'ABCDEFGHJK'],
  ['join: abcde fghjk', 'ABCDEFGHJK'],
  ['join us', undefined],
  ['How do I sign in?', undefined],
  ['SIGN-IN ABCDE', undefined],
  [`SIGN-IN ABCDE-FGHJK${' '.repeat(100)}`, undefined],
]
for (const [text, code] of texts)
  test(`${JSON.stringify(text.slice(0, 30))} holds ${code === undefined ? 'no code' : `the code ${code}`}`, () => {
    assert.equal(signInCodeIn(text), code)
  })

test('the text that is shown is read back as its code', () => {
  assert.equal(signInCodeIn(signInText('ABCDEFGHJK')), 'ABCDEFGHJK')
})

test('an option says which attempt and which answer it is; what nobody offered says nothing', () => {
  assert.deepEqual(signInOptionIn(signInOption(id, '42')), { attemptId: id, answer: '42' })
  assert.deepEqual(signInOptionIn(signInOption(id, 'no')), { attemptId: id, answer: 'no' })
  for (const forged of [`web-sign-in.${id}.7`, `web-sign-in.per_1.42`, 'q.pay.any'])
    assert.equal(signInOptionIn(forged), undefined)
})

test('the account that sends the code first is asked, and asked again when it sends it twice', () => {
  const first = askForNumber(waiting, { accountId: 'acc_1', now: 1 })
  assert.deepEqual(first, { decision: 'ask', attempt: asked })
  assert.deepEqual(askForNumber(asked, { accountId: 'acc_1', now: 2 }), first)
})

test('a code that nobody has, that is over, or that came from another account gets no question', () => {
  const of = (attempt: typeof waiting | undefined, accountId: string, now: number) => {
    const decision = askForNumber(attempt, { accountId, now })
    return decision.decision === 'cannot' ? decision.because : decision.decision
  }
  assert.equal(of(undefined, 'acc_1', 1), 'unknown')
  assert.equal(of(waiting, 'acc_1', signInMs), 'expired')
  assert.equal(of(asked, 'acc_2', 1), 'used')
  for (const state of ['proven', 'used', 'refused'] as const) assert.equal(of({ ...asked, state }, 'acc_1', 1), 'used')
})

test('the right number proves the account for the person who uses it', () => {
  const proven = { ...asked, state: 'proven', personId: 'per_1' }
  assert.deepEqual(answerNumber(asked, answered), { decision: 'proven', attempt: proven })
})

for (const [answer, refusedBecause] of [
  ['17', 'wrong-number'],
  ['no', 'not-me'],
] as const)
  test(`the answer ${answer} ends the attempt`, () => {
    const refused = { ...asked, state: 'refused', refusedBecause }
    assert.deepEqual(answerNumber(asked, { ...answered, answer }), { decision: 'refused', attempt: refused })
    assert.deepEqual(answerNumber({ ...asked, state: 'refused' }, answered), { decision: 'cannot', because: 'used' })
  })

test('the number counts from the account that was asked, in time, and nowhere else', () => {
  const of = (attempt: typeof waiting | undefined, more: Partial<typeof answered>) =>
    answerNumber(attempt, { ...answered, ...more })
  assert.deepEqual(of(undefined, {}), { decision: 'cannot', because: 'unknown' })
  assert.deepEqual(of(asked, { accountId: 'acc_2' }), { decision: 'cannot', because: 'unknown' })
  assert.deepEqual(of(waiting, {}), { decision: 'cannot', because: 'unknown' })
  assert.deepEqual(of(asked, { now: signInMs }), { decision: 'cannot', because: 'expired' })
})
