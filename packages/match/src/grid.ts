import { earthRadiusKm, type Position, radians } from './geo.ts'

/** Rows by where they are, found by a circle around a position. */
export type Grid<Row> = {
  put(id: string, position: Position, row: Row): void
  remove(id: string): void
  /** Every row within `radiusKm`, and others near by: whoever calls checks the distance. */
  near(position: Position, radiusKm: number): Iterable<Row>
}

/** Cells of a quarter of a degree, at most 28 km a side: a usual reach touches a dozen. */
const cellDegrees = 0.25
const columns = 360 / cellDegrees

export const createGrid = <Row>(): Grid<Row> => {
  const cells = new Map<number, Map<string, Row>>()
  const cellById = new Map<string, number>()

  const remove = (id: string) => {
    const key = cellById.get(id)
    if (key === undefined) return
    cellById.delete(id)
    const cell = cells.get(key)
    cell?.delete(id)
    if (cell?.size === 0) cells.delete(key)
  }
  return {
    put(id, position, row) {
      remove(id)
      const key = keyOf(rowOf(position.latitude), columnOf(position.longitude))
      const cell = cells.get(key) ?? new Map<string, Row>()
      cells.set(key, cell.set(id, row))
      cellById.set(id, key)
    },
    remove,
    *near(position, radiusKm) {
      const box = boxAround(position, radiusKm)
      // A wide circle has more cells than there are rows: then the cells in use are fewer.
      if ((box.lastRow - box.firstRow + 1) * box.width >= cells.size) {
        for (const [key, cell] of cells) if (contains(box, key)) yield* cell.values()
        return
      }
      for (let row = box.firstRow; row <= box.lastRow; row += 1)
        for (let step = 0; step < box.width; step += 1) {
          const cell = cells.get(keyOf(row, (box.firstColumn + step) % columns))
          if (cell !== undefined) yield* cell.values()
        }
    },
  }
}

/** `width` columns eastwards from `firstColumn`, over the antimeridian where they must; all of them around a pole. */
type Box = {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly width: number
}

const boxAround = ({ latitude, longitude }: Position, radiusKm: number): Box => {
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

const contains = (box: Box, key: number): boolean => {
  const row = Math.floor(key / columns)
  const step = ((key % columns) - box.firstColumn + columns) % columns
  return row >= box.firstRow && row <= box.lastRow && step < box.width
}

const rowOf = (latitude: number): number => Math.floor((latitude + 90) / cellDegrees)

/** 180 degrees east is 180 degrees west. */
const columnOf = (longitude: number): number => Math.floor((longitude + 180) / cellDegrees) % columns

const keyOf = (row: number, column: number): number => row * columns + column
