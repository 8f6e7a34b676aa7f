import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import { constraintOf } from './facts.ts'
import type { Pair } from './rows.ts'

/** Which employment a person takes; who said nothing takes any. */
export const employmentVerdict = ({ person, job }: Pair): Verdict => {
  const { employmentTypes } = person.profile
  if (employmentTypes === undefined || employmentTypes.length === 0) return 'met'
  return employmentTypes.includes(job.posting.employmentType) ? 'met' : 'unmet'
}

/** None where the person said nothing: there is nothing to show or to ask for. */
export const employmentConstraints = (pair: Pair): readonly Constraint[] => {
  const { employmentTypes } = pair.person.profile
  if (employmentTypes === undefined || employmentTypes.length === 0) return []
  const asked = { type: 'employment-type', value: pair.job.posting.employmentType } as const
  return [constraintOf('employment-type', { verdict: employmentVerdict(pair), must: true }, { asked })]
}
