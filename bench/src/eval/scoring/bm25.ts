import { tokenise } from '@rolecall/taxonomy/fold'
import { countTerms, createPostings } from './postings.ts'
import type { Scorer } from './scorer.ts'

const k1 = 1.2
const b = 0.75

/**
 * BM25 over words in lower case without accents (Robertson and Zaragoza 2009), with the idf that is never negative:
 * ln(1 + (N - n + 0.5) / (n + 0.5)). A word that a query says twice counts twice.
 * In own lines, since the search libraries change the formula (BM25+, weights for prefixes).
 */
export function createBm25(texts: readonly string[]): Scorer {
  const words = texts.map(wordsOf)
  const average = words.reduce((sum, list) => sum + list.length, 0) / texts.length
  const postings = createPostings(
    words.map((list) => {
      const norm = k1 * (1 - b + (b * list.length) / average)
      return new Map([...countTerms(list)].map(([word, count]) => [word, (count * (k1 + 1)) / (count + norm)]))
    }),
  )
  return (query) => {
    const scores = new Float32Array(texts.length)
    for (const [word, count] of countTerms(wordsOf(query))) {
      const having = postings.count(word)
      postings.add(word, count * Math.log(1 + (texts.length - having + 0.5) / (having + 0.5)), scores)
    }
    return scores
  }
}

function wordsOf(text: string): string[] {
  return tokenise(text).map((token) => token.text)
}
