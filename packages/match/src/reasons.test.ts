import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Explanation } from '@rolecall/contract/explanation'
import fc from 'fast-check'
import { explainPair } from './explain.ts'
import { changeFor, missedMusts, reasons } from './reasons.ts'
import { anyJob, anyPerson } from './testing/arbitraries.ts'
import { job, now, person, rules, without } from './testing/fixture.ts'

const demanding = job({
  parts: ['night'],
  requirements: [
    { kind: 'language', language: 'en', level: 'good', must: false },
    { kind: 'skill', skill: 'cooking', must: true },
    { kind: 'licence', licence: 'food-handler', must: true },
  ],
})
const someone = person({ licences: [{ licence: 'food-handler', held: false }] })
const explanation = explainPair({ person: someone, job: demanding, now }, rules)

test('three met reasons come first, then unmet musts, unknown musts and wishes', () => {
  assert.deepEqual(
    reasons(explanation).map(({ kind, verdict }) => `${kind} ${verdict}`),
    ['occupation met', 'place met', 'pay met', 'licence unmet', 'times unmet', 'skill unknown', 'language unknown'],
  )
})

test('the warning before an application names the musts that are missed or unknown', () => {
  assert.deepEqual(
    missedMusts(explanation).map(({ kind }) => kind),
    ['licence', 'times', 'skill'],
  )
  assert.deepEqual(missedMusts(explainPair({ person: person(), job: job(), now }, rules)), [])
})

test('what would change a reason is named with its facts, and nothing where it is met', () => {
  const [licence] = missedMusts(explanation)
  assert.ok(licence)
  assert.deepEqual(changeFor(licence), {
    key: 'change.licence.unmet',
    facts: { asked: { type: 'licence', value: 'food-handler' } },
  })
  assert.equal(changeFor({ ...licence, verdict: 'met' }), undefined)
})

test('an explanation is what the contract says, and nothing to check is left unsaid', () => {
  fc.assert(
    fc.property(anyPerson, anyJob, (who, what) => {
      const explained = explainPair({ person: who, job: what, now }, rules)
      assert.deepEqual(Explanation.parse(structuredClone(explained)), explained)
      const open = explained.constraints.filter(({ verdict }) => verdict !== 'met')
      assert.equal(reasons(explained).filter(({ verdict }) => verdict !== 'met').length, open.length)
    }),
  )
})

test('the place tells the distance in whole kilometres and whose reach is the narrower', () => {
  const factsFor = (posting: Parameters<typeof job>[0], who = person()) =>
    explainPair({ person: who, job: job(posting), now }, rules).constraints.find(({ kind }) => kind === 'place')?.facts
  const [remote, place] = [
    { type: 'text', value: 'no' },
    { type: 'text', value: 'Nairobi' },
  ]
  const distance = { type: 'distance-km', value: 2 }
  const reach = (km: number, whose: string) => ({
    reach: { type: 'distance-km', value: km },
    limit: { type: 'text', value: whose },
  })
  assert.deepEqual(factsFor({}), { remote, place, distance, ...reach(30, 'person') })
  assert.deepEqual(factsFor({ reachKm: 1 }), { remote, place, distance, ...reach(1, 'job') })
  assert.deepEqual(factsFor({}, without('place')), { remote, place, ...reach(30, 'person') })
  assert.deepEqual(factsFor({ remote: true }), { remote: { type: 'text', value: 'yes' }, place })
})
