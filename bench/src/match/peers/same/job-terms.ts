import { congestionPrice, unit } from '@rolecall/match/direction'
import type { JobRow } from '@rolecall/match/engine'
import { type Direction, directionOf } from '@rolecall/match/geo'
import { hoursIn } from '@rolecall/match/pay-period'
import { weights } from '@rolecall/match/weights'
import { now } from '../../world.ts'
import { type JobFacts, jobFacts } from '../facts.ts'
import { mustsOf } from './musts.ts'
import type { PeopleParameter } from './people-sql.ts'

/** A job with all that a place in a list rests on, but for how new it is. */
export type JobTerms = JobFacts &
  Direction & {
    /** Of its times those that nobody may lack: a job of five days or more can do without one of them. */
    readonly hardTimes: number
    readonly musts: number
    readonly payFrom: number
    readonly hours: number
    readonly publishedAt: number
    /** Of congestion, in millionths. */
    readonly price: number
  }

const days = 0x7f

export const jobTerms = (row: JobRow): JobTerms => {
  const { posting, publishedAt } = row
  const facts = jobFacts(row)
  const direction = directionOf(facts) ?? { x: 0, y: 0, z: 0 }
  return {
    ...facts,
    ...direction,
    hardTimes: new Set(posting.days).size >= 5 ? facts.times & ~days : facts.times,
    musts: mustsOf(row),
    payFrom: posting.pay.min,
    hours: hoursIn('day', posting),
    publishedAt,
    price: congestionPrice(row, weights.congestion),
  }
}

const dayMs = 86_400_000

/** In ten-thousandths. */
const recencyOf = ({ publishedAt }: JobTerms): number =>
  Math.round(unit * 2 ** (-Math.max(0, (now - publishedAt) / dayMs) / weights.recencyHalfDays))

/** The parameters of the search of people. `kind`: the number of the job's occupation. */
export const peopleQuery = (job: JobTerms, kind: number): Readonly<Record<PeopleParameter, number>> => {
  const { times, hardTimes, payTop, musts, x, y, z, reachKm, payFrom, hours, price } = job
  return {
    kind,
    times,
    hardTimes,
    payTop,
    musts,
    x,
    y,
    z,
    reach: reachKm,
    payFrom,
    hours,
    recency: recencyOf(job),
    price,
  }
}
