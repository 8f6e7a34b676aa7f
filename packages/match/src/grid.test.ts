import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distanceKm, earthRadiusKm, type Position } from './geo.ts'
import { createGrid, type Grid } from './grid.ts'

/** Evenly spread, in thousandths: the values of `fc.double` crowd around zero. */
const between = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((thousandths) => thousandths / 1000)

/** Points all over the earth, more of them where maps end. */
const anyPosition = fc.record({
  latitude: fc.oneof(between(-90, 90), between(-90, 90), fc.constantFrom(-90, -89.9, 0, 89.9, 90)),
  longitude: fc.oneof(between(-180, 180), fc.constantFrom(-180, -179.9, 179.9, 180)),
})
const anyRadius = fc.oneof(between(0, 300), between(0, 300), fc.constantFrom(1, 10_007, 20_000, 20_100))
/** From the middle out to just within the edge and a little beyond, in all directions. */
const anyStep = fc.record({ bearing: between(0, 360), share: between(0, 1.1) })

test('everything within a circle is found, over the antimeridian and the poles, among many cells and few', () => {
  fc.assert(
    fc.property(
      anyPosition,
      anyRadius,
      fc.array(anyStep, { minLength: 30, maxLength: 60 }),
      fc.boolean(),
      (centre, radiusKm, steps, crowded) => {
        const grid = createGrid<Position>()
        if (crowded) fillEarth(grid)
        for (const [index, { bearing, share }] of steps.entries()) {
          const point = pointAt(centre, bearing, share * radiusKm)
          grid.put(`near-${index}`, point, point)
        }
        const found = new Set(grid.near(centre, radiusKm))
        const within = steps
          .map(({ bearing, share }) => pointAt(centre, bearing, share * radiusKm))
          .filter((point) => (distanceKm(centre, point) ?? Number.POSITIVE_INFINITY) <= radiusKm)
        const keys = new Set([...found].map(keyOf))
        for (const point of within) assert.ok(keys.has(keyOf(point)), `${keyOf(point)} of ${keyOf(centre)}`)
      },
    ),
    { numRuns: 200 },
  )
})

test('a small circle touches few rows of a crowded earth', () => {
  const grid = createGrid<Position>()
  fillEarth(grid)
  assert.ok([...grid.near({ latitude: 10, longitude: 180 }, 30)].length <= 12)
})

test('a row that moved or was removed is not found where it was', () => {
  const grid = createGrid<string>()
  grid.put('a', { latitude: 0, longitude: 0 }, 'old')
  grid.put('a', { latitude: 50, longitude: 0 }, 'new')
  assert.deepEqual([...grid.near({ latitude: 0, longitude: 0 }, 10)], [])
  assert.deepEqual([...grid.near({ latitude: 50, longitude: 0 }, 10)], ['new'])
  grid.remove('a')
  grid.remove('never there')
  assert.deepEqual([...grid.near({ latitude: 50, longitude: 0 }, 10)], [])
})

const earth: Position[] = Array.from({ length: 5_000 }, (_, index) => ({
  latitude: ((index * 0.618_034) % 1) * 178 - 89,
  longitude: ((index * 0.754_878) % 1) * 360 - 180,
}))

const fillEarth = (grid: Grid<Position>): void => {
  for (const [index, position] of earth.entries()) grid.put(`${index}`, position, position)
}

const keyOf = ({ latitude, longitude }: Position): string => `${latitude},${longitude}`

/** The point that lies `km` from `centre` in the direction of `bearing`, degrees clockwise from north. */
const pointAt = (centre: Position, bearing: number, km: number): Position => {
  const [lat, lon, direction] = [centre.latitude, centre.longitude, bearing].map((degrees) => (degrees * Math.PI) / 180)
  const angle = km / earthRadiusKm
  if (lat === undefined || lon === undefined || direction === undefined) return centre
  const sine = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(direction)
  const latitude = Math.asin(Math.max(-1, Math.min(1, sine)))
  const east = Math.sin(direction) * Math.sin(angle) * Math.cos(lat)
  const longitude = lon + Math.atan2(east, Math.cos(angle) - Math.sin(lat) * Math.sin(latitude))
  const degrees = (longitude * 180) / Math.PI
  return {
    latitude: (latitude * 180) / Math.PI,
    longitude: degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees,
  }
}
