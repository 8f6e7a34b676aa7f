import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { PlaceReading } from '@rolecall/taxonomy/types'
import { words } from '../conversation/testing/phone.ts'
import { readOccupation, readPlace } from './read-work-place.ts'

const taxonomy = createStarterTaxonomy()
const read = (title: string, occupation = '', language = 'en') =>
  readOccupation({ title, occupation }, { look: { taxonomy }, language })

for (const [title, sureness, id] of [
  ['Cook', 'sure', 'cook'],
  ['Chef de partie (hot kitchen)', 'sure', 'chef'],
  ['Cocinera con experiencia', 'sure', 'cook'],
  ['securty gard', 'check', 'security-guard'],
  ['cosinera', 'check', 'cook'],
  ['Cook or waiter', 'check', 'cook'],
] as const)
  test(`the title "${title}" is read as ${id}: ${sureness}`, () => {
    const { sureness: found, choices } = read(title)
    assert.deepEqual([found, choices[0]], [sureness, id])
  })

test('a title that names nothing is no occupation', () => assert.equal(read('xqzpt wlkjh').sureness, 'none'))

test('the column of occupations comes first, by word or by id; what it does not say is guessed from the title', () => {
  assert.deepEqual(read('Kitchen star', 'cook'), { sureness: 'sure', choices: ['cook'] })
  assert.deepEqual(read('Team member', 'waitress').choices[0], 'waiter')
  assert.deepEqual([read('Cook', 'xqzpt').sureness, read('Cook', 'xqzpt').choices[0]], ['check', 'cook'])
})

const placeOf = (label: string, country: string, confidence: number): PlaceReading => ({
  place: { label, latitude: 1, longitude: 1, country, timeZone: 'UTC' },
  ...{ confidence, matched: label, population: 1000 },
})
const around = (found: (text: string) => PlaceReading[]) => ({
  look: { taxonomy, gazetteer: { find: found, nearest: () => assert.fail() } },
  words,
  countries: ['KE'],
})

test('a town is sure where no other has its name, and asked about where several have', () => {
  const one = around(() => [placeOf('Thika', 'KE', 1)])
  assert.equal(readPlace({ place: 'Thika', country: '' }, one).sureness, 'sure')
  const two = around(() => [placeOf('Ruiru', 'KE', 1), placeOf('Ruiru Town', 'KE', 1)])
  assert.deepEqual(readPlace({ place: 'Ruiru', country: '' }, two).choices.length, 2)
  assert.equal(readPlace({ place: 'Ruiru', country: '' }, two).sureness, 'check')
  assert.equal(
    readPlace(
      { place: 'Tolca', country: '' },
      around(() => [placeOf('Toluca', 'KE', 0.6)]),
    ).sureness,
    'check',
  )
  assert.equal(
    readPlace(
      { place: 'Nowhere', country: '' },
      around(() => []),
    ).sureness,
    'none',
  )
})

test('the country of the next column says where to look', () => {
  const asked: string[] = []
  const look = around((text) => {
    asked.push(text)
    return [placeOf('Toluca', 'MX', 1)]
  })
  readPlace({ place: 'Toluca', country: 'Mexico' }, look)
  assert.equal(asked[0], 'Toluca, Mexico')
})
