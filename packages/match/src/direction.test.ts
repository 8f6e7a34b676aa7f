import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEngine } from './engine.ts'
import { explainPair } from './explain.ts'
import { createRules } from './rules.ts'
import { job, now, person, rules, taxonomy } from './testing/fixture.ts'
import { weights } from './weights.ts'

test('the score is the geometric mean of both directions, each the sum of the parts by its own weights', () => {
  const { score, directions, subScores } = explainPair({ person: person(), job: job(), now }, rules)
  const sumBy = (weightOf: (part: (typeof subScores)[number]) => number) => {
    const total = subScores.reduce((sum, part) => sum + weightOf(part), 0)
    return subScores.reduce((sum, part) => sum + part.value * weightOf(part), 0) / total
  }
  const [forPerson, forJob] = [sumBy(({ weight }) => weight), sumBy(({ jobWeight }) => jobWeight ?? 0)]
  assert.ok(Math.abs((directions?.person ?? 0) - forPerson) < 1e-4)
  assert.ok(Math.abs((directions?.job ?? 0) - forJob) < 1e-4)
  assert.ok(Math.abs(score - Math.sqrt(forPerson * forJob)) < 1e-6)
})

test('a job that many were shown already costs by its openings, and the explanation says so', () => {
  const crowded = { shown: 100, openingsLeft: 4 }
  const quiet = explainPair({ person: person(), job: job(), now }, rules)
  const { score, congestion, subScores } = explainPair({ person: person(), job: job({}, crowded), now }, rules)
  const price = Math.round(1_000_000 * weights.congestion * Math.log(26)) / 1_000_000
  assert.deepEqual(congestion, { price, shown: 100, openings: 4 })
  assert.equal(quiet.congestion, undefined)
  assert.deepEqual(subScores, quiet.subScores)
  assert.ok(Math.abs(quiet.score - price - score) < 1e-9)
})

test('of two like jobs the one that fewer were shown comes first', () => {
  const engine = createEngine({ taxonomy })
  engine.putPerson(person())
  engine.putJob(job({}, { id: 'a', shown: 300 }))
  engine.putJob(job({}, { id: 'b', shown: 2 }))
  assert.deepEqual(
    engine.jobsFor('person', { limit: 2, now }).map(({ jobId }) => jobId),
    ['b', 'a'],
  )
})

test('a price above the score leaves 0, not less', () => {
  const dear = createRules({ taxonomy, weights: { ...weights, congestion: 1, version: 'dear' } })
  const { score, congestion } = explainPair({ person: person(), job: job({}, { shown: 1000 }), now }, dear)
  assert.deepEqual([score, congestion?.price], [0, 1])
})

test('pay is counted over the hours of work and of travel', () => {
  const payFor = (latitude: number) => {
    const home = { label: '', latitude, longitude: 36.8167, country: 'KE', timeZone: 'Africa/Nairobi' }
    const { subScores } = explainPair({ person: person({ place: home }), job: job(), now }, rules)
    return subScores.find(({ name }) => name === 'pay')?.value
  }
  // 1,000 for the 800 wanted, in a shift of seven hours: at the door, and with two hours on the way at 15 km.
  assert.equal(payFor(-1.2833), Math.round(((1.25 - 0.75) / 0.75) * 10_000) / 10_000)
  assert.equal(payFor(-1.2833 + 15 / 111.195), Math.round(((1.25 * (7 / 9) - 0.75) / 0.75) * 10_000) / 10_000)
})
