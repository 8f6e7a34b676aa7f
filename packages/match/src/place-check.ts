import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import { constraintOf, distanceFact, text } from './facts.ts'
import { distanceKm } from './geo.ts'
import type { Pair } from './rows.ts'

/**
 * Within the person's reach and the job's; a remote job anywhere within the job's reach, unless the person is against
 * remote work. Unknown while a place is.
 */
export const placeVerdict = ({ person, job }: Pair): Verdict => {
  const { profile } = person
  if (job.posting.remote && profile.remote === false) return 'unmet'
  const { km: reachKm } = narrowerReach({ person, job })
  if (reachKm === Number.POSITIVE_INFINITY) return 'met'
  const km = distanceKm(profile.place, job.posting.place)
  if (km === undefined) return 'unknown'
  return km <= reachKm ? 'met' : 'unmet'
}

export const placeConstraint = (pair: Pair): Constraint => {
  const { posting } = pair.job
  const reach = narrowerReach(pair)
  const km = shownKm(pair)
  return constraintOf(
    'place',
    { verdict: placeVerdict(pair), must: true },
    {
      remote: text(posting.remote ? 'yes' : 'no'),
      place: text(posting.place.label),
      ...(km === undefined ? {} : { distance: distanceFact(km) }),
      ...(reach.km === Number.POSITIVE_INFINITY ? {} : { reach: distanceFact(reach.km), limit: text(reach.whose) }),
    },
  )
}

/**
 * Whole kilometres: an employer with a few jobs could else work out where someone lives. Undefined where
 * distance does not matter or is not known.
 */
export const shownKm = (pair: Pick<Pair, 'person' | 'job'>): number | undefined => {
  if (narrowerReach(pair).km === Number.POSITIVE_INFINITY) return undefined
  const km = distanceKm(pair.person.profile.place, pair.job.posting.place)
  return km === undefined ? undefined : Math.round(km)
}

const narrowerReach = ({ person, job }: Pick<Pair, 'person' | 'job'>) => {
  const ofPerson = job.posting.remote ? Number.POSITIVE_INFINITY : toMetre(person.profile.reachKm)
  const ofJob = toMetre(job.posting.reachKm ?? Number.POSITIVE_INFINITY)
  return ofJob < ofPerson ? { km: ofJob, whose: 'job' } : { km: ofPerson, whose: 'person' }
}

const toMetre = (km: number): number => Math.round(km * 1000) / 1000
