import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import type { WorkWanted } from '@rolecall/contract/profile'
import { constraintOf } from './facts.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'

/** Any work that the person wants is near enough to the job's. */
export const occupationVerdict = ({ person, job }: Pair, rules: Rules): Verdict => {
  const { work } = person.profile
  if (work.length === 0) return 'unknown'
  return work.some((wanted) => isNear(wanted, job.posting.occupation, rules)) ? 'met' : 'unmet'
}

export const occupationConstraint = (pair: Pair, rules: Rules): Constraint => {
  const nearest = nearestWork(pair, rules)?.occupation
  return constraintOf(
    'occupation',
    { verdict: occupationVerdict(pair, rules), must: true },
    {
      asked: { type: 'occupation', value: pair.job.posting.occupation },
      ...(nearest === undefined ? {} : { has: { type: 'occupation', value: nearest } }),
    },
  )
}

/** The work wanted that is nearest to the job's; of equally near ones the first that was said. */
export const nearestWork = ({ person, job }: Pair, rules: Rules): WorkWanted | undefined => {
  let nearest: { readonly work: WorkWanted; readonly nearness: number } | undefined
  for (const work of person.profile.work) {
    const nearness = rules.nearness(work.occupation, job.posting.occupation)
    if (nearest === undefined || nearness > nearest.nearness) nearest = { work, nearness }
  }
  return nearest?.work
}

/** All work wanted that counts as the job's kind. */
export const nearWork = ({ person, job }: Pair, rules: Rules): readonly WorkWanted[] =>
  person.profile.work.filter((wanted) => isNear(wanted, job.posting.occupation, rules))

const isNear = (wanted: WorkWanted, occupation: string, rules: Rules): boolean =>
  rules.nearness(wanted.occupation, occupation) >= rules.weights.nearEnough
