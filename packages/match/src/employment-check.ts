import type { Constraint } from '@rolecall/contract/explanation'
import { constraintOf } from './facts.ts'
import type { Pair } from './rows.ts'

/** Which employment a person takes. None where they said nothing: they take any, and there is nothing to show or to ask for. */
export const employmentConstraint = ({ person, job }: Pair): Constraint | undefined => {
  const { employmentTypes } = person.profile
  if (employmentTypes === undefined || employmentTypes.length === 0) return undefined
  const { employmentType } = job.posting
  const verdict = employmentTypes.includes(employmentType) ? 'met' : 'unmet'
  const asked = { type: 'employment-type', value: employmentType } as const
  return constraintOf('employment-type', { verdict, must: true }, { asked })
}
