import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import { constraintOf } from './facts.ts'
import type { Measured } from './measured.ts'

/** Any work that the person wants is near enough to the job's. */
const occupationVerdict = ({ person, near }: Measured): Verdict =>
  person.profile.work.length === 0 ? 'unknown' : near.length > 0 ? 'met' : 'unmet'

export const occupationConstraint = (pair: Measured): Constraint => {
  const asked = { type: 'occupation', value: pair.job.posting.occupation } as const
  const { nearest } = pair
  return constraintOf(
    'occupation',
    { verdict: occupationVerdict(pair), must: true },
    nearest === undefined ? { asked } : { asked, has: { type: 'occupation', value: nearest.occupation } },
  )
}
