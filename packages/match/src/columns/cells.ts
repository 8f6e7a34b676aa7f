import { earthRadiusKm, type Position, radians } from '../geo.ts'

/** Cells of a quarter of a degree, at most 28 km a side: a usual reach touches a dozen. */
export const cellDegrees = 0.25
export const columns = 360 / cellDegrees

export const cellOf = ({ latitude, longitude }: Position): number => keyOf(rowOf(latitude), columnOf(longitude))

/** `width` columns eastwards from `firstColumn`, over the antimeridian where they must; all of them around a pole. */
export type Box = {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly width: number
}

export const boxAround = ({ latitude, longitude }: Position, radiusKm: number): Box => {
  // A hair more than the circle, so that rounding leaves nobody out at its edge.
  const angle = (radiusKm / earthRadiusKm) * (1 + 1e-9) + 1e-9
  const reachDegrees = (angle * 180) / Math.PI
  const firstRow = rowOf(Math.max(-90, latitude - reachDegrees))
  const lastRow = rowOf(Math.min(90, latitude + reachDegrees))
  if (Math.abs(latitude) + reachDegrees >= 90) return { firstRow, lastRow, firstColumn: 0, width: columns }
  // The widest longitude of a circle lies off its centre's parallel: asin(sin r / cos latitude), not r / cos latitude.
  const halfWidth = (Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(latitude)))) * 180) / Math.PI + 1e-6
  const first = Math.floor((longitude - halfWidth + 180) / cellDegrees)
  const last = Math.floor((longitude + halfWidth + 180) / cellDegrees)
  const width = Math.min(columns, last - first + 1)
  return { firstRow, lastRow, firstColumn: (first + columns) % columns, width }
}

export const contains = (box: Box, key: number): boolean => {
  const row = Math.floor(key / columns)
  const step = ((key % columns) - box.firstColumn + columns) % columns
  return row >= box.firstRow && row <= box.lastRow && step < box.width
}

const rowOf = (latitude: number): number => Math.floor((latitude + 90) / cellDegrees)

/** 180 degrees east is 180 degrees west. */
const columnOf = (longitude: number): number => Math.floor((longitude + 180) / cellDegrees) % columns

export const keyOf = (row: number, column: number): number => row * columns + column

/** At most the distance from a position to any point of a cell; 0 within it. */
export const floorKm = (position: Position, cell: number): number => {
  const south = Math.floor(cell / columns) * cellDegrees - 90
  const west = (cell % columns) * cellDegrees - 180
  const { latitude } = position
  const north = Math.max(0, south - latitude, latitude - south - cellDegrees)
  // The nearest point of a meridian is nearer than its angle says, the more so towards a pole.
  const away = ((position.longitude - west - cellDegrees / 2 + 540) % 360) - 180
  const east = Math.max(0, Math.abs(away) - cellDegrees / 2)
  const across = east >= 90 ? 0 : earthRadiusKm * Math.asin(Math.sin(radians(east)) * Math.cos(radians(latitude)))
  return Math.max(0, Math.max(earthRadiusKm * radians(north), across) * (1 - 1e-9) - 1e-6)
}
