import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, truncate, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Place } from '@rolecall/contract/place'
import { loadGazetteer } from './load.ts'
import type { FindPlaceOptions, Gazetteer } from './types.ts'

/** What people call a place, where they likely are, and the place that is meant. */
const places: readonly [text: string, label: string, country: string, options?: FindPlaceOptions][] = [
  ['Thika', 'Thika', 'KE'],
  ['  thika ', 'Thika', 'KE'],
  ['tikka', 'Thika', 'KE', { country: ['KE'] }],
  ['Thika, Kenya', 'Thika', 'KE'],
  ['Thika Kenya', 'Thika', 'KE'],
  ['Thika town', 'Thika', 'KE'],
  ['Nairobi', 'Nairobi', 'KE'],
  ['nairoby', 'Nairobi', 'KE'],
  ['Mombassa', 'Mombasa', 'KE'],
  ['Eldoret', 'Eldoret', 'KE'],
  ['Toluca', 'Toluca', 'MX'],
  ['tolca', 'Toluca', 'MX', { country: ['MX'] }],
  ['Toluca', 'Toluca, IL', 'US', { country: ['US'] }],
  ['CDMX', 'Mexico City', 'MX'],
  ['Ciudad de México', 'Mexico City', 'MX'],
  ['Mexico City', 'Mexico City', 'MX'],
  ['centro de Guadalajara', 'Guadalajara', 'MX'],
  ['Guadalajra', 'Guadalajara', 'MX', { country: ['MX'] }],
  ['monterey', 'Monterrey', 'MX', { country: ['MX'] }],
  ['Ecatepec', 'Ecatepec de Morelos', 'MX'],
  ['Springfield IL', 'Springfield, IL', 'US'],
  ['nueva york', 'New York City, NY', 'US'],
  ['NYC', 'New York City, NY', 'US'],
  ['sevila', 'Sevilla', 'ES', { country: ['ES'] }],
  ['Bombay', 'Mumbai', 'IN'],
  ['मुंबई', 'Mumbai', 'IN'],
  ['San Juan', 'San Juan', 'AR', { near: { latitude: -31.6, longitude: -68.4 } }],
  ['Kenya', 'Nairobi', 'KE'],
]

describe('the gazetteer', () => {
  let cacheDir: string
  let gazetteer: Gazetteer

  before(async () => {
    cacheDir = await mkdtemp(join(tmpdir(), 'rolecall-places-'))
    gazetteer = await loadGazetteer({ cacheDir })
  })
  after(() => rm(cacheDir, { recursive: true }))

  for (const [text, label, country, options] of places) {
    test(`"${text}" is ${label} in ${country}${options ? ` for ${JSON.stringify(options)}` : ''}`, () => {
      const [reading] = gazetteer.find(text, options)
      assert.deepEqual([reading?.place.label, reading?.place.country], [label, country])
      assert.equal(reading?.matched, text.trim())
    })
  }

  test('a place carries its position and time zone in the words of the contract', () => {
    const [reading] = gazetteer.find('Toluca')
    assert.deepEqual(Place.parse(reading?.place), {
      label: 'Toluca',
      latitude: 19.28786,
      longitude: -99.65324,
      country: 'MX',
      timeZone: 'America/Mexico_City',
    })
    assert.equal(reading?.population, 489333)
  })

  test('a name as it is written is surer than one with an error, and that than a country', () => {
    const sureness = ['Thika', 'Guadalajra', 'Kenya'].map((text) => gazetteer.find(text)[0]?.confidence ?? 0)
    const [exact = 0, mistyped = 0, country = 0] = sureness
    assert.ok(exact >= 0.95 && mistyped >= 0.6 && mistyped <= 0.9 && country < 0.6, `${sureness}`)
  })

  test('a name that several towns have is not certain', () => {
    const [first, second] = gazetteer.find('San Juan')
    assert.ok(first && second && first.confidence < 0.9)
    assert.notDeepEqual(first.place, second.place)
  })

  test('what is no place finds nothing', () => {
    for (const text of ['', ' ', '👍', 'qqqqxzz', 'dshfkjsdhf ksjdhf', 'x'.repeat(5000)]) {
      assert.deepEqual(gazetteer.find(text), [], text.slice(0, 20))
    }
  })

  test('no more readings are given than asked for', () => {
    assert.equal(gazetteer.find('San Juan', { limit: 2 }).length, 2)
    assert.equal(gazetteer.find('San Juan', { limit: 1 }).length, 1)
  })

  test('the nearest place is found in a city, over the date line and from the poles', () => {
    const nairobi = gazetteer.nearest({ latitude: -1.284, longitude: 36.817 })
    assert.equal(nairobi.label, 'Nairobi')
    assert.ok(nairobi.distanceKm < 1)
    assert.equal(gazetteer.nearest({ latitude: -16.9, longitude: -179.99 }).country, 'FJ')
    assert.equal(gazetteer.nearest({ latitude: 90, longitude: 0 }).country, 'SJ')
    assert.ok(gazetteer.nearest({ latitude: -90, longitude: 180 }).distanceKm > 1000)
  })

  test('compiled places are used again, and compiled anew when the file is broken', async () => {
    const [name = ''] = await readdir(cacheDir)
    const file = join(cacheDir, name)
    await utimes(file, 1000, 1000)
    await loadGazetteer({ cacheDir })
    assert.equal((await stat(file)).mtimeMs, 1_000_000)
    await truncate(file, 100_000)
    const again = await loadGazetteer({ cacheDir })
    assert.equal(again.find('Thika')[0]?.place.country, 'KE')
    assert.deepEqual(await readdir(cacheDir), [name])
  })
})
