import type { FindPlaceOptions } from '../types.ts'
import { type Found, findAlike, findExact, findMistyped, findMistypedIn, findPrefix } from './name-search.ts'
import type { PlacesData } from './places-file.ts'
import { type Candidate, countryOf } from './rank-places.ts'

/** Places that have `name`, folded, as one of their names. */
export function exactPlaces(data: PlacesData, name: string): Candidate[] {
  return collect(data, (found) => findExact(data, new TextEncoder().encode(name), found))
}

/** Places with a name that sounds like `name`, starts with it, or is a typing error away; first in likely countries. */
export function unsurePlaces(data: PlacesData, name: string, { country }: FindPlaceOptions): Candidate[] {
  const units = new TextEncoder().encode(name)
  if (units.length < 3) return []
  const candidates = collect(data, (found) => {
    findAlike(data, units, found)
    findPrefix(data, units, found)
    if (units.length < 4) return
    for (const code of country ?? []) findMistypedIn(data, code, units, found)
  })
  const inLikely = candidates.some((one) => one.quality >= 0.65 && country?.includes(countryOf(data, one.place)))
  if (inLikely || units.length < 4) return candidates
  return merge([...candidates, ...collect(data, (found) => findMistyped(data, units, found))])
}

function collect(data: PlacesData, search: (found: Found) => void): Candidate[] {
  const candidates: Candidate[] = []
  search((key, quality) => {
    const length = (data.keyStarts[key + 1] ?? 0) - (data.keyStarts[key] ?? 0)
    // Names of three letters beside the main one are codes of airports, mostly.
    const byOtherName = length <= 3 ? 0.8 : 0.95
    for (let at = data.placesOfKeyStarts[key] ?? 0; at < (data.placesOfKeyStarts[key + 1] ?? 0); at++) {
      const entry = data.placesOfKey[at] ?? 0
      candidates.push({ place: entry >>> 1, quality: quality * (entry & 1 ? 1 : byOtherName) })
    }
  })
  return merge(candidates)
}

/** Each place once, by the best of its names. */
function merge(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<number, number>()
  for (const { place, quality } of candidates) {
    if (quality > (best.get(place) ?? 0)) best.set(place, quality)
  }
  return [...best].map(([place, quality]) => ({ place, quality }))
}
