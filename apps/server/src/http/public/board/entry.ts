import type { PayPeriod } from '@rolecall/contract/pay'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Direction, directionOf } from '@rolecall/match/geo'
import { hoursIn } from '@rolecall/match/pay-period'
import { traitsOf } from './traits.ts'

export type Job = DocumentOf<'jobs'>

/** An open job with what a search compares. */
export type Entry = {
  readonly job: Job
  /** Epoch ms. */
  readonly publishedAt: number
  /** Of its place, where that is on the earth. */
  readonly direction: Direction | undefined
  /** Bits of its traits. */
  readonly traits: number
  /** The upper end of its pay in whole minor units, for each period by the job's own schedule. */
  readonly pay: Readonly<Record<PayPeriod, number>>
}

/**
 * The jobs that the words and the place let through, newest first. `fits`: how well the words fit each; `km`: to the place,
 * not a number for those from home and where no place was asked for.
 */
export type Candidates = {
  readonly entries: readonly Entry[]
  readonly fits: readonly number[]
  readonly km: readonly number[]
}

export const entryOf = (job: Job): Entry => ({
  job,
  publishedAt: job.publishedAt ?? job.createdAt,
  direction: directionOf(job.posting.place),
  traits: traitsOf(job.posting),
  pay: payOf(job),
})

const payOf = ({ posting }: Job): Entry['pay'] => {
  const { min, max = min, period } = posting.pay
  const hourly = max / hoursIn(period, posting)
  const inPeriod = (each: PayPeriod) => (each === period ? max : Math.round(hourly * hoursIn(each, posting)))
  return {
    hour: inPeriod('hour'),
    day: inPeriod('day'),
    week: inPeriod('week'),
    month: inPeriod('month'),
    year: inPeriod('year'),
  }
}
