import { fnv1a } from '../fnv.ts'
import { tokenise } from '../fold.ts'
import { genderless } from '../genderless.ts'

const shortestGram = 3
const longestGram = 5
const longestWord = 24

/**
 * What a text is the sum of in a vector table: each of its words without its gender, and the runs of three to five letters
 * in each word with its bounds, as 32-bit hashes. After fastText (Bojanowski et al. 2017, "Enriching Word Vectors with
 * Subword Information").
 */
export function featuresOf(text: string): Uint32Array {
  const features: number[] = []
  for (const { text: word } of tokenise(text)) {
    const bounded = `<${genderless(word).slice(0, longestWord)}>`
    features.push(fnv1a(bounded))
    for (let size = shortestGram; size <= Math.min(longestGram, bounded.length - 1); size++)
      for (let from = 0; from + size <= bounded.length; from++) features.push(fnv1a(bounded, from, from + size))
  }
  return Uint32Array.from(features)
}
