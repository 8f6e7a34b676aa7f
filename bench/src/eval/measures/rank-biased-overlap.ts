/**
 * How alike two ranked lists are, 0 to 1, the first ranks weighing most: Webber, Moffat and Zobel 2010, "A similarity
 * measure for indefinite rankings", extrapolated (equation 32), so that lists of unequal length compare: beyond the end of
 * the shorter one, the agreement at its end is taken to go on.
 */
export function rankBiasedOverlap(first: readonly string[], second: readonly string[], p = 0.9): number {
  const [short, long] = first.length <= second.length ? [first, second] : [second, first]
  if (short.length === 0) return long.length === 0 ? 1 : 0
  const overlaps = overlapByDepth(short, long)
  const overlapOf = (depth: number): number => overlaps[depth - 1] ?? 0
  const [s, l] = [short.length, long.length]
  let sum = 0
  for (let depth = 1; depth <= l; depth++) {
    sum += (overlapOf(depth) / depth) * p ** depth
    if (depth > s) sum += ((overlapOf(s) * (depth - s)) / (s * depth)) * p ** depth
  }
  const atTheEnd = (overlapOf(l) - overlapOf(s)) / l + overlapOf(s) / s
  return ((1 - p) / p) * sum + atTheEnd * p ** l
}

/** At each depth, how many stand in both lists down to it. */
function overlapByDepth(short: readonly string[], long: readonly string[]): number[] {
  const seen = new Set<string>()
  let overlap = 0
  return long.map((entry, at) => {
    for (const each of at < short.length ? [entry, short[at] ?? ''] : [entry]) {
      if (seen.has(each)) overlap++
      seen.add(each)
    }
    return overlap
  })
}
