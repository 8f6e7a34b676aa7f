import { tokenise } from '../fold.ts'
import { genderless } from '../genderless.ts'

const shortestGram = 3
const longestGram = 5
const longestWord = 24

/**
 * What a text is the sum of in a vector table: each of its words without its gender, and the runs of three to five letters in each word
 * with its bounds, as 32-bit hashes (FNV-1a). After fastText (Bojanowski et al. 2017, "Enriching Word Vectors with
 * Subword Information").
 */
export function featuresOf(text: string): Uint32Array {
  const features: number[] = []
  for (const { text: word } of tokenise(text)) {
    const bounded = `<${genderless(word).slice(0, longestWord)}>`
    features.push(hash(bounded, 0, bounded.length))
    for (let size = shortestGram; size <= Math.min(longestGram, bounded.length - 1); size++)
      for (let from = 0; from + size <= bounded.length; from++) features.push(hash(bounded, from, from + size))
  }
  return Uint32Array.from(features)
}

function hash(text: string, from: number, to: number): number {
  let value = 0x811c9dc5
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
