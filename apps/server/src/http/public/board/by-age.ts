import type { Entry } from './entry.ts'

/** Open jobs, the newest first; of one moment by id, so that pages never share a job. */
export type ByAge = {
  readonly entries: readonly Entry[]
  add(entry: Entry): void
  remove(entry: Entry): void
}

/** A list that stays in order: a change of one job sorts nothing. */
export const createByAge = (): ByAge => {
  const entries: Entry[] = []
  return {
    entries,
    add: (entry) => entries.splice(placeOf(entry, entries), 0, entry),
    remove(entry) {
      const at = placeOf(entry, entries)
      if (entries[at] === entry) entries.splice(at, 1)
    },
  }
}

/** How many come before it. */
const placeOf = (entry: Entry, entries: readonly Entry[]): number => {
  let [from, to] = [0, entries.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const other = entries[middle]
    if (other !== undefined && isBefore(other, entry)) from = middle + 1
    else to = middle
  }
  return from
}

const isBefore = (a: Entry, b: Entry): boolean =>
  a.publishedAt > b.publishedAt || (a.publishedAt === b.publishedAt && a.job.id < b.job.id)
