import type { JobDraft } from '@rolecall/contract/job'
import type { PayPeriod } from '@rolecall/contract/pay'
import type { DayPart } from '@rolecall/contract/times'

/**
 * How many times the job's hour stands in one `period`, on the job's own schedule, so that an hourly wage of a job of two
 * short days is compared with the month's pay that someone wants as what it would really bring in.
 *
 * - A day has the hours of the shift; without them those of its parts, at most 8 (ILO Hours of Work Convention, C001).
 * - A week has the job's days, at most 6 (a day's rest in seven: ILO Weekly Rest Convention, C014).
 * - A month has 52/12 weeks, a year 52.
 */
export const hoursIn = (period: PayPeriod, posting: Pick<JobDraft, 'days' | 'parts' | 'hours'>): number => {
  const perDay = hoursADay(posting)
  const perWeek = perDay * Math.max(1, Math.min(6, different(posting.days)))
  switch (period) {
    case 'hour':
      return 1
    case 'day':
      return perDay
    case 'week':
      return perWeek
    case 'month':
      return (perWeek * 52) / 12
    case 'year':
      return perWeek * 52
    default:
      return period satisfies never
  }
}

const hoursADay = (posting: Pick<JobDraft, 'parts' | 'hours'>): number => {
  const shift = posting.hours === undefined ? 0 : hoursBetween(posting.hours.from, posting.hours.to)
  if (shift > 0) return shift
  let parts = 0
  for (const [index, part] of posting.parts.entries())
    if (posting.parts.indexOf(part) === index) parts += partHours[part]
  return parts > 0 ? Math.min(8, parts) : 8
}

/** How many items a short list has, each once. */
const different = (items: readonly string[]): number => {
  let count = 0
  for (const [index, item] of items.entries()) if (items.indexOf(item) === index) count += 1
  return count
}

/** The same time twice is read as not said. */
const hoursBetween = (from: string, to: string): number => {
  const minutes = (minutesOf(to) - minutesOf(from) + 24 * 60) % (24 * 60)
  return minutes / 60
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

const partHours: Readonly<Record<DayPart, number>> = { morning: 7, afternoon: 5, evening: 5, night: 7 }
