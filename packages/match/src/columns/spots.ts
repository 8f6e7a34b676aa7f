import { earthRadiusKm, type Position, radians, stepsPerDegree } from '../geo.ts'
import { cellDegrees, columns } from './cells.ts'

/** A spot is a thousandth of a degree each way, at most 111 m: a cell has 250 by 250, so that two bytes name one. */
const stepsPerSpot = 100
const spotsPerCell = (cellDegrees * stepsPerDegree) / stepsPerSpot
const spotsPerTurn = (360 * stepsPerDegree) / stepsPerSpot

/** Where in its cell a position in steps lies: spots north of the south edge in the upper byte, east of the west edge in the lower. */
export const spotOf = (latitude: number, longitude: number): number =>
  (spotWithin(latitude + 90 * stepsPerDegree) << 8) | spotWithin(longitude + 180 * stepsPerDegree)

const spotWithin = (steps: number): number => Math.floor((steps % (spotsPerCell * stepsPerSpot)) / stepsPerSpot)

/** A place as seen from the south-west corner of a cell. */
export type Sight = {
  /** Where the place is, in spots, parts of one included. */
  north: number
  east: number
  /** Kilometres of one spot each way, at most; 0 where they say nothing. */
  kmNorth: number
  kmEast: number
}

export const createSight = (): Sight => ({ north: 0, east: 0, kmNorth: 0, kmEast: 0 })

/**
 * Sets the sight for a cell. With angles below a tenth, sin²(x/2) is at least (x/2)² × (1 − x²/12), so that the haversine of
 * two places is at least that of a plane, less a thousandth, with the smaller cosine for both. Farther east counts nothing.
 */
export const lookAt = (sight: Sight, { latitude, longitude }: Position, cell: number): void => {
  const row = Math.floor(cell / columns)
  sight.north = ((latitude + 90) * stepsPerDegree) / stepsPerSpot - row * spotsPerCell
  const east = ((longitude + 180) * stepsPerDegree) / stepsPerSpot - (cell % columns) * spotsPerCell
  sight.east = east - spotsPerTurn * Math.round((east - spotsPerCell / 2) / spotsPerTurn)
  sight.kmNorth = kmPerSpot
  const farthest = Math.max(Math.abs(sight.north), Math.abs(sight.east)) + spotsPerCell
  const south = row * cellDegrees - 90
  const steepest = Math.min(90, Math.max(Math.abs(south), Math.abs(south + cellDegrees)))
  const cosines = Math.cos(radians(latitude)) * Math.cos(radians(steepest))
  sight.kmEast = farthest > spotsInTenth ? 0 : kmPerSpot * Math.sqrt(Math.max(0, cosines))
}

const kmPerSpot = earthRadiusKm * radians(stepsPerSpot / stepsPerDegree) * (1 - 1e-3)
/** An angle of a tenth. */
const spotsInTenth = ((0.1 * 180) / Math.PI) * (stepsPerDegree / stepsPerSpot)

/** At most the kilometres, rounded to whole ones, from the place to anything in a spot of the cell. */
export const spotKm = ({ north, east, kmNorth, kmEast }: Sight, spot: number): number => {
  const [south, west] = [spot >> 8, spot & 0xff]
  const up = kmNorth * (south > north ? south - north : north > south + 1 ? north - south - 1 : 0)
  const right = kmEast * (west > east ? west - east : east > west + 1 ? east - west - 1 : 0)
  return Math.floor(Math.sqrt(up * up + right * right) + 0.5)
}
