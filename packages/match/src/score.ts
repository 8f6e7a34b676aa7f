import type { SubScore } from '@rolecall/contract/explanation'
import type { Experience } from '@rolecall/contract/profile'
import { longestExperience } from './experience-check.ts'
import { nearestWork } from './occupation-check.ts'
import { payRatio } from './pay-check.ts'
import { shownKm } from './place-check.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'
import { skillsCovered } from './skill-coverage.ts'

/** The named parts of a pair's score. None falls when the person has more, wants less, or lives nearer. */
export const subScoresOf = (pair: Pair, rules: Rules): SubScore[] => {
  const { weights } = rules
  return [
    { name: 'occupation', value: occupationValue(pair, rules), weight: weights.occupation },
    { name: 'skills', value: skillsCovered(pair, rules), weight: weights.skills },
    { name: 'experience', value: experienceValue(longestExperience(pair, rules)), weight: weights.experience },
    { name: 'pay', value: payValue(payRatio(pair, rules)?.from), weight: weights.pay },
    { name: 'distance', value: distanceValue(pair, rules), weight: weights.distance },
    { name: 'recency', value: recencyValue(pair, rules), weight: weights.recency },
  ]
}

/** 0 to 1: the sum of the values by their weights over the sum of the weights; 0 without weights. */
export const scoreOf = (subScores: readonly SubScore[]): number => {
  const total = subScores.reduce((sum, { weight }) => sum + weight, 0)
  const sum = subScores.reduce((part, { value, weight }) => part + value * weight, 0)
  return total === 0 ? 0 : Math.min(1, sum / total)
}

/** Where something was not said, neither the best nor the worst is assumed. */
const notSaid = 0.5

const occupationValue = (pair: Pair, rules: Rules): number => {
  const nearest = nearestWork(pair, rules)
  return nearest === undefined ? 0 : clamp(rules.nearness(nearest.occupation, pair.job.posting.occupation))
}

/** Who did not say stands between none and some, nearer to none. */
const experienceValue = (longest: Experience | undefined): number =>
  longest === undefined ? 0.25 : experienceValues[longest]

const experienceValues: Readonly<Record<Experience, number>> = {
  none: 0,
  'under-2-years': 0.6,
  '2-years-or-more': 1,
}

/** Counts what is sure, the lower end of a range. A third at what is wanted, 1 from half as much again. */
const payValue = (ratio: number | undefined): number => (ratio === undefined ? notSaid : clamp((ratio - 0.75) / 0.75))

const distanceValue = (pair: Pair, rules: Rules): number => {
  if (pair.job.posting.remote) return 1
  const km = shownKm(pair)
  return km === undefined ? notSaid : halving(km, rules.weights.distanceHalfKm)
}

const dayMs = 24 * 60 * 60 * 1000

const recencyValue = ({ job, now }: Pair, rules: Rules): number =>
  halving(Math.max(0, (now - job.publishedAt) / dayMs), rules.weights.recencyHalfDays)

const halving = (amount: number, half: number): number => clamp(2 ** (-amount / half))

const clamp = (value: number): number => Math.max(0, Math.min(1, value))
