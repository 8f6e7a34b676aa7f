import { createTaxonomy } from '@rolecall/taxonomy/taxonomy'
import { mean } from '../measures/rank.ts'
import { rankBiasedOverlap } from '../measures/rank-biased-overlap.ts'
import { type Ground, sampled } from '../sets/gold-set.ts'
import { pairsOfLabels } from './label-pairs.ts'
import { createNearest, type Lookup } from './nearest.ts'
import { englishPairs, type Pair, spanishPairs } from './written-pairs.ts'

const listed = 10

/** How alike the lists for the two forms of each pair are, 0 to 1. */
export interface Overlap {
  readonly mean: number
  readonly worst: number
  readonly worstPair: Pair
  /** Pairs of which only one form was read as anything: their overlap is 0. */
  readonly oneForm: number
  /** Pairs of which neither form was: they are in no mean. */
  readonly neither: number
}

export interface SwapResult {
  readonly titles: string
  readonly pairs: number
  readonly vectors: Overlap
  readonly product: Overlap
}

/** Swaps the gendered forms of titles, and compares the occupations that come for either. */
export function swapForms({ compiled, vectors, full, step }: Omit<Ground, 'data'>): SwapResult[] {
  const { occupations, source } = compiled
  const some = (pairs: readonly Pair[]): readonly Pair[] => (full ? pairs : pairs.filter((_, at) => at % sampled === 0))
  const sources = [
    { titles: 'English, written here', pairs: englishPairs },
    { titles: 'Spanish, written here', pairs: spanishPairs },
    { titles: "ESCO's Spanish labels", pairs: some(pairsOfLabels(occupations, 'es')) },
    { titles: "ESCO's German labels", pairs: some(pairsOfLabels(occupations, 'de')) },
  ].filter(({ pairs }) => pairs.length > 0)
  const taxonomy = createTaxonomy({ name: source, ...compiled })
  const nearest = createNearest(occupations, vectors, listed)
  const read: Lookup = (title) => taxonomy.findOccupations(title, { limit: listed }).map(({ id }) => id)
  const total = sources.reduce((sum, { pairs }) => sum + pairs.length, 0)
  let done = 0
  return sources.map(({ titles, pairs }) => {
    const lists = pairs.map((pair) => {
      step(++done, total)
      return { pair, nearest: listsOf(pair, nearest), read: listsOf(pair, read) }
    })
    return {
      titles,
      pairs: pairs.length,
      vectors: overlapOf(lists.map((each) => ({ pair: each.pair, lists: each.nearest }))),
      product: overlapOf(lists.map((each) => ({ pair: each.pair, lists: each.read }))),
    }
  })
}

type Lists = readonly [string[], string[]]

function listsOf([first, second]: Pair, lookup: Lookup): Lists {
  return [lookup(first), lookup(second)]
}

export function overlapOf(swaps: readonly { readonly pair: Pair; readonly lists: Lists }[]): Overlap {
  const read = swaps.filter(({ lists }) => lists.some((list) => list.length > 0))
  const overlaps = read.map(({ pair, lists: [first, second] }) => ({ pair, value: rankBiasedOverlap(first, second) }))
  const worst = overlaps.toSorted((a, b) => a.value - b.value)[0]
  return {
    mean: mean(overlaps.map(({ value }) => value)),
    worst: worst?.value ?? 0,
    worstPair: worst?.pair ?? ['', ''],
    oneForm: read.filter(({ lists }) => lists.some((list) => list.length === 0)).length,
    neither: swaps.length - read.length,
  }
}
