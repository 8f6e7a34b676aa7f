import { job } from './job-record.ts'
import { type Context, dayMs } from './terms.ts'
import { readDouble } from './words.ts'

/**
 * Sixteen bits of what a job's score loses, so that most jobs need not be looked up: the price in 1,024ths of a thousandth,
 * rounded down, in the upper byte; the day on which it was published, modulo 256, in the lower.
 */
export const jobMarksOf = (words: Int32Array, offset: number): number => {
  const price = Math.min(0xff, (words[offset + job.price] ?? 0) >> priceShift)
  return (price << 8) | dayOf(readDouble(words, offset + job.publishedAt))
}

const priceShift = 10

const dayOf = (ms: number): number => Math.floor(ms / dayMs) & 0xff

/** In millionths, at least. */
export const priceAtLeast = (marks: number): number => (marks >> 8) << priceShift

/**
 * In ten-thousandths. Two days of the calendar are more than the days between them less one; who counts more than 200 may come
 * from the future, and an older one counts as younger by 256.
 */
export const recencyAtMost = (marks: number, now: number, { recencyValues }: Context): number => {
  const days = (dayOf(now) - (marks & 0xff)) & 0xff
  const age = days > 200 ? 0 : Math.max(0, days - 1)
  return age < recencyValues.length ? (recencyValues[age] ?? 0) : 0
}
