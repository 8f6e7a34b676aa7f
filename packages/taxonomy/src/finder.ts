import { tokenise } from './fold.ts'
import { stopWords } from './stop-words.ts'
import type { WordedTerm } from './term.ts'
import { createTermIndex } from './term-index.ts'
import type { FindOptions, OccupationReading, Skill } from './types.ts'
import { createNearestTerms, type NearestTerms } from './vectors/nearest-terms.ts'
import type { Vectors } from './vectors/vector-table.ts'

export type Find = (text: string, options?: FindOptions) => OccupationReading[]

const usualLimit = 5
/** From here on a reading rests on a known word; what is below is guessed by parts of names. */
const leastKnown = 0.6

/**
 * Reads a text as what it names: by known words and typing errors of them; where it has none, by parts of names and, with
 * vectors, by what it means.
 */
export function createFinder(entries: readonly Skill[], vectors: Vectors | undefined): Find {
  const terms = termsOf(entries)
  const index = createTermIndex(terms)
  const nearest = vectors && createNearestTerms(terms, vectors)
  return (text, { languages, limit = usualLimit } = {}) => {
    const read = index.read(text, languages).map(({ id, confidence, matched }) => ({ id, confidence, matched }))
    const isKnown = read.some(({ confidence }) => confidence >= leastKnown)
    return (isKnown || nearest === undefined ? read : likeliest([...read, ...guess(text, nearest, limit)])).slice(
      0,
      limit,
    )
  }
}

const leastCosine = 0.7
/** Of real vacancy titles that are a cosine of 0.8 from the nearest name, that name is right for one in five, for 1.0 every other. */
const doubt = 0.3

function guess(text: string, nearest: NearestTerms, limit: number): OccupationReading[] {
  const words = tokenise(text).filter((token) => !stopWords.has(token.text))
  const [first, last] = [words[0], words.at(-1)]
  if (!(first && last)) return []
  return nearest
    .find(words.map((word) => word.text).join(' '), limit)
    .filter(({ cosine }) => cosine >= leastCosine)
    .map(({ id, cosine }) => ({ id, confidence: cosine - doubt, matched: text.slice(first.start, last.end) }))
}

function likeliest(readings: readonly OccupationReading[]): OccupationReading[] {
  const best = new Map<string, OccupationReading>()
  for (const reading of readings)
    if (reading.confidence > (best.get(reading.id)?.confidence ?? 0)) best.set(reading.id, reading)
  return [...best.values()].sort((a, b) => b.confidence - a.confidence)
}

function termsOf(entries: readonly Skill[]): WordedTerm[] {
  const terms = entries.flatMap(({ id, labels, aliases }) => [
    ...Object.entries(labels).map(([language, text]) => ({ id, language, text, label: true })),
    ...Object.entries(aliases).flatMap(([language, texts]) =>
      texts.map((text) => ({ id, language, text, label: false })),
    ),
  ])
  return terms.map((term) => ({ ...term, words: tokenise(term.text).map(({ text }) => text) }))
}
