import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import type { WorkTimes } from '@rolecall/contract/times'
import { constraintOf, type FactsByKind } from './facts.ts'
import type { Pair } from './rows.ts'

/** Each day and each part of the day that the job needs is one that the person can work. */
export const timesVerdict = ({ person, job }: Pair): Verdict => {
  const { times } = person.profile
  if (times === undefined) return 'unknown'
  return within(job.posting.days, times.days) && within(job.posting.parts, times.parts) ? 'met' : 'unmet'
}

export const timesConstraint = (pair: Pair): Constraint => {
  const { times } = pair.person.profile
  return constraintOf(
    'times',
    { verdict: timesVerdict(pair), must: true },
    { asked: timesFact(pair.job.posting), ...(times === undefined ? {} : { has: timesFact(times) }) },
  )
}

const within = <Item>(needed: readonly Item[], there: readonly Item[]): boolean =>
  needed.every((item) => there.includes(item))

const timesFact = ({ days, parts }: WorkTimes): FactsByKind['times']['asked'] => ({
  type: 'times',
  days: [...days],
  parts: [...parts],
})
