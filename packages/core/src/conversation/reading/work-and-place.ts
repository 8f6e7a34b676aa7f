import type { OccupationReading, PlaceReading, Position } from '@rolecall/taxonomy/types'
import type { Look } from '../look.ts'
import { fold, isIn, synonyms, type Words } from '../words.ts'

export type Surroundings = {
  readonly look: Pick<Look, 'taxonomy' | 'gazetteer'>
  readonly words: Words
  readonly countries: readonly string[]
  readonly near?: Position
}

/** From here on a reading is taken as it is; from `maybe` on it is asked about. */
export const sure = 0.95
export const maybe = 0.5

/** `cook or waiter near Thika`: the work, and the place where one is named behind a word like `near` or a comma. */
export const readWorkAndPlace = (
  text: string,
  around: Surroundings,
): { readonly work: readonly OccupationReading[]; readonly places: readonly PlaceReading[] } => {
  const short = text.slice(0, 300)
  const split = splitAtPlace(short, around)
  const found = around.look.taxonomy.findOccupations(split?.before ?? short, { limit: 6 })
  const work = found.filter(({ confidence }) => confidence >= maybe)
  return { work, places: split?.places ?? placeAmongRest(short, work, around) }
}

/** `cook Thika`: the words that name no work, where they are the certain name of a place in the operator's countries. */
const placeAmongRest = (
  text: string,
  work: readonly OccupationReading[],
  around: Surroundings,
): readonly PlaceReading[] => {
  const certain = work.filter(({ confidence }) => confidence >= sure)
  const rest = fold(certain.reduce((left, { matched }) => left.replace(matched, ' '), text))
  const isName =
    certain.length > 0 && rest.length > 2 && rest.split(' ').length <= 3 && !isIn(around.words, 'marker', rest)
  if (!isName) return []
  return findPlaces(rest, around).filter(
    ({ confidence, place }) => confidence >= sure && around.countries.includes(place.country),
  )
}

/** Places that a text names, the word before the name (`in`, `cerca de`) left out. */
export const readPlaces = (text: string, around: Surroundings): readonly PlaceReading[] => {
  const short = text.slice(0, 300).trim()
  const whole = findPlaces(short, around)
  if (whole.some(({ confidence }) => confidence >= sure)) return whole
  return splitAtPlace(short, around)?.places ?? whole
}

/** Where the operator works, names may be misspelt; elsewhere only what is certain is no noise. */
const findPlaces = (text: string, { look, countries, near }: Surroundings): readonly PlaceReading[] =>
  look.gazetteer
    .find(text, { country: countries, limit: 5, ...(near === undefined ? {} : { near }) })
    .filter(({ confidence, place }) => confidence >= (countries.includes(place.country) ? maybe : sure))

/** The last word like `near`, or else the last comma, behind which a place is named. */
const splitAtPlace = (text: string, around: Surroundings) => {
  const pieces = [...text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)]
  const near = new Set(synonyms(around.words, 'near'))
  for (const [at, piece] of [...pieces.entries()].reverse()) {
    const two = fold(`${piece[0]} ${pieces[at + 1]?.[0] ?? ''}`)
    const skip = near.has(two) ? 2 : near.has(fold(piece[0])) ? 1 : 0
    const start = skip === 0 ? undefined : pieces[at + skip]?.index
    const places = start === undefined ? [] : findPlaces(text.slice(start), around)
    if (places.length > 0) return { before: text.slice(0, piece.index), places }
  }
  const comma = text.lastIndexOf(',')
  const places = comma < 1 ? [] : findPlaces(text.slice(comma + 1).trim(), around)
  return places.length === 0 ? undefined : { before: text.slice(0, comma), places }
}

/** Whether the first of several places is meant beyond doubt: no other of that name that is nearly as large. */
export const clearPlace = (places: readonly PlaceReading[]): PlaceReading | undefined => {
  const [first, second] = places
  if (first === undefined || first.confidence < sure) return undefined
  const rival = second !== undefined && second.confidence >= sure && second.population * 3 > first.population
  return rival && second.place.country === first.place.country ? undefined : first
}
