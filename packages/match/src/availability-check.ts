import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import { constraintOf, number, text } from './facts.ts'
import type { Pair } from './rows.ts'

/** The job takes applications at this moment and the person looks for work. */
const activeVerdict = (pair: Pair): Verdict => (stateAt(pair) === 'open' && pair.person.active ? 'met' : 'unmet')

export const activeConstraint = (pair: Pair): Constraint => {
  const state = stateAt(pair)
  const who = state === 'open' && !pair.person.active ? 'person' : 'job'
  return constraintOf(
    'active',
    { verdict: activeVerdict(pair), must: true },
    { who: text(who), state: text(who === 'person' ? 'hidden' : state) },
  )
}

const openingsVerdict = ({ job }: Pair): Verdict => (job.openingsLeft > 0 ? 'met' : 'unmet')

export const openingsConstraint = (pair: Pair): Constraint =>
  constraintOf(
    'openings',
    { verdict: openingsVerdict(pair), must: true },
    { left: number(Math.max(0, pair.job.openingsLeft)) },
  )

/** The day on which a job expires passes before a worker marks it so. */
const stateAt = ({ job, now }: Pair) => (job.state === 'open' && now >= job.expiresAt ? 'expired' : job.state)
