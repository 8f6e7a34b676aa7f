import { readFileSync } from 'node:fs'
import { plainLetters } from '../fold.ts'

/** A populated place as GeoNames gives it. */
export interface City {
  /** Its name in the usual English or the local form, in the United States with the state. */
  readonly label: string
  /** All its names, folded; the main one first. */
  readonly names: readonly string[]
  readonly latitude: number
  readonly longitude: number
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly population: number
  readonly timeZone: string
}

/** Abandoned, destroyed and historical places: nobody works there. */
const gone = new Set(['PPLQ', 'PPLW', 'PPLH'])

/**
 * Reads GeoNames' tab-separated dump: id, name, ASCII name, alternate names, latitude, longitude, feature class and
 * code, country, other countries, four levels of administration, population, two elevations, zone, date.
 */
export function readCities(file: string | URL): City[] {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, , , , , , , feature = '', country = '']) => /^[A-Z]{2}$/.test(country) && !gone.has(feature))
  const names = foldLists(rows.map(nameList).join('\n')).split('\n')
  return rows.map((row, at) => ({
    label: stateOf(row) ? `${row[1]}, ${stateOf(row)}` : (row[1] ?? ''),
    names: distinct(names[at] ?? '', Number(row[14]) >= 10_000),
    latitude: Number(row[4]),
    longitude: Number(row[5]),
    country: row[8] ?? '',
    population: Number(row[14]) || 0,
    timeZone: row[17] ?? 'UTC',
  }))
}

function nameList(row: readonly string[]): string {
  const [, name = '', ascii = '', alternates = ''] = row
  const state = stateOf(row)
  const own = name === ascii ? name : `${name},${ascii}`
  return `${own}${alternates === '' ? '' : `,${alternates}`}${state ? `,${name} ${state}` : ''}`
}

function stateOf(row: readonly string[]): string | undefined {
  return row[8] === 'US' && /^[A-Z]{2}$/.test(row[10] ?? '') ? row[10] : undefined
}

const lastLatin = 0x24f

/** Names in other scripts than Latin are kept for towns: for villages there are few, and they would be a quarter of all. */
function distinct(list: string, isTown: boolean): string[] {
  if (!list.includes(',')) return [list.trim()]
  const names: string[] = []
  for (const name of list.split(',')) {
    const key = name.trim()
    if (!isTown && key.charCodeAt(0) > lastLatin) continue
    if (key !== '' && key.length <= 60 && !names.includes(key)) names.push(key)
  }
  return names
}

/** What `fold` makes of names, for all lines of comma-separated names at once: that is many times faster. */
export function foldLists(lists: string): string {
  return (
    lists
      .toLowerCase()
      .normalize('NFD')
      // Astral letters would sort differently by UTF-16 units and by bytes.
      .replace(/[\u0300-\u036f'’ʻʼ\ud800-\udfff]/g, '')
      .replace(/[ßæœøđðłıþə]/g, (letter) => plainLetters[letter] ?? letter)
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}\p{M},\n]+/gu, ' ')
  )
}
