import type { People } from './columns/people.ts'
import type { JobRow } from './rows.ts'

/** One must of a job: `without` people would fit if it were left out. */
export type MustCost = { readonly requirementIndex: number; readonly without: number }

/** How many of the people have no unmet must for the draft, taken as open. */
export const countFitting = (people: Pick<People, 'eachWithOneMiss'>, draft: JobRow): number => {
  let count = 0
  people.eachWithOneMiss(draft, (missed) => {
    if (missed < 0) count += 1
  })
  return count
}

export const costOfMusts = (people: Pick<People, 'eachWithOneMiss'>, draft: JobRow): MustCost[] => {
  let fitting = 0
  const onlyUnmet = draft.posting.requirements.map(() => 0)
  people.eachWithOneMiss(draft, (missed) => {
    if (missed < 0) fitting += 1
    else onlyUnmet[missed] = (onlyUnmet[missed] ?? 0) + 1
  })
  return draft.posting.requirements.flatMap(({ must }, requirementIndex) =>
    must ? [{ requirementIndex, without: fitting + (onlyUnmet[requirementIndex] ?? 0) }] : [],
  )
}
