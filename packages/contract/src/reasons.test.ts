import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Constraint, Explanation } from './explanation.ts'
import { changeKey, missedMusts, reasonKey, reasonsOf } from './reasons.ts'

const constraint = (kind: Constraint['kind'], verdict: Constraint['verdict'], must = true): Constraint => ({
  kind,
  verdict,
  must,
  facts: {},
})

const explanation: Explanation = {
  fit: 'partial',
  score: 0.5,
  constraints: [
    constraint('active', 'met'),
    constraint('place', 'met'),
    constraint('skill', 'unknown', false),
    constraint('licence', 'unknown'),
    constraint('times', 'unmet'),
    constraint('pay', 'met'),
    constraint('occupation', 'met'),
  ],
  subScores: [],
  versions: { engine: '1', weights: '1', taxonomy: '1' },
}

test('what is met comes first in its order, then what to check, the musts before the wishes', () => {
  assert.deepEqual(
    reasonsOf(explanation).map((reason) => reasonKey(reason)),
    [
      'reason.occupation.met',
      'reason.pay.met',
      'reason.place.met',
      'reason.times.unmet',
      'reason.licence.unknown',
      'reason.skill.unknown',
    ],
  )
})

test('only musts that are not met call for a warning', () => {
  assert.deepEqual(
    missedMusts(explanation).map(({ kind }) => kind),
    ['times', 'licence'],
  )
})

test('what is met needs no change', () => {
  assert.equal(changeKey(constraint('pay', 'met')), undefined)
  assert.equal(changeKey(constraint('pay', 'unmet')), 'change.pay.unmet')
})
