import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { explainPair } from '../explain.ts'
import { distanceKm, stepsPerDegree } from '../geo.ts'
import { anyJob, anyPerson } from '../testing/arbitraries.ts'
import { now, person, rules } from '../testing/fixture.ts'
import { createDictionaries } from './dictionary.ts'
import { bytesOf, stringOf } from './ids.ts'
import { decodePerson, encodePerson } from './person-record.ts'
import { originAt, quickKm } from './quick-distance.ts'

test('a person read back from a record has the same explanation with every job', () => {
  const dictionaries = createDictionaries()
  fc.assert(
    fc.property(anyPerson, anyJob, (who, what) => {
      const back = decodePerson(encodePerson(who, dictionaries), 0, { id: who.id, dictionaries })
      assert.deepEqual(
        explainPair({ person: back, job: what, now }, rules),
        explainPair({ person: who, job: what, now }, rules),
      )
    }),
    { numRuns: 1000 },
  )
})

test('pay of more than two billion minor units is kept to the unit', () => {
  const dictionaries = createDictionaries()
  const pay = { amount: 999_999_999_999, currency: 'KES', period: 'year' } as const
  const back = decodePerson(encodePerson(person({ pay }), dictionaries), 0, { id: 'a', dictionaries })
  assert.deepEqual(back.profile.pay, pay)
})

test('ids come back as they were and keep their order, whatever is in them', () => {
  const id = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(id, id, (a, b) => {
      assert.equal(stringOf(Uint8Array.from(bytesOf(a)), 0, bytesOf(a).length), a)
      assert.equal(Math.sign(compare(bytesOf(a), bytesOf(b))), a < b ? -1 : a > b ? 1 : 0)
    }),
  )
})

test('the quick distance is the distance to a millimetre, near and far and over the antimeridian', () => {
  const steps = (degrees: number) => fc.integer({ min: -degrees * stepsPerDegree, max: degrees * stepsPerDegree })
  fc.assert(
    fc.property(steps(90), steps(180), fc.oneof(steps(1), steps(8)), steps(8), (latitude, longitude, north, east) => {
      const lat = Math.max(-9_000_000, Math.min(9_000_000, latitude + north))
      const lon = ((longitude + east + 54_000_000) % 36_000_000) - 18_000_000
      const km = quickKm(originAt(latitude, longitude), Int32Array.of(lat, lon), 0)
      const degrees = (value: number) => value / stepsPerDegree
      const exact = distanceKm(
        { latitude: degrees(latitude), longitude: degrees(longitude) },
        { latitude: degrees(lat), longitude: degrees(lon) },
      )
      assert.ok(Math.abs(km - (exact ?? 0)) < 1e-6)
    }),
    { numRuns: 3000 },
  )
})

const compare = (a: readonly number[], b: readonly number[]): number => {
  const index = a.findIndex((byte, place) => byte !== b[place])
  return index < 0 ? a.length - b.length : (a[index] ?? 0) - (b[index] ?? -1)
}
