import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distanceKm, stepsPerDegree } from '../geo.ts'
import { cellOf } from './cells.ts'
import { createSight, lookAt, spotKm, spotOf } from './spots.ts'

const steps = (most: number) => fc.integer({ min: -most * stepsPerDegree, max: most * stepsPerDegree })
const anyPosition = fc
  .tuple(
    fc.oneof(steps(90), fc.constantFrom(-9e6, -8_999_999, 0, 8_999_999, 9e6)),
    fc.oneof(steps(180), fc.constantFrom(-18e6, 18e6)),
  )
  .map(([latitude, longitude]) => ({ latitude, longitude }))
const shift = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300_000, max: 300_000 }))

const degrees = ({ latitude, longitude }: { latitude: number; longitude: number }) => ({
  latitude: latitude / stepsPerDegree,
  longitude: longitude / stepsPerDegree,
})
const turned = (longitude: number) =>
  longitude > 18e6 ? longitude - 36e6 : longitude < -18e6 ? longitude + 36e6 : longitude

test('nothing in a spot is nearer than the spot is said to be, from near and far, over the antimeridian and at the poles', () => {
  fc.assert(
    fc.property(anyPosition, anyPosition, fc.option(fc.tuple(shift, shift)), (from, anywhere, near) => {
      const to =
        near === null
          ? anywhere
          : {
              latitude: Math.max(-9e6, Math.min(9e6, from.latitude + near[0])),
              longitude: turned(from.longitude + near[1]),
            }
      const sight = createSight()
      lookAt(sight, degrees(from), cellOf(degrees(to)))
      const km = distanceKm(degrees(from), degrees(to)) ?? 0
      assert.ok(spotKm(sight, spotOf(to.latitude, to.longitude)) <= Math.round(km), JSON.stringify({ from, to, km }))
    }),
    { numRuns: 5000 },
  )
})

test('a spot of one side of town is known to be nearer than one of the other', () => {
  const sight = createSight()
  const home = { latitude: -1.28, longitude: 36.82 }
  lookAt(sight, home, cellOf(home))
  assert.equal(spotKm(sight, spotOf(-128_000, 3_682_000)), 0)
  assert.equal(spotKm(sight, spotOf(-128_000, 3_694_000)), 13)
  assert.equal(spotKm(sight, spotOf(-126_000, 3_682_000)), 2)
})
