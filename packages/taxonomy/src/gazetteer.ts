import type { Place } from '@rolecall/contract/place'
import { fold } from './fold.ts'
import { exactPlaces, unsurePlaces } from './places/collect-places.ts'
import { countryNames } from './places/country-names.ts'
import { nearestPlace, positionOf } from './places/nearest-place.ts'
import type { PlacesData } from './places/places-file.ts'
import { type Candidate, countryOf, type Ranked, rankPlaces, withoutNeighbours } from './places/rank-places.ts'
import type { FindPlaceOptions, Gazetteer, PlaceReading } from './types.ts'

interface Context {
  readonly data: PlacesData
  /** Codes by folded names. */
  readonly countries: ReadonlyMap<string, string>
}

/** A gazetteer over compiled places. */
export function createGazetteer(data: PlacesData): Gazetteer {
  const context = { data, countries: countryNames(data.countries) }
  return {
    find: (text, options = {}) => findPlaces(context, text, options).map((one) => ({ ...one, matched: text.trim() })),
    nearest(position) {
      const { place, distanceKm } = nearestPlace(data, position)
      return { ...placeOf(data, place), distanceKm }
    },
  }
}

type Reading = Omit<PlaceReading, 'matched'>

/** The first of these that finds something: the name itself, a country, `name, country`, `name, region`, near misses. */
function findPlaces(context: Context, text: string, options: FindPlaceOptions): Reading[] {
  const name = fold(text)
  if (name === '' || name.length > 80) return []
  const { data, countries } = context
  const country = countries.get(name)
  const exact = exactPlaces(data, name)
  const isTown = exact.some(({ place }) => (data.populations[place] ?? 0) >= 100_000)
  if (exact.length > 0 && (country === undefined || isTown)) return readingsOf(data, exact, options)
  if (country !== undefined) return readingsOf(data, largestOf(data, country), options)
  for (const way of [inCountry, inRegion, withoutKind]) {
    const readings = way(context, text, options)
    if (readings.length > 0) return readings
  }
  return readingsOf(data, unsurePlaces(data, name, options), options)
}

/** `Thika, Kenya` or `Thika Kenya`. */
function inCountry(context: Context, text: string, options: FindPlaceOptions): Reading[] {
  const words = fold(text).split(' ')
  for (let count = Math.min(words.length - 1, 4); count > 0; count--) {
    const country = context.countries.get(words.slice(-count).join(' '))
    if (country === undefined) continue
    const name = words.slice(0, -count).join(' ')
    const readings = findPlaces(context, name, { ...options, country: [country], limit: 20 })
    return readings.filter(({ place }) => place.country === country).slice(0, options.limit ?? 5)
  }
  return []
}

/** `Tepito, CDMX`: the larger place after the comma says where to look. */
function inRegion(context: Context, text: string, options: FindPlaceOptions): Reading[] {
  const comma = text.indexOf(',')
  if (comma < 0) return []
  const [region] = findPlaces(context, text.slice(comma + 1), options)
  if (!region || region.confidence < 0.6) return findPlaces(context, text.slice(0, comma), options)
  const closer = { ...options, near: region.place, country: [region.place.country] }
  const inside = findPlaces(context, text.slice(0, comma), closer)
  if (inside[0] && inside[0].confidence >= 0.8) return inside
  return [{ ...region, confidence: Math.min(region.confidence, 0.85) }, ...inside].slice(0, options.limit ?? 5)
}

/** `Thika town`, `the city of Thika`, `centro de Toluca`. */
function withoutKind(context: Context, text: string, options: FindPlaceOptions): Reading[] {
  const name = fold(text)
  const bare = name
    .replace(/^(the |el |la )?(city|town|centre|center|ciudad|municipio|pueblo|centro) (of|de|del) /, '')
    .replace(/ (city|town|county|cbd|centro|area)$/, '')
  if (bare === name || bare === '') return []
  return findPlaces(context, bare, options).map((one) => ({ ...one, confidence: one.confidence * 0.98 }))
}

function largestOf(data: PlacesData, country: string): Candidate[] {
  const first = data.countryStarts[data.countries.indexOf(country)] ?? 0
  return [0, 1, 2]
    .map((at) => ({ place: first + at, quality: 0.4 }))
    .filter(({ place }) => countryOf(data, place) === country)
}

function readingsOf(data: PlacesData, candidates: readonly Candidate[], options: FindPlaceOptions): Reading[] {
  const ranked = rankPlaces(data, candidates, options)
  const kept = withoutNeighbours(data, ranked, Math.max(options.limit ?? 5, 2))
  return kept.slice(0, options.limit ?? 5).map((one) => ({
    place: placeOf(data, one.place),
    confidence: confidenceOf(data, one, { kept, options }),
    population: data.populations[one.place] ?? 0,
  }))
}

function confidenceOf(
  data: PlacesData,
  one: Ranked,
  { kept, options }: { kept: readonly Ranked[]; options: FindPlaceOptions },
): number {
  const isFar = one.quality < 0.95 && options.country && !options.country.includes(countryOf(data, one.place))
  return Number((one.quality * (isRivalled(one, kept) ? 0.8 : 1) * (isFar ? 0.8 : 1)).toFixed(3))
}

/** Whether another place is nearly as likely to be meant: ten times the people are worth 0.021 of rank. */
function isRivalled(one: Ranked, all: readonly Ranked[]): boolean {
  return all.some((other) => other.place !== one.place && other.rank > one.rank - 0.025)
}

function placeOf(data: PlacesData, place: number): Place {
  const label = data.labels.subarray(data.labelStarts[place], data.labelStarts[place + 1])
  return {
    label: new TextDecoder().decode(label),
    ...roundedPosition(data, place),
    country: countryOf(data, place),
    timeZone: data.zones[data.zoneOf[place] ?? 0] ?? 'UTC',
  }
}

/** GeoNames gives five decimals; columns of 32 bits add digits that mean nothing. */
function roundedPosition(data: PlacesData, place: number) {
  const { latitude, longitude } = positionOf(data, place)
  return { latitude: Number(latitude.toFixed(5)), longitude: Number(longitude.toFixed(5)) }
}
