import type { Explanation, SubScore } from '@rolecall/contract/explanation'
import type { Experience } from '@rolecall/contract/profile'
import { combine, congestionPrice, type DirectionSum, parts, unit } from './direction.ts'
import type { Measured } from './measured.ts'
import { hoursIn } from './pay-period.ts'
import { shownKm } from './place-check.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'
import { skillsCovered } from './skill-coverage.ts'
import { jobWeightsOf } from './tilt.ts'

type Score = Required<Pick<Explanation, 'score' | 'subScores' | 'directions'>> & Pick<Explanation, 'congestion'>

/** The score of a pair with all its parts. None falls when the person has more, wants less, or lives nearer, however the job is tilted. */
export const scoreOf = (pair: Measured, rules: Rules): Score => {
  const values = valuesOf(pair, rules)
  const forPerson = rules.directions.person
  const forJob = jobWeightsOf(pair.job.posting, rules.directions.job)
  const person = directionOf(values, forPerson)
  const job = directionOf(values, forJob.hundredths)
  const price = congestionPrice(pair.job, rules.weights.congestion)
  const subScores: SubScore[] = []
  for (let part = 0; part < parts.length; part += 1) {
    const [name, value = 0] = [parts[part], values[part]]
    if (name === undefined) continue
    const [weight, jobWeight] = [(forPerson[part] ?? 0) / 100, (forJob.hundredths[part] ?? 0) / 100]
    const each = { name, value: value / unit, weight, jobWeight }
    subScores.push(forJob.tilted.includes(name) ? { ...each, tilt: forJob.tilt } : each)
  }
  const score = Math.max(0, combine(person, job) - price) / million
  const directions = { person: shareOf(person), job: shareOf(job) }
  return price === 0
    ? { score, subScores, directions }
    : { score, subScores, directions, congestion: congestionOf(pair, price) }
}

const million = 1_000_000

/** Each part's value in whole ten-thousandths, in the order of the parts. */
const valuesOf = (pair: Measured, rules: Rules): readonly number[] => [
  units(pair.nearness),
  units(skillsCovered(pair, rules)),
  units(experienceValue(pair.longest)),
  units(payValue(pair, rules)),
  units(distanceValue(pair, rules)),
  units(recencyValue(pair, rules)),
]

const directionOf = (values: readonly number[], weights: readonly number[]): DirectionSum => {
  let sum = 0
  let total = 0
  for (let part = 0; part < parts.length; part += 1) {
    sum += (values[part] ?? 0) * (weights[part] ?? 0)
    total += weights[part] ?? 0
  }
  return { sum, total }
}

const shareOf = ({ sum, total }: DirectionSum): number => (total === 0 ? 0 : Math.round(sum / total) / unit)

const congestionOf = ({ job }: Pair, price: number): Explanation['congestion'] => ({
  price: Math.min(1, price / million),
  shown: job.shown ?? 0,
  openings: Math.max(1, job.openingsLeft),
})

/** Where something was not said, neither the best nor the worst is assumed. */
const notSaid = 0.5

/** Who did not say stands between none and some, nearer to none. */
const experienceValue = (longest: Experience | undefined): number =>
  longest === undefined ? 0.25 : experienceValues[longest]

const experienceValues: Readonly<Record<Experience, number>> = {
  none: 0,
  'under-2-years': 0.6,
  '2-years-or-more': 1,
}

/**
 * Counts what is sure, the lower end of a range, over the hours of work and of travel to it and back. A third at what is
 * wanted, 1 from half as much again.
 */
const payValue = (pair: Measured, rules: Rules): number => {
  const ratio = pair.payRatio?.from
  if (ratio === undefined) return notSaid
  const hours = hoursIn('day', pair.job.posting)
  const travel = pair.job.posting.remote ? 0 : (2 * countedKm(pair, rules)) / rules.weights.travelKmPerHour
  return (ratio * (hours / (hours + travel)) - 0.75) / 0.75
}

/** A home or a place of work that is not known counts as if it were at half the distance's value. */
const countedKm = (pair: Measured, rules: Rules): number => shownKm(pair) ?? rules.weights.distanceHalfKm

const distanceValue = (pair: Measured, rules: Rules): number =>
  pair.job.posting.remote ? 1 : halving(countedKm(pair, rules), rules.weights.distanceHalfKm)

const dayMs = 24 * 60 * 60 * 1000

const recencyValue = ({ job, now }: Pair, rules: Rules): number =>
  halving(Math.max(0, (now - job.publishedAt) / dayMs), rules.weights.recencyHalfDays)

const halving = (amount: number, half: number): number => 2 ** (-amount / half)

const units = (value: number): number => Math.round(unit * Math.max(0, Math.min(1, value)))
