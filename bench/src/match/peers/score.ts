import { distanceKm } from '@rolecall/match/geo'
import { weights } from '@rolecall/match/weights'
import { anyReachKm, holds, type JobFacts, type PersonFacts } from './facts.ts'
import type { Kind } from './kinds.ts'

const ofOccupation = weights.person.occupation + weights.job.occupation
const ofDistance = weights.person.distance + weights.job.distance

/**
 * What all peers order by: two of the six parts of the score, with the weights that both directions give them. Undefined
 * where a constraint does not hold. `near`: the work that is near to the job's.
 */
export const peerScore = (person: PersonFacts, job: JobFacts, near: readonly Kind[]): number | undefined => {
  if (!holds(person, job, near)) return undefined
  const nearness = near.find(({ occupation }) => person.occupations.includes(occupation))?.nearness ?? 0
  const km = job.remote ? 0 : (distanceKm(person, job) ?? anyReachKm)
  return ofOccupation * nearness + ofDistance * 2 ** (-km / weights.distanceHalfKm)
}

/** The same in SQL. */
export const scoreInSql = (nearness: string, km: string): string =>
  `${ofOccupation} * ${nearness} + ${ofDistance} * pow(2, -(${km}) / ${weights.distanceHalfKm})`

type SqlPosition = { readonly latitude: string; readonly longitude: string }

/** The haversine, of degrees. */
export const kmInSql = (a: SqlPosition, b: SqlPosition): string =>
  `12742.0176 * asin(sqrt(pow(sin(radians(${a.latitude} - ${b.latitude}) / 2), 2) + cos(radians(${a.latitude})) * cos(radians(${b.latitude})) * pow(sin(radians(${a.longitude} - ${b.longitude}) / 2), 2)))`

const kmPerDegree = 110.5

/** Degrees north and east that hold all within so many kilometres, away from the poles. */
export const degreesOf = (latitude: number, km: number): { readonly north: number; readonly east: number } => {
  const north = km / kmPerDegree
  return { north, east: north / Math.cos((latitude * Math.PI) / 180) }
}
