import { positionOf } from './geo.ts'
import { createGrid } from './grid.ts'
import type { JobRow, PersonRow } from './rows.ts'

/** Every job, and those that may be in reach of a person. */
export type JobIndex = {
  put(row: JobRow): void
  remove(id: string): void
  get(id: string): JobRow | undefined
  /** Every job that the place does not rule out, and some that it does. */
  around(profile: PersonRow['profile']): Iterable<JobRow>
}

export const createJobIndex = (): JobIndex => {
  const jobs = new Map<string, JobRow>()
  const anywhere = new Map<string, JobRow>()
  const grid = createGrid<JobRow>()

  const remove = (id: string) => {
    jobs.delete(id)
    anywhere.delete(id)
    grid.remove(id)
  }
  return {
    put(row) {
      remove(row.id)
      jobs.set(row.id, row)
      const position = positionOf(row.posting.place)
      if (row.posting.remote || position === undefined) anywhere.set(row.id, row)
      else grid.put(row.id, position, row)
    },
    remove,
    get: (id) => jobs.get(id),
    *around({ place, reachKm }) {
      const position = positionOf(place)
      if (position === undefined) return yield* jobs.values()
      yield* anywhere.values()
      yield* grid.near(position, reachKm)
    },
  }
}
