import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import type { Day, DayPart, WorkTimes } from '@rolecall/contract/times'
import { constraintOf, type FactsByKind } from './facts.ts'
import type { Pair } from './rows.ts'

type TimesFact = FactsByKind['times']['asked']

/** Each day and each part of the day that the job needs is one that the person can work. */
const timesVerdict = (asked: TimesFact, has: TimesFact | undefined): Verdict => {
  if (has === undefined) return 'unknown'
  return within(asked.days, has.days) && within(asked.parts, has.parts) ? 'met' : 'unmet'
}

/**
 * One day in a week of five or more that the person did not name, at times of the day that they can work: most people can
 * talk about a Saturday, so it is something to check. Another part of the day, or half of a weekend, is another job.
 */
export const isOneDayMore = (asked: TimesFact, has: TimesFact): boolean =>
  asked.days.length >= 5 &&
  within(asked.parts, has.parts) &&
  asked.days.filter((day) => !has.days.includes(day)).length === 1

export const timesConstraint = ({ person, job }: Pair): Constraint => {
  const { times } = person.profile
  const asked = timesFact(job.posting)
  const has = times === undefined ? undefined : timesFact(times)
  const outcome = { verdict: timesVerdict(asked, has), must: true }
  return constraintOf('times', outcome, has === undefined ? { asked } : { asked, has })
}

const within = (needed: readonly string[], there: readonly string[]): boolean => {
  for (const each of needed) if (!there.includes(each)) return false
  return true
}

/** Facts name days and parts once, in the order of the week and of the day, whatever the order in which they were said. */
const timesFact = ({ days, parts }: WorkTimes): TimesFact => ({
  type: 'times',
  days: inOrder(days, week),
  parts: inOrder(parts, clock),
})

const inOrder = <Item>(said: readonly Item[], all: readonly Item[]): Item[] => {
  const ordered: Item[] = []
  for (const each of all) if (said.includes(each)) ordered.push(each)
  return ordered
}

const week: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const clock: readonly DayPart[] = ['morning', 'afternoon', 'evening', 'night']
