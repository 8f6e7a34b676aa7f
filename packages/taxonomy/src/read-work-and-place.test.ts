import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fold } from './fold.ts'
import { readWorkAndPlace } from './read-work-and-place.ts'
import { createStarterTaxonomy } from './starter.ts'
import type { Gazetteer } from './types.ts'

const taxonomy = createStarterTaxonomy()

/** A gazetteer of a few towns, one of them with a confusing name. */
const towns: Readonly<Record<string, [country: string, population: number]>> = {
  thika: ['KE', 200_000],
  nairobi: ['KE', 2_750_000],
  toluca: ['MX', 489_000],
  'ciudad de mexico': ['MX', 12_000_000],
  'la paz': ['MX', 215_000],
  san: ['ML', 68_000],
  'san juan': ['PR', 418_000],
  hotel: ['US', 900],
  honest: ['US', 900],
}

const gazetteer: Gazetteer = {
  find(text) {
    const [country, population] = towns[fold(text)] ?? []
    if (country === undefined || population === undefined) return []
    const place = { label: text, latitude: 0, longitude: 0, country, timeZone: 'UTC' }
    return [{ place, confidence: 0.97, matched: text, population }]
  },
  nearest: () => assert.fail('not asked for'),
}

const cases: readonly [text: string, occupations: string[], place: string | undefined][] = [
  ['cook or waiter near Thika', ['cook', 'waiter'], 'Thika'],
  ['mesera o cajera en Toluca', ['waiter', 'cashier'], 'Toluca'],
  ['cook in a hotel in Nairobi', ['cook'], 'Nairobi'],
  ['I want to work as a security guard at night in Nairobi', ['security-guard'], 'Nairobi'],
  ['niñera en la Ciudad de México', ['nanny'], 'Ciudad de México'],
  ['cocinera en La Paz', ['cook'], 'La Paz'],
  ['vivo en Toluca y busco trabajo de chofer', ['car-driver'], 'Toluca'],
  ['cleaner in San Juan', ['cleaner'], 'San Juan'],
  ['busco trabajo de limpieza cerca de Toluca.', ['cleaner'], 'Toluca'],
  ['waiter, Thika', ['waiter'], 'Thika'],
  ['cook Thika', ['cook'], 'Thika'],
  ['Thika', [], 'Thika'],
  ['honest cook', ['cook'], undefined],
  ['cook in a hotel', ['cook'], undefined],
  ['trabajo en casa', [], undefined],
  ['nurse', ['nurse'], undefined],
  ['hello', [], undefined],
  ['', [], undefined],
]

describe('work and place in one text', () => {
  for (const [text, occupations, place] of cases) {
    test(`"${text}" is ${occupations.join(' or ') || 'no work'} at ${place ?? 'no place'}`, () => {
      const read = readWorkAndPlace(text, taxonomy, gazetteer)
      const sure = read.occupations.filter((reading) => reading.confidence >= 0.6)
      assert.deepEqual(
        sure.map((reading) => reading.id),
        occupations,
      )
      assert.equal(read.places[0]?.matched, place)
    })
  }
})
