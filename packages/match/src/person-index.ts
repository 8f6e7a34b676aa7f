import { positionOf } from './geo.ts'
import { createGrid } from './grid.ts'
import type { JobRow, PersonRow } from './rows.ts'

/** Every person, and those who may be in reach of a job. */
export type PersonIndex = {
  put(row: PersonRow): void
  remove(id: string): void
  get(id: string): PersonRow | undefined
  /** Everyone whom the place does not rule out, and some whom it does. */
  around(posting: JobRow['posting']): Iterable<PersonRow>
}

/** People who travel far stand in grids of their own, so that a job looks far for these few only. Kilometres. */
const reaches = [50, 200, Number.POSITIVE_INFINITY]

export const createPersonIndex = (): PersonIndex => {
  const people = new Map<string, PersonRow>()
  const placeless = new Map<string, PersonRow>()
  const grids = reaches.map((reachKm) => ({ reachKm, grid: createGrid<PersonRow>() }))

  const remove = (id: string) => {
    people.delete(id)
    placeless.delete(id)
    for (const { grid } of grids) grid.remove(id)
  }
  return {
    put(row) {
      remove(row.id)
      people.set(row.id, row)
      const position = positionOf(row.profile.place)
      const home = grids.find(({ reachKm }) => row.profile.reachKm <= reachKm)
      if (position === undefined || home === undefined) placeless.set(row.id, row)
      else home.grid.put(row.id, position, row)
    },
    remove,
    get: (id) => people.get(id),
    *around({ place, remote, reachKm: jobReachKm }) {
      const position = positionOf(place)
      if (remote || position === undefined) return yield* people.values()
      yield* placeless.values()
      for (const { reachKm, grid } of grids) yield* grid.near(position, Math.min(reachKm, jobReachKm ?? farthestKm))
    },
  }
}

/** Half around the earth, and a little more. */
const farthestKm = 20_100
