import { type Token, tokenise } from './fold.ts'
import { genderless } from './genderless.ts'
import { createPartialIndex, type Option } from './partial-match.ts'
import { linkWords, roleWords, stopWords } from './stop-words.ts'
import type { Term, TermReading, WordedTerm } from './term.ts'
import { Vocabulary } from './vocabulary.ts'
import { wordKey } from './word-key.ts'

export interface TermIndex {
  /** What `text` names, certain readings in the order of the text, else guesses by a part of a name. */
  read(text: string, languages?: readonly string[]): TermReading[]
}

interface Hit {
  readonly from: number
  readonly to: number
  readonly terms: readonly Term[]
  readonly exact: boolean
  readonly edits: number
  readonly shortest: number
}

const longestPhrase = 6
const mostWords = 60

/** An index over phrases: exact ones, the same but for number and link words, mistyped ones, parts of them. */
export function createTermIndex(terms: readonly WordedTerm[]): TermIndex {
  const exact = Map.groupBy(terms, ({ words }) => exactKey(words))
  const words = new Set(terms.flatMap((term) => term.words))
  const vocabulary = new Vocabulary(words)
  const stemOf = new Map([...words].map((word) => [word, wordKey(word)]))
  const stems = new Set(stemOf.values())
  const loose = Map.groupBy(terms, (term) => looseKey(term.words.map((word) => stemOf.get(word) ?? word)))
  const partial = createPartialIndex(terms)

  return {
    read(text, languages) {
      const tokens = tokenise(text).slice(0, mostWords)
      const options = tokens.map((token) => optionsOf(token, vocabulary, stems))
      const hits = hitsOf(tokens, options, { exact, loose })
      const readings = hits.flatMap((hit) => readingsOf(hit, { text, tokens, languages }))
      return best(readings.length > 0 ? readings : partial.read(text, tokens, options))
    },
  }
}

function optionsOf(token: Token, vocabulary: Vocabulary, stems: ReadonlySet<string>): Option[] {
  const own = { stem: wordKey(token.text), edits: 0, length: token.text.length }
  if (stopWords.has(token.text) || vocabulary.has(token.text) || stems.has(own.stem)) return [own]
  const corrected = vocabulary.corrections(token.text)
  return [own, ...corrected.map(({ word, edits }) => ({ stem: wordKey(word), edits, length: token.text.length }))]
}

type Indexes = { exact: ReadonlyMap<string, Term[]>; loose: ReadonlyMap<string, Term[]> }

function hitsOf(tokens: readonly Token[], options: readonly Option[][], indexes: Indexes): Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at < tokens.length; ) {
    const hit = longestHit(at, tokens, { options, indexes })
    if (hit) hits.push(hit)
    at = hit ? hit.to : at + 1
  }
  return hits
}

function longestHit(
  from: number,
  tokens: readonly Token[],
  { options, indexes }: { options: readonly Option[][]; indexes: Indexes },
): Hit | undefined {
  if (linkWords.has(tokens[from]?.text ?? '')) return undefined
  for (let to = Math.min(tokens.length, from + longestPhrase); to > from; to--) {
    const words = tokens.slice(from, to).map((token) => token.text)
    const exact = indexes.exact.get(exactKey(words))
    if (exact) return { from, to, terms: exact, exact: true, edits: 0, shortest: 0 }
    if (linkWords.has(words.at(-1) ?? '')) continue
    const hit = looseHit(options.slice(from, to), indexes.loose)
    if (hit) return { from, to, exact: false, ...hit }
  }
  return undefined
}

function looseHit(options: readonly Option[][], loose: ReadonlyMap<string, Term[]>) {
  let hit: { terms: readonly Term[]; edits: number; shortest: number } | undefined
  for (const way of waysToRead(options)) {
    const edits = way.reduce((sum, option) => sum + option.edits, 0)
    if (edits > 2 || (hit && hit.edits <= edits)) continue
    const terms = loose.get(looseKey(way.map((option) => option.stem)))
    const mistyped = way.filter((option) => option.edits > 0)
    if (terms) hit = { terms, edits, shortest: Math.min(...mistyped.map((option) => option.length)) }
  }
  return hit
}

function waysToRead(options: readonly Option[][]): Option[][] {
  return options.reduce<Option[][]>(
    (ways, choices) => (ways.length > 30 ? [] : ways.flatMap((way) => choices.map((choice) => [...way, choice]))),
    [[]],
  )
}

function readingsOf(
  hit: Hit,
  { text, tokens, languages }: { text: string; tokens: readonly Token[]; languages: readonly string[] | undefined },
): TermReading[] {
  const start = tokens[hit.from]?.start ?? 0
  const end = tokens[hit.to - 1]?.end ?? text.length
  const spoken = hit.terms.filter((term) => isSpoken(term, languages))
  const terms = spoken.length > 0 ? spoken : hit.terms
  const ids = new Set(terms.map((term) => term.id))
  const otherRole = [tokens[hit.from - 1], tokens[hit.to]].some((token) => token && roleWords.has(token.text))
  return [...ids].map((id) => {
    const label = terms.some((term) => term.id === id && term.label)
    const sure = certainty(hit, label) - (spoken.length > 0 ? 0 : 0.02)
    const confidence = Math.min(sure, ids.size > 1 ? 0.75 : 1, otherRole ? 0.7 : 1)
    return { id, confidence, matched: text.slice(start, end), start, end }
  })
}

/** At least 0.95 without typing errors even in another language; 0.65 to 0.88 with, by how much of the word they are. */
function certainty(hit: Hit, label: boolean): number {
  if (hit.exact) return label ? 0.99 : 0.98
  if (hit.edits === 0) return 0.97
  if (hit.edits > 1) return hit.shortest >= 8 ? 0.74 : 0.65
  return hit.shortest >= 6 ? 0.88 : hit.shortest === 5 ? 0.8 : 0.72
}

function isSpoken(term: Term, languages: readonly string[] | undefined): boolean {
  return languages === undefined || languages.some((language) => language.split('-')[0] === term.language)
}

function best(readings: readonly TermReading[]): TermReading[] {
  const byId = new Map<string, TermReading>()
  for (const reading of readings) {
    const other = byId.get(reading.id)
    if (!other || other.confidence < reading.confidence) byId.set(reading.id, reading)
  }
  return [...byId.values()]
}

function looseKey(stems: readonly string[]): string {
  return stems.filter((word, at) => at === 0 || !linkWords.has(word)).join('')
}

function exactKey(words: readonly string[]): string {
  return words.map(genderless).join(' ')
}
