import type { Sureness } from '@rolecall/contract/api/job-import'
import type { Place } from '@rolecall/contract/place'
import type { OccupationReading } from '@rolecall/taxonomy/types'
import { clearPlace, maybe, readPlaces, type Surroundings, sure } from '../conversation/reading/work-and-place.ts'
import { fold } from '../conversation/words.ts'

/** What a cell may mean, likeliest first. The first is meant, unless none is sure enough to be taken. */
export type Guess<T> = { readonly sureness: Sureness; readonly choices: readonly T[] }

const mostChoices = 5
/** A title may be a whole sentence; what names the work stands in front. */
const longestTitle = 300

/** Ids of the occupations that the cell of occupations names, or where it names none, the title. */
export const readOccupation = (
  cells: { readonly occupation: string; readonly title: string },
  around: { readonly look: Pick<Surroundings['look'], 'taxonomy'>; readonly language: string },
): Guess<string> => {
  const { taxonomy } = around.look
  const known = taxonomy.occupation(cells.occupation)
  if (known !== undefined) return { sureness: 'sure', choices: [known.id] }
  const readings = [cells.occupation, cells.title].map((text) =>
    taxonomy.findOccupations(text.slice(0, longestTitle), { languages: [around.language], limit: mostChoices }),
  )
  const [named = [], titled = []] = readings
  const found = named.some(({ confidence }) => confidence >= maybe) ? named : [...titled, ...named]
  const guess = guessOf(found)
  // The cell said something that nobody understands: the title is a guess at best.
  const isDoubtful = cells.occupation !== '' && found !== named && guess.sureness === 'sure'
  return isDoubtful ? { ...guess, sureness: 'check' } : guess
}

const guessOf = (readings: readonly OccupationReading[]): Guess<string> => {
  const sorted = readings.toSorted((a, b) => b.confidence - a.confidence)
  const choices = [...new Set(sorted.map(({ id }) => id))].slice(0, mostChoices)
  const best = sorted[0]?.confidence ?? 0
  const several = new Set(sorted.filter(({ confidence }) => confidence >= sure).map(({ id }) => id)).size > 1
  if (best < maybe) return { sureness: 'none', choices }
  return { sureness: best >= sure && !several ? 'sure' : 'check', choices }
}

/** Places that the cell of towns names, in the country that the next cell says, where it says one. */
export const readPlace = (
  cells: { readonly place: string; readonly country: string },
  around: Surroundings,
): Guess<Place> => {
  const text = cells.country === '' ? cells.place : `${cells.place}, ${cells.country}`
  const readings = cells.place === '' ? [] : readPlaces(text, around)
  const choices = [...new Map(readings.map(({ place }) => [`${fold(place.label)} ${place.country}`, place])).values()]
  if (choices.length === 0) return { sureness: 'none', choices }
  return { sureness: clearPlace(readings) === undefined ? 'check' : 'sure', choices: choices.slice(0, mostChoices) }
}
