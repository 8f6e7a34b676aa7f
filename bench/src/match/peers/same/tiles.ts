import { degreesOf } from '../score.ts'

/** Numbers that stand side by side, both ends included. */
export type Range = { readonly from: number; readonly to: number }

/** People by how far they go, in kilometres: each class has tiles of half that size. Beyond the last, one tile is the world. */
const reaches = [5, 10, 20, 30, 50, 100, 200]
const classes = 16
const rows = 1 << 13
const columns = 1 << 14
const perHalf = 2
const kmPerDegree = 110.5

const sideOf = (reachKm: number) => reachKm / perHalf / kmPerDegree
const rowOf = (latitude: number, side: number) => Math.floor((latitude + 90) / side)
const columnOf = (longitude: number, side: number) => Math.floor((longitude + 180) / side)
const numberOf = (kind: number, level: number, row: number, column: number) =>
  ((kind * classes + level) * rows + row) * columns + column

type Spot = { readonly latitude: number; readonly longitude: number }

/** The tile that someone lives in, among those of their kind of work and reach. Tiles of a row follow each other. */
export const tileOf = (kind: number, { latitude, longitude }: Spot, reachKm: number): number => {
  const level = reaches.findIndex((reach) => reachKm <= reach)
  const reach = reaches[level]
  if (reach === undefined) return numberOf(kind, reaches.length, 0, 0)
  const side = sideOf(reach)
  return numberOf(kind, level, rowOf(latitude, side), columnOf(longitude, side))
}

/** Tiles that hold everyone of a kind of work who reaches a spot from no farther than `withinKm`, and some others. */
export const tilesAround = (kind: number, { latitude, longitude }: Spot, withinKm: number): readonly Range[] => {
  const world = numberOf(kind, reaches.length, 0, 0)
  const found = [{ from: world, to: world }]
  for (const [level, reach] of reaches.entries()) {
    const side = sideOf(reach)
    const km = Math.min(reach, withinKm)
    const { north } = degreesOf(latitude, km)
    for (let row = rowOf(latitude - north, side); row <= rowOf(latitude + north, side); row += 1) {
      const [south, top] = [row * side - 90, (row + 1) * side - 90]
      const away = Math.max(0, south - latitude, latitude - top) * kmPerDegree
      const { east } = degreesOf(Math.max(Math.abs(south), Math.abs(top)), Math.sqrt(Math.max(0, km ** 2 - away ** 2)))
      found.push({
        from: numberOf(kind, level, row, columnOf(longitude - east, side)),
        to: numberOf(kind, level, row, columnOf(longitude + east, side)),
      })
    }
  }
  return found
}
