import type { Explanation } from '@rolecall/contract/explanation'
import type { Rates } from './currency.ts'
import { hundredths } from './direction.ts'
import type { MatchTaxonomy } from './match-taxonomy.ts'
import { createSkillTable, type SkillTable } from './skill-table.ts'
import { type ByTilt, weightsByTilt } from './tilt.ts'
import { weights as usualWeights, type Weights } from './weights.ts'

/** All that stays the same from pair to pair. `versions` name it in each explanation. */
export type Rules = {
  readonly occupation: MatchTaxonomy['occupation']
  /** 0 to 1, the same either way round; remembered, since the same few pairs are asked again and again. */
  nearness(a: string, b: string): number
  /** The same, not remembered: for whole rows, which are remembered elsewhere. */
  freshNearness(a: string, b: string): number
  readonly skills: SkillTable
  readonly weights: Weights
  /** The weights of both directions in whole hundredths, in the order of the parts; those of the job by its tilt. */
  readonly directions: { readonly person: readonly number[]; readonly job: ByTilt }
  readonly rates: Rates | undefined
  readonly versions: Explanation['versions']
}

/** Changes when the same rows, weights, rates and taxonomy would give another explanation. */
const engineVersion = '4'

export const createRules = (options: {
  readonly taxonomy: MatchTaxonomy
  readonly weights?: Weights | undefined
  readonly rates?: Rates | undefined
}): Rules => {
  const { taxonomy, weights = usualWeights, rates } = options
  const engine = rates === undefined ? engineVersion : `${engineVersion}, rates ${rates.asOf}`
  return {
    occupation: (id) => taxonomy.occupation(id),
    nearness: rememberNearness(taxonomy),
    freshNearness: (one, other) => nearnessOf(one, other, taxonomy),
    skills: createSkillTable(taxonomy, weights.nearSkills),
    weights,
    directions: { person: hundredths(weights.person), job: weightsByTilt(weights) },
    rates,
    versions: { engine, weights: weights.version, taxonomy: taxonomy.version },
  }
}

/** Bounds the memory, whatever ids the rows hold. */
const mostRemembered = 200_000

const rememberNearness = (taxonomy: MatchTaxonomy): Rules['nearness'] => {
  const known = new Map<string, Map<string, number>>()
  let size = 0
  return (one, other) => {
    if (one === other) return 1
    const [a, b] = one < other ? [one, other] : [other, one]
    const found = known.get(a)?.get(b)
    if (found !== undefined) return found
    if (size >= mostRemembered) {
      known.clear()
      size = 0
    }
    const nearness = nearnessOf(a, b, taxonomy)
    const row = known.get(a) ?? new Map<string, number>()
    known.set(a, row.set(b, nearness))
    size += 1
    return nearness
  }
}

/** Asked in one order, so that rounding on the way makes no difference of direction. */
const nearnessOf = (one: string, other: string, taxonomy: MatchTaxonomy): number => {
  if (one === other) return 1
  return one < other ? taxonomy.nearness(one, other) : taxonomy.nearness(other, one)
}
