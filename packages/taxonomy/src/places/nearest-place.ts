import type { Position } from '../types.ts'
import { cellAt, cellsAround } from './cells.ts'
import type { PlacesData } from './places-file.ts'

const earthRadiusKm = 6371.0088

/** Index of the place nearest to a position, and the distance to it. */
export function nearestPlace(data: PlacesData, position: Position): { place: number; distanceKm: number } {
  const best = { place: 0, distanceKm: Number.POSITIVE_INFINITY }
  for (let ring = 0; ring < cellsAround / 2; ring++) {
    for (const cell of ringOf(position, ring)) {
      for (let at = data.cellStarts[cell] ?? 0; at < (data.cellStarts[cell + 1] ?? 0); at++) {
        const place = data.placesOfCell[at] ?? 0
        const km = distanceKm(position, positionOf(data, place))
        if (km < best.distanceKm) Object.assign(best, { place, distanceKm: km })
      }
    }
    if (best.distanceKm <= reachedKm(position, ring)) break
  }
  return best
}

export function positionOf(data: PlacesData, place: number): Position {
  return { latitude: data.latitudes[place] ?? 0, longitude: data.longitudes[place] ?? 0 }
}

/** Along the great circle. */
export function distanceKm(a: Position, b: Position): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2
  const across = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude)
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(half(a.latitude, b.latitude) + across)))
}

/** The cells that are `ring` cells away in latitude or longitude. */
function* ringOf({ latitude, longitude }: Position, ring: number): Generator<number> {
  const row = Math.floor(latitude) + 90
  const column = Math.floor(longitude) + 180
  for (let at = row - ring; at <= row + ring; at++) {
    if (at < 0 || at > 180) continue
    const step = at === row - ring || at === row + ring || ring === 0 ? 1 : 2 * ring
    for (let across = column - ring; across <= column + ring; across += step) yield cellAt(at, across)
  }
}

/** Whatever is outside of the rings up to `ring` is at least so far away: beyond a parallel or a meridian. */
function reachedKm({ latitude }: Position, ring: number): number {
  const toParallel = radians(ring)
  const toMeridian = Math.asin(Math.cos(radians(latitude)) * Math.sin(Math.min(radians(ring), Math.PI / 2)))
  return earthRadiusKm * Math.min(toParallel, toMeridian)
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
