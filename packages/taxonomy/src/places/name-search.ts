import { editDistance } from '../edit-distance.ts'
import type { PlacesData } from './places-file.ts'
import { isAscii, soundHash } from './sound.ts'

/** Told of each key that a search finds; `quality` is 0 to 1 for how well it is the name that was sought. */
export type Found = (key: number, quality: number) => void

/** The key that is `name` itself. */
export function findExact(data: PlacesData, name: Uint8Array, found: Found): void {
  const key = firstKeyFrom(data, name)
  if (compareKey(data, key, name) === 0) found(key, 1)
}

/** Keys that sound like `name`. */
export function findAlike(data: PlacesData, name: Uint8Array, found: Found): void {
  if (!isAscii(name, 0, name.length)) return
  const hash = soundHash(name, 0, name.length)
  for (let at = lowerBound(data.soundHashes, hash); data.soundHashes[at] === hash; at++) {
    const key = data.soundKeys[at] ?? 0
    if (Math.abs(lengthOf(data, key) - name.length) <= 2) found(key, 0.85)
  }
}

/** Keys that start with `name`, the more of the key it is the better; of a great many only those of larger places. */
export function findPrefix(data: PlacesData, name: Uint8Array, found: Found): void {
  const mostKeys = 3000
  const first = firstKeyFrom(data, name)
  for (let key = first; key < first + mostKeys && startsWith(data, key, name); key++) {
    found(key, 0.6 + (0.25 * name.length) / lengthOf(data, key))
  }
}

/** Keys of a country's places within a typing error or two. */
export function findMistypedIn(data: PlacesData, country: string, name: Uint8Array, found: Found): void {
  const id = data.countries.indexOf(country)
  if (id < 0) return
  const from = data.keysOfPlaceStarts[data.countryStarts[id] ?? 0] ?? 0
  const to = data.keysOfPlaceStarts[data.countryStarts[id + 1] ?? 0] ?? 0
  for (let at = from; at < to; at++) tryMistyped(data, data.keysOfPlace[at] ?? 0, name, found)
}

/** Keys anywhere within a typing error or two, with the same first letter, of places of some 3,000 people and more. */
export function findMistyped(data: PlacesData, name: Uint8Array, found: Found): void {
  const leastSize = 35
  const letter = name.subarray(0, 1)
  const after = Uint8Array.of((letter[0] ?? 0) + 1)
  const end = firstKeyFrom(data, after)
  for (let key = firstKeyFrom(data, letter); key < end; key++) {
    if ((data.keySizes[key] ?? 0) >= leastSize) tryMistyped(data, key, name, found)
  }
}

function tryMistyped(data: PlacesData, key: number, name: Uint8Array, found: Found): void {
  const from = data.keyStarts[key] ?? 0
  const to = data.keyStarts[key + 1] ?? 0
  const bound = name.length < 6 ? 1 : 2
  const longer = to - from - name.length
  if (longer > bound || -longer > bound) return
  if (data.keys[from] !== name[0] && data.keys[from + 1] !== name[0] && data.keys[from] !== name[1]) return
  const edits = editDistance(name, { units: data.keys, from, to }, bound)
  if (edits > bound) return
  found(key, edits === 2 ? 0.65 : name.length < 5 ? 0.7 : 0.82)
}

/** The first key that does not sort before `name`. */
function firstKeyFrom(data: PlacesData, name: Uint8Array): number {
  let low = 0
  let high = data.keyStarts.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareKey(data, middle, name) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareKey(data: PlacesData, key: number, name: Uint8Array): number {
  const from = data.keyStarts[key] ?? 0
  const length = lengthOf(data, key)
  for (let at = 0; at < length && at < name.length; at++) {
    const difference = (data.keys[from + at] ?? 0) - (name[at] ?? 0)
    if (difference !== 0) return difference
  }
  return length - name.length
}

function startsWith(data: PlacesData, key: number, name: Uint8Array): boolean {
  const from = data.keyStarts[key] ?? 0
  if (lengthOf(data, key) < name.length) return false
  return name.every((unit, at) => data.keys[from + at] === unit)
}

function lengthOf(data: PlacesData, key: number): number {
  return (data.keyStarts[key + 1] ?? 0) - (data.keyStarts[key] ?? 0)
}

function lowerBound(values: Uint32Array, value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
