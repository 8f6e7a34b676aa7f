import { fnv1a } from '../fnv.ts'
import { tokenise } from '../fold.ts'
import { genderless } from '../genderless.ts'

const shortestGram = 3
const longestGram = 5
const longestWord = 24

/**
 * What a text is the sum of in a vector table: each of its words without its gender, the runs of three to five letters in
 * each word with its bounds, and each two words that follow each other, as 32-bit hashes. After fastText (Bojanowski et
 * al. 2017, "Enriching Word Vectors with Subword Information").
 */
export function featuresOf(text: string): Uint32Array {
  const features: number[] = []
  const words = tokenise(text).map((token) => bounded(token.text))
  for (const [at, word] of words.entries()) {
    if (at > 0) features.push(hashOfPair(words[at - 1] ?? '', word))
    features.push(fnv1a(word))
    for (let size = shortestGram; size <= Math.min(longestGram, word.length - 1); size++)
      for (let from = 0; from + size <= word.length; from++) features.push(fnv1a(word, from, from + size))
  }
  return Uint32Array.from(features)
}

/** The feature of two folded words that follow each other: a sales engineer is no engineer's sale. */
export function featureOfPair(first: string, second: string): number {
  return hashOfPair(bounded(first), bounded(second))
}

function bounded(word: string): string {
  return `<${genderless(word).slice(0, longestWord)}>`
}

function hashOfPair(first: string, second: string): number {
  return fnv1a(`${first} ${second}`)
}
