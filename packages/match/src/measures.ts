import type { Experience, WorkWanted } from '@rolecall/contract/profile'
import { longestOf } from './experience-check.ts'
import { distanceKm } from './geo.ts'
import { type PayRatio, payRatio } from './pay-check.ts'
import { narrowerReach, type Reach } from './place-check.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'

/** A pair with what several of its checks and parts of its score rest on, worked out once. */
export type Measured = Pair & {
  /** All work wanted that counts as the job's kind. */
  readonly near: readonly WorkWanted[]
  /** The work wanted that is nearest to the job's, of equally near ones the first that was said; and how near, 0 to 1. */
  readonly nearest: WorkWanted | undefined
  readonly nearness: number
  /** The longest experience that the person said for work of the job's kind. */
  readonly longest: Experience | undefined
  readonly reach: Reach
  /** Kilometres, not rounded; undefined where they do not matter or are not known. */
  readonly km: number | undefined
  readonly payRatio: PayRatio | undefined
}

export const measure = (pair: Pair, rules: Rules): Measured => {
  const { person, job, now } = pair
  const { work, place } = person.profile
  const { occupation } = job.posting
  const near: WorkWanted[] = []
  let nearest: WorkWanted | undefined
  let nearness = 0
  for (const wanted of work) {
    const value = rules.nearness(wanted.occupation, occupation)
    if (value >= rules.weights.nearEnough) near.push(wanted)
    if (nearest !== undefined && value <= nearness) continue
    nearest = wanted
    nearness = value
  }
  const reach = narrowerReach(pair)
  return {
    person,
    job,
    now,
    near,
    nearest,
    nearness,
    longest: longestOf(near),
    reach,
    km: reach.km === Number.POSITIVE_INFINITY ? undefined : distanceKm(place, job.posting.place),
    payRatio: payRatio(pair, rules),
  }
}
