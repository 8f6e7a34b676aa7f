import type { Explanation } from '@rolecall/contract/explanation'
import { constraintsOf, fitOf } from './constraints.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'
import { scoreOf } from './score.ts'
import { jobWeightsOf } from './tilt.ts'

/** Why a pair fits or does not: the same for both sides, and for the same arguments. */
export const explainPair = (pair: Pair, rules: Rules): Explanation => {
  const constraints = constraintsOf(pair, rules)
  const versions = { ...rules.versions, weights: jobWeightsOf(pair.job.posting, rules.directions.job).version }
  return { fit: fitOf(constraints, rules), ...scoreOf(pair, rules), constraints, versions }
}
