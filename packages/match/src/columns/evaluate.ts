import { at } from './at.ts'
import { classSize, ruledOut, standsFor, type Trial } from './checks.ts'
import { placedBit } from './codes.ts'
import { listsOf, person } from './person-record.ts'
import { exactKm, quickKm } from './quick-distance.ts'
import { clearCredits, creditHalf, creditSaid } from './skill-set.ts'
import type { Context } from './terms.ts'

/** Kilometres where they count and are known; less than 0 where not known, -2 where out of reach. */
export const kmWithin = ({ terms }: Trial, words: Int32Array, offset: number): number => {
  const reachKm = Math.min(
    terms.reachKm,
    terms.remote ? Number.POSITIVE_INFINITY : at(words, offset + person.reach) / 1000,
  )
  if (reachKm === Number.POSITIVE_INFINITY) return 0
  if (!terms.placed || (at(words, offset) & placedBit) === 0) return -1
  const place = offset + person.latitude
  let km = quickKm(terms.origin, words, place)
  if (isClose(km, reachKm) || isClose(km % 1, 0.5)) km = exactKm(terms.origin, words, place)
  return km <= reachKm ? Math.round(km) : -2
}

/** So near to where a verdict or a rounding changes that the series must not decide. */
const isClose = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6

/** Where the pair stands in a list; `ruledOut` where it is not shown, or cannot be better than the trial's limit. */
export const evaluate = (trial: Trial, words: Int32Array, offset: number, context: Context): number => {
  if (!standsFor(trial, words, offset, context)) return ruledOut
  const { limit } = trial
  const atLeast = standing(trial.missed, trial.unknown) * classSize
  if (atLeast > limit) return ruledOut
  if (atLeast + behind(trial, trial.floorKm, 10_000, context) > limit) return ruledOut
  const km = kmWithin(trial, words, offset)
  if (km === -2) return ruledOut
  const place = standing(trial.missed, trial.unknown || km === -1) * classSize
  const counted = km === -1 ? -1 : km
  if (place + behind(trial, counted, 10_000, context) > limit) return ruledOut
  const result = place + behind(trial, counted, skillsOf(trial, words, offset, context), context)
  return result > limit ? ruledOut : result
}

const standing = (missed: number, unknown: boolean): number => (missed > 0 || unknown ? 1 + missed : 0)

/** By what was said: nothing, none, under two years, more. */
const experienceValues = Int16Array.of(2500, 0, 6000, 10_000)

/** How far behind the best score, in millionths. `km`: less than 0 where not known. */
const behind = (trial: Trial, km: number, skills: number, context: Context): number => {
  const { terms } = trial
  const { person: forPerson, job: forJob, total } = context.weights
  if (total === 0) return 1_000_000
  const distance = terms.remote ? 10_000 : km < 0 ? 5000 : at(context.distanceValues, km)
  const pay = payValue(trial, km, context)
  const experience = at(experienceValues, trial.longest)
  const { occupation } = trial
  const toPerson =
    occupation * at(forPerson, 0) +
    skills * at(forPerson, 1) +
    experience * at(forPerson, 2) +
    pay * at(forPerson, 3) +
    distance * at(forPerson, 4) +
    terms.recency * at(forPerson, 5)
  const toJob =
    occupation * at(forJob, 0) +
    skills * at(forJob, 1) +
    experience * at(forJob, 2) +
    pay * at(forJob, 3) +
    distance * at(forJob, 4) +
    terms.recency * at(forJob, 5)
  return 1_000_000 - Math.max(0, Math.round(100 * Math.sqrt((toPerson * toJob) / total)) - terms.price)
}

const payValue = ({ ratio, terms }: Trial, km: number, { rules }: Context): number => {
  if (ratio < 0) return 5000
  const { distanceHalfKm, travelKmPerHour } = rules.weights
  const travel = terms.remote ? 0 : (2 * (km < 0 ? distanceHalfKm : km)) / travelKmPerHour
  const value = (ratio * (terms.hoursADay / (terms.hoursADay + travel)) - 0.75) / 0.75
  return Math.round(10_000 * Math.max(0, Math.min(1, value)))
}

/** The skills' value in ten-thousandths. */
const skillsOf = (trial: Trial, words: Int32Array, offset: number, context: Context): number => {
  const set = context.skillSet(trial.terms.skillSet)
  if (set.total === 0) return 5000
  const counts = at(words, offset + person.counts)
  const works = listsOf(at(words, offset), offset)
  const skills = works + (counts & 0xff) + ((counts >> 8) & 0xff) + ((counts >> 16) & 0xff)
  clearCredits(set)
  let covered = 0
  for (let index = works; index < works + (counts & 0xff); index += 1) {
    const word = at(words, index)
    if ((word & 3) >= 2 && at(trial.near, word >> 2) >= 0) covered += creditHalf(set, set.implied(word >> 2))
  }
  for (let index = skills; index < skills + (counts >>> 24); index += 1) covered += creditSaid(set, at(words, index))
  return Math.round(10_000 * (covered / set.total))
}

/** The best that any pair of a part of the scan can be: so near in occupation and place, of a class from `missed` on. */
export const bestWithin = (
  trial: Trial,
  part: { readonly occupation: number; readonly km: number; readonly unknown: boolean },
  context: Context,
): number => {
  trial.occupation = part.occupation
  trial.longest = 3
  trial.ratio = Number.POSITIVE_INFINITY
  return standing(0, part.unknown) * classSize + behind(trial, part.km, 10_000, context)
}
