import type { Explanation } from '@rolecall/contract/explanation'
import { constraintsOf, fitOf } from './constraints.ts'
import { measure } from './measure.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'
import { scoreOf } from './score.ts'
import { jobWeightsOf } from './tilt.ts'

/** Why a pair fits or does not: the same for both sides, and for the same arguments. */
export const explainPair = (pair: Pair, rules: Rules): Explanation => {
  const measured = measure(pair, rules)
  const constraints = constraintsOf(measured)
  const { score, subScores, directions, congestion } = scoreOf(measured, rules)
  const fit = fitOf(constraints, rules)
  const { version } = jobWeightsOf(pair.job.posting, rules.directions.job)
  const versions = { ...rules.versions, weights: version }
  return congestion === undefined
    ? { fit, score, subScores, directions, constraints, versions }
    : { fit, score, subScores, directions, congestion, constraints, versions }
}
