/** Where the best of the relevant texts stands. */
export interface Rank {
  /** From 1: one more than the texts that score strictly better. Infinity where it was not found. */
  readonly rank: number
  /** How many texts that are not relevant score just the same. */
  readonly tied: number
}

export const notFound: Rank = { rank: Number.POSITIVE_INFINITY, tied: 0 }

/** A score of 0 or less says that nothing was found: else a method that finds nothing would put all texts first. */
export function rankOfBest(scores: Float32Array, relevant: ReadonlySet<number>): Rank {
  let best = 0
  for (const at of relevant) best = Math.max(best, scores[at] ?? 0)
  if (best === 0) return notFound
  let [rank, tied] = [1, 0]
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0
    if (score > best) rank++
    else if (score === best && !relevant.has(at)) tied++
  }
  return { rank, tied }
}

/** The mean of 1 over the rank (MRR). */
export function meanReciprocalRank(ranks: readonly Rank[]): number {
  return mean(ranks.map(({ rank }) => 1 / rank))
}

/** The same if what scores the same stood before the relevant text. */
export function meanReciprocalRankAfterTies(ranks: readonly Rank[]): number {
  return mean(ranks.map(({ rank, tied }) => 1 / (rank + tied)))
}

/** The share of ranks that are `most` or better. */
export function recallAt(most: number, ranks: readonly Rank[]): number {
  return mean(ranks.map(({ rank }) => (rank <= most ? 1 : 0)))
}

/** 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
