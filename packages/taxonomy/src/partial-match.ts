import type { Token } from './fold.ts'
import { stopWords } from './stop-words.ts'
import type { TermReading, WordedTerm } from './term.ts'
import { wordKey } from './word-key.ts'

/** A way to read a word: `edits` typing errors from the known word with this stem; `length` of what was written. */
export interface Option {
  readonly stem: string
  readonly edits: number
  readonly length: number
}

/** Guesses by the words that a text shares with a phrase, where no phrase stands in the text as a whole. */
export interface PartialIndex {
  read(text: string, tokens: readonly Token[], options: readonly Option[][]): TermReading[]
}

const least = 0.22
const mostGuesses = 3

export function createPartialIndex(terms: readonly WordedTerm[]): PartialIndex {
  const phrases = terms.map((term) => ({ id: term.id, stems: contentStems(term.words) }))
  const byStem = new Map<string, number[]>()
  for (const [at, phrase] of phrases.entries()) {
    for (const word of new Set(phrase.stems)) {
      const places = byStem.get(word)
      if (places) places.push(at)
      else byStem.set(word, [at])
    }
  }
  const rarity = (word: string): number => Math.log(1 + phrases.length / (byStem.get(word)?.length ?? 1))

  return {
    read(text, tokens, options) {
      const words = wordsOf(tokens, options)
      const said = new Map(words.map((word) => [word.stem, word]))
      const total = words.reduce((sum, word) => sum + rarity(word.stem), 0)
      const scores = new Map<string, number>()
      for (const at of new Set(words.flatMap((word) => byStem.get(word.stem) ?? []))) {
        const phrase = phrases[at]
        if (!phrase) continue
        const shared = phrase.stems.filter((word) => said.has(word))
        const common = shared.reduce((sum, word) => sum + rarity(word) * (said.get(word)?.trust ?? 0), 0)
        const missing = phrase.stems.filter((word) => !said.has(word)).reduce((sum, word) => sum + rarity(word), 0)
        const score = (0.58 * common) / (total + missing)
        if (score > (scores.get(phrase.id) ?? least)) scores.set(phrase.id, score)
      }
      return guesses(scores, { text, tokens, words })
    },
  }
}

interface Word {
  readonly stem: string
  readonly at: number
  readonly trust: number
}

function wordsOf(tokens: readonly Token[], options: readonly Option[][]): Word[] {
  return tokens.flatMap((token, at) => {
    if (stopWords.has(token.text)) return []
    // A short word a letter away from a known one is more likely another word.
    const option = options[at]?.findLast(({ edits, length }) => edits === 0 || length >= 6)
    return option ? [{ stem: option.stem, at, trust: option.edits > 0 ? 0.8 : 1 }] : []
  })
}

function guesses(
  scores: ReadonlyMap<string, number>,
  { text, tokens, words }: { text: string; tokens: readonly Token[]; words: readonly Word[] },
): TermReading[] {
  const start = tokens[words[0]?.at ?? 0]?.start ?? 0
  const end = tokens[words.at(-1)?.at ?? 0]?.end ?? text.length
  return [...scores]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostGuesses)
    .map(([id, confidence]) => ({ id, confidence, matched: text.slice(start, end), start, end }))
}

function contentStems(words: readonly string[]): string[] {
  return words.filter((word) => !stopWords.has(word)).map(wordKey)
}
