import type { FindPlaceOptions } from '../types.ts'
import { distanceKm, positionOf } from './nearest-place.ts'
import type { PlacesData } from './places-file.ts'

/** A place that a name may mean. */
export interface Candidate {
  readonly place: number
  readonly quality: number
}

export interface Ranked extends Candidate {
  readonly rank: number
}

/** Candidates by how well the name fits, the countries and the position that are likely, and population. */
export function rankPlaces(data: PlacesData, candidates: Iterable<Candidate>, options: FindPlaceOptions): Ranked[] {
  const ranked = [...candidates].map((candidate) => ({ ...candidate, rank: rankOf(data, candidate, options) }))
  ranked.sort((a, b) => b.rank - a.rank)
  return ranked
}

function rankOf(data: PlacesData, { place, quality }: Candidate, { country, near }: FindPlaceOptions): number {
  const preferred = country?.indexOf(countryOf(data, place)) ?? -1
  const countryBonus = preferred < 0 ? 0 : 0.35 - Math.min(preferred, 5) * 0.03
  const nearBonus = near ? 0.3 * Math.exp(-distanceKm(near, positionOf(data, place)) / 150) : 0
  const sizeBonus = (0.15 * Math.log10((data.populations[place] ?? 0) + 1)) / 7
  return quality + countryBonus + nearBonus + sizeBonus
}

/** ISO 3166-1 alpha-2. */
export function countryOf(data: PlacesData, place: number): string {
  let low = 0
  let high = data.countries.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((data.countryStarts[middle] ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return data.countries[low] ?? ''
}

/** Without the places that have the same name as a better one close by: quarters of a town, a town and its seat. */
export function withoutNeighbours(data: PlacesData, ranked: readonly Ranked[], limit: number): Ranked[] {
  const kept: Ranked[] = []
  for (const one of ranked) {
    if (kept.length === limit) break
    const here = positionOf(data, one.place)
    if (kept.every((other) => distanceKm(here, positionOf(data, other.place)) > 15)) kept.push(one)
  }
  return kept
}
