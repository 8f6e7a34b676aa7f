import type { Origin } from './quick-distance.ts'
import type { Terms } from './terms.ts'

/**
 * The place of a pair in a list as one whole number, less is better: full fits from 0, then partial ones by the musts missed,
 * in each the score from the top. Whoever is not shown has the number `ruledOut`.
 */
export const classSize = 1 << 20
export const ruledOut = 0x7fffffff

/** A pair under evaluation; one object for all, filled on the way. */
export type Trial = {
  readonly terms: Terms
  readonly now: number
  /** The side that all others are compared with stands here, and whether that is the person. */
  readonly origin: Origin
  readonly fromPerson: boolean
  /** How near the works of the person are to the job, by number. */
  near: Int16Array
  /** The occupation under which the person was found, so that several works are looked at once; -1 for any. */
  bucket: number
  /** The pair is not nearer. Kilometres. */
  floorKm: number
  /** What is worse cannot enter the list. */
  limit: number
  alertsOnly: boolean
  /** More unmet musts rule a pair out. */
  mostToMend: number
  missed: number
  unknown: boolean
  occupation: number
  longest: number
  /** Pay offered over wanted; less than 0 where nothing can be compared. */
  ratio: number
  /** The skills' value in ten-thousandths where it is known beforehand; less than 0 where it is not. */
  skills: number
}

type Fixed = Pick<Trial, 'terms' | 'now' | 'origin' | 'fromPerson' | 'mostToMend'>

export const createTrial = (fixed: Fixed): Trial => ({
  ...fixed,
  near: new Int16Array(0),
  bucket: -1,
  floorKm: 0,
  limit: ruledOut - 1,
  alertsOnly: false,
  missed: 0,
  unknown: false,
  occupation: 0,
  longest: 0,
  ratio: -1,
  skills: -1,
})

/** Numbers above the largest that an entry holds share one bucket. */
export const bucketOf = (occupation: number): number => Math.min(occupation, 0xffff)
