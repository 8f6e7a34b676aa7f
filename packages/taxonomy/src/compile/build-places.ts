import { cellOf, cellsAround } from '../places/cells.ts'
import type { PlacesData } from '../places/places-file.ts'
import { isAscii, soundHash } from '../places/sound.ts'
import type { City } from './read-cities.ts'

/** Lays cities out as the columns that the gazetteer reads. */
export function buildPlaces(unordered: readonly City[]): PlacesData {
  const cities = unordered.toSorted((a, b) => compare(a.country, b.country) || b.population - a.population)
  const countries = [...new Set(cities.map((city) => city.country))]
  const zones = [...new Set(cities.map((city) => city.timeZone))]
  const zoneIds = new Map(zones.map((zone, id) => [zone, id]))
  const names = nameColumns(cities)
  return {
    latitudes: Float32Array.from(cities, (city) => city.latitude),
    longitudes: Float32Array.from(cities, (city) => city.longitude),
    populations: Uint32Array.from(cities, (city) => city.population),
    zoneOf: Uint16Array.from(cities, (city) => zoneIds.get(city.timeZone) ?? 0),
    ...labelColumns(cities),
    ...names,
    ...soundColumns(names),
    ...cellColumns(cities),
    countryStarts: startsOf(cities, countries),
    countries,
    zones,
  }
}

function startsOf(cities: readonly City[], countries: readonly string[]): Uint32Array {
  const ids = new Map(countries.map((country, id) => [country, id]))
  const starts = new Uint32Array(countries.length + 1).fill(cities.length)
  for (let place = cities.length - 1; place >= 0; place--) starts[ids.get(cities[place]?.country ?? '') ?? 0] = place
  return starts
}

function labelColumns(cities: readonly City[]): Pick<PlacesData, 'labels' | 'labelStarts'> {
  const packed = pack(cities.map((city) => city.label))
  return { labels: packed.bytes, labelStarts: packed.starts }
}

type NameColumns = Pick<
  PlacesData,
  'keys' | 'keyStarts' | 'placesOfKey' | 'placesOfKeyStarts' | 'keysOfPlace' | 'keysOfPlaceStarts' | 'keySizes'
>

function nameColumns(cities: readonly City[]): NameColumns {
  const keysOfPlaceStarts = new Uint32Array(cities.length + 1)
  for (const [place, city] of cities.entries()) {
    keysOfPlaceStarts[place + 1] = (keysOfPlaceStarts[place] ?? 0) + city.names.length
  }
  const { keyList, keysOfPlace } = numberNames(cities, keysOfPlaceStarts.at(-1) ?? 0)
  const keySizes = new Uint8Array(keyList.length)
  const placesOfKeyStarts = new Uint32Array(keyList.length + 1)
  for (const [place, city] of cities.entries()) {
    const size = Math.round(10 * Math.log10(city.population + 1))
    for (let at = keysOfPlaceStarts[place] ?? 0; at < (keysOfPlaceStarts[place + 1] ?? 0); at++) {
      const key = keysOfPlace[at] ?? 0
      placesOfKeyStarts[key + 1] = (placesOfKeyStarts[key + 1] ?? 0) + 1
      keySizes[key] = Math.max(keySizes[key] ?? 0, size)
    }
  }
  addUp(placesOfKeyStarts)
  const placesOfKey = invert(keysOfPlace, keysOfPlaceStarts, placesOfKeyStarts)
  const { bytes: keys, starts: keyStarts } = pack(keyList)
  return { keys, keyStarts, placesOfKey, placesOfKeyStarts, keysOfPlace, keysOfPlaceStarts, keySizes }
}

