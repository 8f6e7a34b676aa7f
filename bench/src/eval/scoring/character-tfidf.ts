import { fold } from '@rolecall/taxonomy/fold'
import { countTerms, createPostings } from './postings.ts'
import type { Scorer } from './scorer.ts'

const shortest = 2
const longest = 5

/**
 * The cosine of TF-IDF over runs of two to five characters of the folded text with a space at either end: counts as
 * 1 + ln(count), idf as ln((1 + N) / (1 + n)) + 1.
 */
export function createCharacterTfidf(texts: readonly string[]): Scorer {
  const counts = texts.map((text) => countTerms(gramsOf(text)))
  const having = countTerms(counts.flatMap((grams) => [...grams.keys()]))
  const idfOf = (gram: string): number => Math.log((1 + texts.length) / (1 + (having.get(gram) ?? 0))) + 1
  const postings = createPostings(counts.map((grams) => weighted(grams, idfOf)))
  return (query) => {
    const scores = new Float32Array(texts.length)
    for (const [gram, weight] of weighted(countTerms(gramsOf(query)), idfOf)) postings.add(gram, weight, scores)
    return scores
  }
}

/** The weights of a text's runs, as a vector of length 1. */
function weighted(counts: ReadonlyMap<string, number>, idfOf: (gram: string) => number): Map<string, number> {
  const weights = [...counts].map(([gram, count]): [string, number] => [gram, (1 + Math.log(count)) * idfOf(gram)])
  const length = Math.hypot(...weights.map(([, weight]) => weight))
  return new Map(weights.map(([gram, weight]) => [gram, weight / length]))
}

function gramsOf(text: string): string[] {
  const folded = fold(text)
  if (folded === '') return []
  const bounded = ` ${folded} `
  const grams: string[] = []
  for (let size = shortest; size <= longest; size++)
    for (let from = 0; from + size <= bounded.length; from++) grams.push(bounded.slice(from, from + size))
  return grams
}
