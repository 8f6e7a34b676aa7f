/** Numbers that are the same for the same seed (mulberry32), and what is drawn with them. */
export type Random = {
  /** From 0 to 1. */
  next(): number
  chance(share: number): boolean
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  /** An index of the shares, which add up to 1 or so: as likely as its share. */
  index(cumulative: Float64Array): number
  /** About normal, mean 0, deviation 1. */
  normal(): number
}

export const createRandom = (seed: number): Random => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    chance: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    index(cumulative) {
      const wanted = next() * (cumulative[cumulative.length - 1] ?? 1)
      let [low, high] = [0, cumulative.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((cumulative[middle] ?? 0) < wanted) low = middle + 1
        else high = middle
      }
      return low
    },
    normal: () => next() + next() + next() + next() - 2 + (next() + next() - 1),
  }
}

/** Cumulative weights of a Zipf distribution: the share of rank r goes with r ** -exponent. */
export const zipf = (ranks: number, exponent: number): Float64Array => {
  const cumulative = new Float64Array(ranks)
  let sum = 0
  for (let rank = 0; rank < ranks; rank += 1) {
    sum += (rank + 1) ** -exponent
    cumulative[rank] = sum
  }
  return cumulative
}