/** Names are numbered as they come, then by their order: looking each up once is most of the work. */
function numberNames(cities: readonly City[], total: number): { keyList: string[]; keysOfPlace: Uint32Array } {
  const seen = new Map<string, number>()
  const keysOfPlace = new Uint32Array(total)
  let at = 0
  for (const { names } of cities) {
    for (const name of names) {
      const known = seen.get(name)
      if (known === undefined) seen.set(name, seen.size)
      keysOfPlace[at++] = known ?? seen.size - 1
    }
  }
  const keyList = ordered([...seen.keys()])
  const ranks = new Uint32Array(keyList.length)
  for (const [rank, name] of keyList.entries()) ranks[seen.get(name) ?? 0] = rank
  return { keyList, keysOfPlace: keysOfPlace.map((key) => ranks[key] ?? 0) }
}

function invert(keysOfPlace: Uint32Array, keysOfPlaceStarts: Uint32Array, placesOfKeyStarts: Uint32Array): Uint32Array {
  const next = placesOfKeyStarts.slice()
  const placesOfKey = new Uint32Array(keysOfPlace.length)
  for (let place = 0; place + 1 < keysOfPlaceStarts.length; place++) {
    const from = keysOfPlaceStarts[place] ?? 0
    for (let at = from; at < (keysOfPlaceStarts[place + 1] ?? 0); at++) {
      const key = keysOfPlace[at] ?? 0
      const slot = next[key] ?? 0
      placesOfKey[slot] = place * 2 + (at === from ? 1 : 0)
      next[key] = slot + 1
    }
  }
  return placesOfKey
}

function soundColumns({ keys, keyStarts }: NameColumns): Pick<PlacesData, 'soundHashes' | 'soundKeys'> {
  // A hash of 32 bits and a key below 2^20 fit a double's 53 bits, so that plain numbers sort both at once.
  const shift = 2 ** 20
  const pairs = new Float64Array(keyStarts.length - 1)
  let count = 0
  for (let key = 0; key + 1 < keyStarts.length; key++) {
    const [from, to] = [keyStarts[key] ?? 0, keyStarts[key + 1] ?? 0]
    if (isAscii(keys, from, to)) pairs[count++] = soundHash(keys, from, to) * shift + key
  }
  const ordered = pairs.slice(0, count).sort()
  return {
    soundHashes: Uint32Array.from(ordered, (pair) => Math.floor(pair / shift)),
    soundKeys: Uint32Array.from(ordered, (pair) => pair % shift),
  }
}

function cellColumns(cities: readonly City[]): Pick<PlacesData, 'cellStarts' | 'placesOfCell'> {
  const cells = Uint32Array.from(cities, (city) => cellOf(city.latitude, city.longitude))
  const cellStarts = new Uint32Array(cellsAround * 180 + 1)
  for (const cell of cells) cellStarts[cell + 1] = (cellStarts[cell + 1] ?? 0) + 1
  addUp(cellStarts)
  const next = cellStarts.slice()
  const placesOfCell = new Uint32Array(cities.length)
  for (const [place, cell] of cells.entries()) {
    placesOfCell[next[cell] ?? 0] = place
    next[cell] = (next[cell] ?? 0) + 1
  }
  return { cellStarts, placesOfCell }
}

/** Sorts within the names of one first letter each: less to compare, a third faster. */
function ordered(names: readonly string[]): string[] {
  const byLetter = Map.groupBy(names, (name) => name.charCodeAt(0))
  return [...byLetter.keys()].sort((a, b) => a - b).flatMap((letter) => byLetter.get(letter)?.sort() ?? [])
}

/** Turns counts, each one place after its own, into starts. */
function addUp(counts: Uint32Array): void {
  for (let at = 1; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (counts[at - 1] ?? 0)
}

function pack(texts: readonly string[]): { bytes: Uint8Array; starts: Uint32Array } {
  const bytes = new TextEncoder().encode(texts.join(''))
  const starts = new Uint32Array(texts.length + 1)
  for (const [at, text] of texts.entries()) starts[at + 1] = (starts[at] ?? 0) + Buffer.byteLength(text)
  return { bytes, starts }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
