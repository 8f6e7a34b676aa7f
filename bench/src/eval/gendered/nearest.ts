import type { Occupation } from '@rolecall/taxonomy/types'
import type { Vectors } from '@rolecall/taxonomy/vectors/vector-table'
import { createCosine } from '../scoring/cosine.ts'
import { bestOfLabels, labelsOf } from '../sets/best-of-labels.ts'

/** The ids of the occupations nearest to a title, nearest first. */
export type Lookup = (title: string) => string[]

/** By the vectors alone: an occupation is as near as its nearest label in any language. */
export function createNearest(occupations: readonly Occupation[], vectors: Vectors, most: number): Lookup {
  const labels = labelsOf(occupations)
  const cosine = createCosine(vectors, labels.texts)
  return (title) => {
    const scores = bestOfLabels(cosine(title), labels)
    return [...scores.keys()]
      .filter((at) => (scores[at] ?? 0) > 0)
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
      .slice(0, most)
      .flatMap((at) => occupations[at]?.id ?? [])
  }
}
