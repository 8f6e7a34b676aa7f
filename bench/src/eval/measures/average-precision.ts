/**
 * The mean, over the relevant texts, of the share of relevant ones at and above their rank: 1 when all stand first. Texts
 * with the same score keep the order that they have.
 */
export function averagePrecision(scores: Float32Array, relevant: ReadonlySet<number>): number {
  if (relevant.size === 0) return 0
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  let [found, sum] = [0, 0]
  for (const [place, at] of order.entries()) {
    if (!relevant.has(at)) continue
    found++
    sum += found / (place + 1)
  }
  return sum / relevant.size
}
