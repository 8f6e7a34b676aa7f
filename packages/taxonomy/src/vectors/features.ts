import { fnv1a } from '../fnv.ts'
import { tokenise } from '../fold.ts'
import { genderless } from '../genderless.ts'

const shortestGram = 3
const longestGram = 5
const longestWord = 24

/**
 * What a text is the sum of in a vector table: each of its words without its gender, the runs of three to five letters in
 * each word with its bounds, and each two words that follow each other, as 32-bit hashes, each once. After fastText
 * (Bojanowski et al. 2017, "Enriching Word Vectors with Subword Information"). Once, because a title in its forms for men
 * and for women says its trade twice and what tells it from others of that trade only once: "Ingenieur/Ingenieurin für
 * Geotechnik".
 */
export function featuresOf(text: string): Uint32Array {
  const features = new Set<number>()
  const words = tokenise(text).map((token) => token.text)
  for (const [at, word] of words.entries()) {
    if (at > 0) features.add(featureOfPair(words[at - 1] ?? '', word))
    for (const feature of featuresOfWord(word)) features.add(feature)
  }
  return Uint32Array.from(features)
}

/** The features of a folded word by itself; runs of letters that it repeats stand there as often. */
export function featuresOfWord(word: string): number[] {
  const whole = bounded(word)
  const features = [fnv1a(whole)]
  for (let size = shortestGram; size <= Math.min(longestGram, whole.length - 1); size++)
    for (let from = 0; from + size <= whole.length; from++) features.push(fnv1a(whole, from, from + size))
  return features
}

/** The feature of two folded words that follow each other: a sales engineer is no engineer's sale. */
export function featureOfPair(first: string, second: string): number {
  return fnv1a(`${bounded(first)} ${bounded(second)}`)
}

function bounded(word: string): string {
  return `<${genderless(word).slice(0, longestWord)}>`
}
