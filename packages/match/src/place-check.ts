import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import { constraintOf, distanceFact, type FactsByKind, text } from './facts.ts'
import type { Measured, Reach } from './measured.ts'
import type { Pair } from './rows.ts'

/**
 * Within the person's reach and the job's; a remote job anywhere within the job's reach, unless the person is against
 * remote work. Unknown while a place is.
 */
const placeVerdict = ({ person, job, reach, km }: Measured): Verdict => {
  if (job.posting.remote && person.profile.remote === false) return 'unmet'
  if (reach.km === Number.POSITIVE_INFINITY) return 'met'
  if (km === undefined) return 'unknown'
  return km <= reach.km ? 'met' : 'unmet'
}

export const placeConstraint = (pair: Measured): Constraint => {
  const { posting } = pair.job
  const { reach } = pair
  const km = shownKm(pair)
  const facts: FactsByKind['place'] = {
    remote: text(posting.remote ? 'yes' : 'no'),
    place: text(posting.place.label),
  }
  if (km !== undefined) facts.distance = distanceFact(km)
  if (reach.km !== Number.POSITIVE_INFINITY) {
    facts.reach = distanceFact(reach.km)
    facts.limit = text(reach.whose)
  }
  return constraintOf('place', { verdict: placeVerdict(pair), must: true }, facts)
}

/**
 * Whole kilometres: an employer with a few jobs could else work out where someone lives. Undefined where
 * distance does not matter or is not known.
 */
export const shownKm = ({ km }: Measured): number | undefined => (km === undefined ? undefined : Math.round(km))

export const narrowerReach = ({ person, job }: Pick<Pair, 'person' | 'job'>): Reach => {
  const ofPerson = job.posting.remote ? Number.POSITIVE_INFINITY : toMetre(person.profile.reachKm)
  const ofJob = toMetre(job.posting.reachKm ?? Number.POSITIVE_INFINITY)
  return ofJob < ofPerson ? { km: ofJob, whose: 'job' } : { km: ofPerson, whose: 'person' }
}

const toMetre = (km: number): number => Math.round(km * 1000) / 1000
