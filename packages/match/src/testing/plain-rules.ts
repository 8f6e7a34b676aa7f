import type { MatchTaxonomy } from '../match-taxonomy.ts'
import type { Weights } from '../weights.ts'

/** What `brute-force.ts` goes by. */
export type PlainRules = {
  readonly taxonomy: MatchTaxonomy
  readonly weights: Weights
  readonly rates?: { readonly base: string; readonly perBase: Readonly<Record<string, number>> }
}
