import type { Explanation } from '@rolecall/contract/explanation'
import { bounded } from './bounded.ts'
import type { Rates } from './currency.ts'
import { explainPair } from './explain.ts'
import type { MatchTaxonomy } from './match-taxonomy.ts'
import type { JobRow, PersonRow } from './rows.ts'
import { createRules } from './rules.ts'
import type { Weights } from './weights.ts'

/** Explains single pairs without an engine, as an engine with the same taxonomy, weights and rates would. */
export const createExplainer = (options: {
  readonly taxonomy: MatchTaxonomy
  readonly weights?: Weights
  readonly rates?: Rates
}): ((person: PersonRow, job: JobRow, now: number) => Explanation) => {
  const rules = createRules(options)
  return (person, job, now) => explainPair({ person: bounded(person), job, now }, rules)
}
