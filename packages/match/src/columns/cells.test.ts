import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distanceKm, earthRadiusKm, type Position } from '../geo.ts'
import { boxAround, cellOf, contains, floorKm } from './cells.ts'

const between = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((thousandths) => thousandths / 1000)
/** Not `fc.double`, whose values crowd around zero; with the edges of the map, where cells meet and maps end. */
const anyPosition = fc.record({
  latitude: fc.oneof(between(-90, 90), between(-90, 90), fc.constantFrom(-90, -89.9, 0, 89.9, 90)),
  longitude: fc.oneof(between(-180, 180), fc.constantFrom(-180, -179.9, 179.9, 180)),
})
const anyRadius = fc.oneof(between(0, 300), between(0, 300), fc.constantFrom(1, 10_007, 20_000, 20_100))
/** From the middle out to just within the edge and a little beyond, in all directions. */
const anyStep = fc.record({ bearing: between(0, 360), share: between(0, 1.1) })

test('the box of a circle holds the cell of everything within it, over the antimeridian and the poles', () => {
  fc.assert(
    fc.property(anyPosition, anyRadius, fc.array(anyStep, { minLength: 30 }), (centre, radiusKm, steps) => {
      const box = boxAround(centre, radiusKm)
      for (const { bearing, share } of steps) {
        const point = pointAt(centre, bearing, share * radiusKm)
        const km = distanceKm(centre, point) ?? Number.POSITIVE_INFINITY
        if (km <= radiusKm) assert.ok(contains(box, cellOf(point)), JSON.stringify(point))
      }
    }),
    { numRuns: 300 },
  )
})

test('no point of a cell is nearer than the cell is said to be', () => {
  fc.assert(
    fc.property(
      anyPosition,
      anyPosition,
      fc.oneof(anyRadius, fc.constant(-1)),
      anyStep,
      (centre, other, radiusKm, step) => {
        const point = radiusKm < 0 ? other : pointAt(centre, step.bearing, step.share * radiusKm)
        assert.ok(floorKm(centre, cellOf(point)) <= (distanceKm(centre, point) ?? 0))
      },
    ),
    { numRuns: 3000 },
  )
})

test('a cell next door is near, one a degree away is not', () => {
  const centre = { latitude: 10.1, longitude: 20.1 }
  assert.ok(floorKm(centre, cellOf({ latitude: 10.1, longitude: 20.3 })) < 17)
  assert.ok(floorKm(centre, cellOf({ latitude: 11.1, longitude: 20.1 })) > 90)
  assert.equal(floorKm(centre, cellOf(centre)), 0)
})

/** The point that lies `km` from `centre` in the direction of `bearing`, degrees clockwise from north. */
const pointAt = (centre: Position, bearing: number, km: number): Position => {
  const [lat = 0, lon = 0, direction = 0] = [centre.latitude, centre.longitude, bearing].map(
    (degrees) => (degrees * Math.PI) / 180,
  )
  const angle = km / earthRadiusKm
  const sine = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(direction)
  const latitude = Math.asin(Math.max(-1, Math.min(1, sine)))
  const east = Math.sin(direction) * Math.sin(angle) * Math.cos(lat)
  const longitude = lon + Math.atan2(east, Math.cos(angle) - Math.sin(lat) * Math.sin(latitude))
  const degrees = (longitude * 180) / Math.PI
  const round = (value: number) => Math.round(value * 1e5) / 1e5
  return {
    latitude: round((latitude * 180) / Math.PI),
    longitude: round(degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees),
  }
}
