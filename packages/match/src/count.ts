import { mayFit } from './constraints.ts'
import { requirementVerdict } from './requirement-check.ts'
import type { JobRow, PersonRow } from './rows.ts'
import type { Rules } from './rules.ts'
import { timesVerdict } from './times-check.ts'

/** One must of a job: `without` people would fit if it were left out. */
export type MustCost = { readonly requirementIndex: number; readonly without: number }

/** How many of the people have no unmet must for the draft, taken as open. */
export const countFitting = (people: Iterable<PersonRow>, draft: JobRow, rules: Rules): number => {
  const job = asOpen(draft)
  let count = 0
  for (const person of people) if (unmetMusts(person, job, rules)?.length === 0) count += 1
  return count
}

export const costOfMusts = (people: Iterable<PersonRow>, draft: JobRow, rules: Rules): MustCost[] => {
  const job = asOpen(draft)
  let fitting = 0
  const onlyUnmet = new Map<number, number>()
  for (const person of people) {
    const unmet = unmetMusts(person, job, rules)
    if (unmet === undefined || unmet.length > 1) continue
    const [only] = unmet
    if (only === undefined) fitting += 1
    else onlyUnmet.set(only, (onlyUnmet.get(only) ?? 0) + 1)
  }
  return job.posting.requirements.flatMap(({ must }, requirementIndex) =>
    must ? [{ requirementIndex, without: fitting + (onlyUnmet.get(requirementIndex) ?? 0) }] : [],
  )
}

/** The indexes of the job's requirements that the person misses; undefined where something else rules the pair out. */
const unmetMusts = (person: PersonRow, job: JobRow, rules: Rules): number[] | undefined => {
  const pair = { person, job, now: 0 }
  if (!mayFit(pair, rules) || timesVerdict(pair) === 'unmet') return undefined
  return job.posting.requirements.flatMap((requirement, index) =>
    requirement.must && requirementVerdict(requirement, pair, rules) === 'unmet' ? [index] : [],
  )
}

/** A draft has neither a state nor an end that count yet: it is looked at as on its first day. */
const asOpen = (draft: JobRow): JobRow => ({
  ...draft,
  state: 'open',
  expiresAt: Number.POSITIVE_INFINITY,
  openingsLeft: Math.max(1, draft.openingsLeft),
})
