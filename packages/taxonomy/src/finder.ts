import { type Token, tokenise } from './fold.ts'
import { formsOf } from './label-forms.ts'
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
    const words = contentOf(text)
    if (nearest === undefined || words.length === 0) return read.slice(0, limit)
    const isKnown = read.some(({ confidence }) => confidence >= leastKnown)
    if (!isKnown)
      return likeliest([...read, ...guess(text, words, { nearest, limit, least: leastCosine })]).slice(0, limit)
    if (!isSmallPart(read, words)) return read.slice(0, limit)
    return doubted(read, guess(text, words, { nearest, limit, least: nearlySame })).slice(0, limit)
  }
}

/** Known words are a small part of a title when they are less than half of three or more words. */
function isSmallPart(read: readonly OccupationReading[], words: readonly Token[]): boolean {
  const known = new Set(read.flatMap(({ matched }) => contentOf(matched).map(({ text }) => text)))
  return words.length > 2 && words.filter(({ text }) => known.has(text)).length * 2 < words.length
}

/** "Inspector of industrial plants" is no detective, though those are inspectors too: what the whole means comes first. */
function doubted(read: readonly OccupationReading[], guesses: readonly OccupationReading[]): OccupationReading[] {
  const [best] = guesses
  if (best === undefined || read.some(({ id }) => id === best.id)) return [...read]
  const most = best.confidence
  return likeliest([
    ...guesses,
    ...read.map((reading) => ({ ...reading, confidence: Math.min(reading.confidence, most) })),
  ])
}

function contentOf(text: string): Token[] {
  return tokenise(text).filter((token) => !stopWords.has(token.text))
}

const leastCosine = 0.7
/** From here on the nearest name is taken for the whole of what was said. */
const nearlySame = 0.9
/** Of real vacancy titles that are a cosine of 0.8 from the nearest name, that name is right for one in six, for 1.0 every other. */
const doubt = 0.3

function guess(
  text: string,
  words: readonly Token[],
  { nearest, limit, least }: { nearest: NearestTerms; limit: number; least: number },
): OccupationReading[] {
  const matched = text.slice(words[0]?.start ?? 0, words.at(-1)?.end)
  return nearest
    .find(words.map((word) => word.text).join(' '), limit)
    .filter(({ cosine }) => cosine >= least)
    .map(({ id, cosine }) => ({ id, confidence: cosine - doubt, matched }))
}

function likeliest(readings: readonly OccupationReading[]): OccupationReading[] {
  const best = new Map<string, OccupationReading>()
  for (const reading of readings)
    if (reading.confidence > (best.get(reading.id)?.confidence ?? 0)) best.set(reading.id, reading)
  return [...best.values()].sort((a, b) => b.confidence - a.confidence)
}

function termsOf(entries: readonly Skill[]): WordedTerm[] {
  const terms = entries.flatMap(({ id, labels, aliases }) => [
    ...Object.entries(labels).flatMap(([language, label]) =>
      formsOf(label).map((text) => ({ id, language, text, label: true })),
    ),
    ...Object.entries(aliases).flatMap(([language, texts]) =>
      texts.flatMap(formsOf).map((text) => ({ id, language, text, label: false })),
    ),
  ])
  return terms.map((term) => ({ ...term, words: tokenise(term.text).map(({ text }) => text) }))
}
