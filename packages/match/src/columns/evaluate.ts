import { standsFor } from './checks.ts'
import { placedBit } from './codes.ts'
import { listsOf, person } from './person-record.ts'
import { exactKm, quickKm } from './quick-distance.ts'
import { clearCredits, creditHalf, creditSaid, manySkills, type SkillSet } from './skill-set.ts'
import { type Context, recencyOf } from './terms.ts'
import { classSize, ruledOut, type Trial } from './trial.ts'

/** Kilometres where they count and are known; less than 0 where not known, -2 where out of reach. */
export const kmWithin = ({ terms, origin, fromPerson }: Trial, words: Int32Array, offset: number): number => {
  const reachKm = Math.min(
    terms.reachKm,
    terms.remote ? Number.POSITIVE_INFINITY : (words[offset + person.reach] ?? 0) / 1000,
  )
  if (reachKm === Number.POSITIVE_INFINITY) return 0
  if (!terms.placed || ((words[offset] ?? 0) & placedBit) === 0) return -1
  const there = fromPerson ? terms.words : words
  const place = fromPerson ? terms.place : offset + person.latitude
  let km = quickKm(origin, there, place)
  if (isClose(km, reachKm) || isClose(km % 1, 0.5)) km = exactKm(origin, there, place)
  return km <= reachKm ? Math.round(km) : -2
}

/** So near to where a verdict or a rounding changes that the series must not decide. */
const isClose = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6

/** Where the pair stands in a list; `ruledOut` where it is not shown, or cannot be better than the trial's limit. */
export const evaluate = (trial: Trial, words: Int32Array, offset: number, context: Context): number => {
  if (!standsFor(trial, words, offset, context)) return ruledOut
  const { limit, terms } = trial
  const atLeast = standing(trial.missed, trial.unknown) * classSize
  if (atLeast > limit) return ruledOut
  const known = trial.skills >= 0
  const set = context.skillSet(terms.skillSet)
  const said = Math.min(manySkills, (words[offset + person.counts] ?? 0) >>> 24)
  const most = known ? trial.skills : (set.ceilings[trial.longest >= 2 ? said + manySkills + 1 : said] ?? 0)
  if (atLeast + behind(trial, trial.floorKm, most, context) > limit) return ruledOut
  const km = kmWithin(trial, words, offset)
  if (km === -2) return ruledOut
  const place = standing(trial.missed, trial.unknown || km === -1) * classSize
  const counted = km === -1 ? -1 : km
  if (terms.recency < 0) terms.recency = recencyOf(terms.publishedAt, trial.now, context.rules.weights.recencyHalfDays)
  const atMost = place + behind(trial, counted, most, context)
  if (known || atMost > limit) return atMost > limit ? ruledOut : atMost
  const result = place + behind(trial, counted, skillsOf(trial, words, offset, set), context)
  return result > limit ? ruledOut : result
}

const standing = (missed: number, unknown: boolean): number => (missed > 0 || unknown ? 1 + missed : 0)

/** In ten-thousandths, by what was said: nothing, none, under two years, more. */
export const experienceValues = Int16Array.of(2500, 0, 6000, 10_000)

/** How far behind the best score, in millionths. `km`: less than 0 where not known. */
const behind = (trial: Trial, km: number, skills: number, context: Context): number => {
  const { terms } = trial
  const { person: forPerson, job: forJob, totals } = context.weights
  const total = totals[terms.tilt] ?? 0
  const tilt = 6 * terms.tilt
  if (total === 0) return 1_000_000
  const distance = terms.remote ? 10_000 : km < 0 ? 5000 : (context.distanceValues[km] ?? 0)
  const pay = payValue(trial, km, context)
  const experience = experienceValues[trial.longest] ?? 0
  const { occupation } = trial
  const recency = terms.recency < 0 ? 10_000 : terms.recency
  const toPerson =
    occupation * (forPerson[0] ?? 0) +
    skills * (forPerson[1] ?? 0) +
    experience * (forPerson[2] ?? 0) +
    pay * (forPerson[3] ?? 0) +
    distance * (forPerson[4] ?? 0) +
    recency * (forPerson[5] ?? 0)
  const toJob =
    occupation * (forJob[tilt] ?? 0) +
    skills * (forJob[tilt + 1] ?? 0) +
    experience * (forJob[tilt + 2] ?? 0) +
    pay * (forJob[tilt + 3] ?? 0) +
    distance * (forJob[tilt + 4] ?? 0) +
    recency * (forJob[tilt + 5] ?? 0)
  return 1_000_000 - Math.max(0, Math.round(100 * Math.sqrt((toPerson * toJob) / total)) - terms.price)
}

const payValue = ({ ratio, terms }: Trial, km: number, { rules }: Context): number => {
  if (ratio < 0) return 5000
  const { distanceHalfKm, travelKmPerHour } = rules.weights
  const travel = terms.remote ? 0 : (2 * (km < 0 ? distanceHalfKm : km)) / travelKmPerHour
  return valueOfPay(ratio * (terms.hoursADay / (terms.hoursADay + travel)))
}

/** In ten-thousandths, by pay offered over pay wanted, after travel. */
const valueOfPay = (ratio: number): number => Math.round(10_000 * Math.max(0, Math.min(1, (ratio - 0.75) / 0.75)))

/** The pay's value in ten-thousandths at most, wherever the work is. */
export const payAtMost = (ratio: number): number => (ratio < 0 ? 5000 : valueOfPay(ratio))

/** The skills' value in ten-thousandths. */
export const skillsOf = (trial: Trial, words: Int32Array, offset: number, set: SkillSet): number => {
  if (set.total === 0) return 5000
  const counts = words[offset + person.counts] ?? 0
  const works = listsOf(words[offset] ?? 0, offset)
  const skills = works + (counts & 0xff) + ((counts >> 8) & 0xff) + ((counts >> 16) & 0xff)
  clearCredits(set)
  let covered = 0
  for (let index = works; index < works + (counts & 0xff); index += 1) {
    const word = words[index] ?? 0
    if ((word & 3) >= 2 && (trial.near[word >> 2] ?? 0) >= 0) covered += creditHalf(set, set.implied(word >> 2))
  }
  for (let index = skills; index < skills + (counts >>> 24); index += 1) covered += creditSaid(set, words[index] ?? 0)
  return Math.round(10_000 * (covered / set.total))
}
