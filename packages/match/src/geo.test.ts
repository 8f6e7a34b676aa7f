import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainPair } from './explain.ts'
import { directionOf, distanceKm, kmBetween } from './geo.ts'
import { job, nairobi, now, person, rules } from './testing/fixture.ts'

const at = (latitude: number, longitude: number) => ({ latitude, longitude })

test('known distances hold to a metre in a kilometre', () => {
  const cases = [
    [at(51.5074, -0.1278), at(48.8566, 2.3522), 343.6],
    [at(0, 179.95), at(0, -179.95), 11.12],
    [at(0, 180), at(0, -180), 0],
    [at(90, 0), at(90, 135), 0],
    [at(90, 0), at(-90, 0), 20_015.1],
    [at(0, 0), at(0, 180), 20_015.1],
  ] as const
  for (const [from, to, km] of cases) {
    const [a, b] = [directionOf(from), directionOf(to)]
    assert.ok(Math.abs((distanceKm(from, to) ?? Number.NaN) - km) <= km / 1000 + 1e-6)
    assert.ok(a && b && Math.abs(kmBetween(a, b) - km) <= km / 1000 + 1e-6)
  }
})

test('a position that is not on the earth has no distance', () => {
  for (const off of [at(91, 0), at(0, 181), at(Number.NaN, 0), at(0, Number.POSITIVE_INFINITY)])
    assert.deepEqual([distanceKm(off, at(0, 0)), directionOf(off)], [undefined, undefined])
})

test('a job that is not on the earth leaves its place unknown', () => {
  const lost = job({ place: { ...nairobi, latitude: 1000 } })
  const { constraints, fit } = explainPair({ person: person(), job: lost, now }, rules)
  const place = constraints.find(({ kind }) => kind === 'place')
  assert.equal(place?.verdict, 'unknown')
  assert.equal(place?.facts.distance, undefined)
  assert.equal(fit, 'partial')
})
