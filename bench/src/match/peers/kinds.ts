import type { Taxonomy } from '@rolecall/taxonomy/types'

/** A kind of work that is near to one asked for. `number`: the occupation as a small whole number, for indexes. */
export type Kind = { readonly occupation: string; readonly number: number; readonly nearness: number }

export type Kinds = {
  number(occupation: string): number
  /** Those near to one, nearest first, itself among them. */
  near(occupation: string): readonly Kind[]
  /** Those near to any of a few, each with its greatest nearness. */
  nearTo(occupations: readonly string[]): readonly Kind[]
}

const nearEnough = 0.5

export const createKinds = (taxonomy: Taxonomy): Kinds => {
  const numbers = new Map(taxonomy.occupations().map(({ id }, number) => [id, number]))
  const number = (occupation: string) => numbers.get(occupation) ?? -1
  const nearnessOf = (a: string, b: string) => (a < b ? taxonomy.nearness(a, b) : taxonomy.nearness(b, a))
  const known = new Map<string, readonly Kind[]>()
  const near = (occupation: string) => {
    const found = known.get(occupation)
    if (found !== undefined) return found
    const kinds = taxonomy
      .occupations()
      .map(({ id }) => ({ occupation: id, number: number(id), nearness: nearnessOf(occupation, id) }))
      .filter(({ nearness }) => nearness >= nearEnough)
      .toSorted((a, b) => b.nearness - a.nearness)
    known.set(occupation, kinds)
    return kinds
  }
  const nearTo = (occupations: readonly string[]) => {
    const all = occupations.flatMap(near).toSorted((a, b) => b.nearness - a.nearness)
    return [...new Map(all.toReversed().map((kind) => [kind.number, kind])).values()]
  }
  return { number, near, nearTo }
}

/** For a full-text index: letters and digits alone. */
export const token = (occupation: string): string => `o${occupation.replaceAll('-', '')}`
