import type { CompiledTaxonomy } from '@rolecall/taxonomy/compiled/taxonomy-file'
import type { Vectors } from '@rolecall/taxonomy/vectors/vector-table'
import { meanReciprocalRank, meanReciprocalRankAfterTies, type Rank } from '../measures/rank.ts'
import { type ByMethod, byMethod } from '../scoring/methods.ts'

/** What every set is measured on. */
export interface Ground {
  /** The folder that `GoldSet.files` stand in. */
  readonly data: string
  readonly compiled: CompiledTaxonomy
  readonly vectors: Vectors
  /** Of the largest sets all, else every `sampled`th. */
  readonly full: boolean
  readonly step: (done: number, total: number) => void
}

export const sampled = 12

export interface Published {
  readonly name: string
  readonly value: number
}

export interface Measured {
  /** Such as `MAP`. */
  readonly measure: string
  readonly figures: ByMethod<number>
  /** The same if every tie were read against the method, where ties can tell. */
  readonly afterTies?: ByMethod<number>
  readonly published: readonly Published[]
}

export interface GoldResult {
  readonly set: string
  readonly size: string
  readonly measured: readonly Measured[]
  /** What training saw of the set, with a taxonomy that was compiled from ESCO and O*NET. */
  readonly saw: string
  readonly notes: readonly string[]
}

export interface GoldSet {
  readonly name: string
  /** By their paths in the data folder. */
  readonly files: readonly string[]
  evaluate(ground: Ground): GoldResult
}

export function counted(count: number): string {
  return count.toLocaleString('en')
}

/** MRR by method, of the ranks by query. */
export function reciprocalRanks(ranks: readonly ByMethod<Rank>[]): Pick<Measured, 'measure' | 'figures' | 'afterTies'> {
  const ranksOf = byMethod((method) => ranks.map((rank) => rank[method]))
  return {
    measure: 'MRR',
    figures: byMethod((method) => meanReciprocalRank(ranksOf[method])),
    afterTies: byMethod((method) => meanReciprocalRankAfterTies(ranksOf[method])),
  }
}
