import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import type { Day, DayPart, WorkTimes } from '@rolecall/contract/times'
import { constraintOf, type FactsByKind } from './facts.ts'
import type { Pair } from './rows.ts'

/** As a profile, a posting or a fact has it. */
type Times = { readonly days: readonly string[]; readonly parts: readonly string[] }

/** Each day and each part of the day that the job needs is one that the person can work. */
export const timesVerdict = ({ person, job }: Pair): Verdict => {
  const { times } = person.profile
  if (times === undefined) return 'unknown'
  return within(job.posting.days, times.days) && within(job.posting.parts, times.parts) ? 'met' : 'unmet'
}

/**
 * One day in a week of five or more that the person did not name, at times of the day that they can work: most people can
 * talk about a Saturday, so it is something to check. Another part of the day, or half of a weekend, is another job.
 */
export const isOneDayMore = (job: Times, person: Times): boolean =>
  new Set(job.days).size >= 5 && within(job.parts, person.parts) && daysMore(job.days, person.days) === 1

/** What the person said about times rules the job out. */
export const timesRuleOut = (pair: Pair): boolean => {
  const { times } = pair.person.profile
  return times !== undefined && timesVerdict(pair) === 'unmet' && !isOneDayMore(pair.job.posting, times)
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

const daysMore = (needed: readonly string[], there: readonly string[]): number =>
  [...new Set(needed)].filter((day) => !there.includes(day)).length

const timesFact = ({ days, parts }: WorkTimes): FactsByKind['times']['asked'] => ({
  type: 'times',
  days: week.filter((day) => days.includes(day)),
  parts: clock.filter((part) => parts.includes(part)),
})

/** Facts name days and parts in the order of the week and of the day, whatever the order in which they were said. */
const week: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const clock: readonly DayPart[] = ['morning', 'afternoon', 'evening', 'night']
