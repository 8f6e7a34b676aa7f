import type { Occupation } from '@rolecall/taxonomy/types'

/** The labels of occupations in one list, and whose each is. */
export interface OwnedLabels {
  readonly texts: readonly string[]
  /** By label: the place of its occupation in the list that was given. */
  readonly owners: Uint32Array
  readonly count: number
}

/** In all languages where none is named. */
export function labelsOf(occupations: readonly Occupation[], language?: string): OwnedLabels {
  const owned = occupations.flatMap(({ labels, aliases }, owner) => {
    const languages = language === undefined ? Object.keys(labels) : [language]
    return languages
      .flatMap((each) => [labels[each] ?? [], aliases[each] ?? []].flat())
      .map((text) => ({ text, owner }))
  })
  return {
    texts: owned.map(({ text }) => text),
    owners: Uint32Array.from(owned, ({ owner }) => owner),
    count: occupations.length,
  }
}

/** By occupation: the score of its best label, or 0 where none is above. */
export function bestOfLabels(scores: Float32Array, { owners, count }: OwnedLabels): Float32Array {
  const best = new Float32Array(count)
  for (let at = 0; at < owners.length; at++) {
    const owner = owners[at] ?? 0
    const score = scores[at] ?? 0
    if (score > (best[owner] ?? 0)) best[owner] = score
  }
  return best
}
