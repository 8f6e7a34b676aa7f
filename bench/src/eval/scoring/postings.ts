/** For each term, the texts that it stands in and its weight there. */
export interface Postings {
  /** How many texts have the term. */
  count(term: string): number
  /** Adds `weight` times the term's weight in a text to the score of each text that has it. */
  add(term: string, weight: number, scores: Float32Array): void
}

export function createPostings(texts: readonly ReadonlyMap<string, number>[]): Postings {
  // Text and weight by turns.
  const lists = new Map<string, number[]>()
  for (const [at, weights] of texts.entries())
    for (const [term, weight] of weights) {
      const list = lists.get(term)
      if (list) list.push(at, weight)
      else lists.set(term, [at, weight])
    }
  const packed = new Map([...lists].map(([term, list]) => [term, Float64Array.from(list)]))
  return {
    count: (term) => (packed.get(term)?.length ?? 0) / 2,
    add(term, weight, scores) {
      const list = packed.get(term)
      if (list === undefined) return
      for (let at = 0; at < list.length; at += 2) {
        const text = list[at] ?? 0
        scores[text] = (scores[text] ?? 0) + weight * (list[at + 1] ?? 0)
      }
    },
  }
}

export function countTerms(terms: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}
