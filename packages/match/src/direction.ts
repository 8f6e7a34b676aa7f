import type { SubScore } from '@rolecall/contract/explanation'
import type { JobRow } from './rows.ts'
import type { DirectionWeights } from './weights.ts'

/**
 * The arithmetic of the score in whole numbers, so that whoever adds up the same parts gets the same order: values in
 * ten-thousandths, weights in hundredths, scores in millionths.
 */
export const unit = 10_000

/** The parts of the score in the order in which they are shown. */
export const parts = [
  'occupation',
  'skills',
  'experience',
  'pay',
  'distance',
  'recency',
] as const satisfies readonly SubScore['name'][]

export type DirectionSum = { readonly sum: number; readonly total: number }

export const hundredths = (weights: DirectionWeights): readonly number[] =>
  parts.map((name) => Math.round(100 * weights[name]))

/** The geometric mean of both directions in millionths; 0 where a direction has no weight at all. The product stays exact. */
export const combine = (person: DirectionSum, job: DirectionSum): number => {
  const total = person.total * job.total
  return total === 0 ? 0 : Math.round(100 * Math.sqrt((person.sum * job.sum) / total))
}

/** What comes off, in millionths. */
export const congestionPrice = ({ shown = 0, openingsLeft }: JobRow, congestion: number): number =>
  Math.round(1_000_000 * congestion * Math.log(1 + shown / Math.max(1, openingsLeft)))
