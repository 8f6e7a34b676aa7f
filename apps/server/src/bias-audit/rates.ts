import { fisherExact } from './fisher-exact.ts'

/** How many stand in a category, and how many of them were selected (or scored above the median). */
export type Tally = { readonly total: number; readonly hits: number }

/** What `Sample` holds of those whose category nobody knows, and of each category by its name. */
export type Tallies = { readonly unknown: Tally; readonly byCategory: ReadonlyMap<string, Tally> }

export type CategoryRate = Tally & {
  readonly category: string
  /** Hits over total. */
  readonly rate: number
  /** Of those whose category is known. */
  readonly share: number
  /** The rate over the highest one; undefined where the category is left out, or nobody was selected at all. */
  readonly ratio: number | undefined
  /** 29 CFR 1607.4(D): the ratio is under four fifths. */
  readonly isUnderFourFifths: boolean
  /** Fisher's exact test, two-sided, against the category with the highest rate; undefined for that one. */
  readonly pValue: number | undefined
  readonly isLeftOut: boolean
}

/** `categories`: the highest rate first. */
export type RateTable = {
  readonly categories: readonly CategoryRate[]
  readonly known: number
  readonly unknown: Tally
}

/** A category with a smaller share may be left out of the impact ratios: 6 RCNY 5-301(d). */
export const smallShare = 0.02

/** Counts rows into their categories; `category` undefined is unknown. */
export const tallyOf = (
  rows: Iterable<{ readonly category: string | undefined; readonly isHit: boolean }>,
): Tallies => {
  const counts = new Map<string | undefined, { total: number; hits: number }>()
  for (const { category, isHit } of rows) {
    const count = counts.get(category) ?? { total: 0, hits: 0 }
    count.total += 1
    if (isHit) count.hits += 1
    counts.set(category, count)
  }
  const unknown = counts.get(undefined) ?? { total: 0, hits: 0 }
  return {
    unknown,
    byCategory: new Map([...counts].flatMap(([name, tally]) => (name === undefined ? [] : [[name, tally]]))),
  }
}

/** Rates, impact ratios and tests of each category: 6 RCNY 5-300 and 5-301. */
export const ratesOf = (
  { byCategory, unknown }: Tallies,
  { leaveOutSmall }: { readonly leaveOutSmall: boolean },
): RateTable => {
  const known = [...byCategory.values()].reduce((sum, { total }) => sum + total, 0)
  const rows = [...byCategory].map(([category, { total, hits }]) => {
    const share = total / known
    return { category, total, hits, rate: hits / total, share, isLeftOut: leaveOutSmall && share < smallShare }
  })
  const sorted = rows.toSorted((a, b) => b.rate - a.rate || b.total - a.total || (a.category < b.category ? -1 : 1))
  const highest = sorted.find(({ isLeftOut }) => !isLeftOut)
  return {
    known,
    unknown,
    categories: sorted.map((row) => ({ ...row, ...(row.isLeftOut ? noImpact : impactOf(row, highest)) })),
  }
}

type Impact = Pick<CategoryRate, 'ratio' | 'isUnderFourFifths' | 'pValue'>

const noImpact: Impact = { ratio: undefined, isUnderFourFifths: false, pValue: undefined }

const impactOf = (row: Tally, highest: Tally | undefined): Impact => {
  if (highest === undefined || highest.hits === 0) return noImpact
  return {
    ratio: row.hits / row.total / (highest.hits / highest.total),
    // In whole numbers: a ratio of exactly 0.80 must not be flagged by a rounding.
    isUnderFourFifths: 5 * row.hits * highest.total < 4 * highest.hits * row.total,
    pValue: row === highest ? undefined : fisherExact(splitOf(row), splitOf(highest)),
  }
}

const splitOf = ({ total, hits }: Tally) => ({ hits, misses: total - hits })

/** The middle value; of an even number the mean of the two in the middle. Undefined for none. */
export const median = (values: readonly number[]): number | undefined => {
  const sorted = Float64Array.from(values).sort()
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}
