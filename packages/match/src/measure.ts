import type { WorkWanted } from '@rolecall/contract/profile'
import { longestOf } from './experience-check.ts'
import { distanceKm } from './geo.ts'
import type { Measured } from './measured.ts'
import { payRatio } from './pay-check.ts'
import { narrowerReach } from './place-check.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'

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
