/** How many of a group had the outcome, and how many did not. Whole numbers, at least 0. */
export type Split = { readonly hits: number; readonly misses: number }

/**
 * Fisher's exact test of two groups, two-sided: how likely a table at most as likely as this one is, were both groups alike.
 * The sum over the tables with the same margins, as R and SciPy compute it. 1 where there is nothing to compare.
 */
export const fisherExact = (one: Split, other: Split): number => {
  const weights = tableWeights(one, other)
  const observed = weights.get(one.hits) ?? 0
  let [all, asRare] = [0, 0]
  for (const weight of weights.values()) {
    all += weight
    if (weight <= observed * (1 + tolerance)) asRare += weight
  }
  return Math.min(1, asRare / all)
}

/** Tables that are as likely but for rounding count as equally likely; R's figure. */
const tolerance = 1e-7
/** Lighter tables add nothing that a sum of doubles could hold. */
const lightest = 1e-250

/**
 * How likely each table is, by the hits of the first group, against the likeliest. From there outwards by the ratio of
 * neighbours: no factorials, so that large counts lose no digits.
 */
const tableWeights = (one: Split, other: Split): Map<number, number> => {
  const size = one.hits + one.misses
  const hits = one.hits + other.hits
  const all = size + other.hits + other.misses
  const lowest = Math.max(0, size + hits - all)
  const highest = Math.min(size, hits)
  const likeliest = Math.min(highest, Math.max(lowest, Math.floor(((size + 1) * (hits + 1)) / (all + 2))))
  /** What the table with `k` hits weighs against the one with a hit less. */
  const ratio = (k: number) => ((size - k + 1) * (hits - k + 1)) / (k * (all - size - hits + k))
  const weights = new Map([[likeliest, 1]])
  for (let k = likeliest + 1, weight = 1; k <= highest && weight > lightest; k += 1) {
    weight *= ratio(k)
    weights.set(k, weight)
  }
  for (let k = likeliest, weight = 1; k > lowest && weight > lightest; k -= 1) {
    weight /= ratio(k)
    weights.set(k - 1, weight)
  }
  return weights
}
