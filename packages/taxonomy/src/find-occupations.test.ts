import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createStarterTaxonomy } from './starter.ts'

const taxonomy = createStarterTaxonomy()

/** What people write, and the occupations that it names for certain. */
const certain: readonly [text: string, ...ids: string[]][] = [
  ['cook or waiter near Thika', 'cook', 'waiter'],
  ['Cook', 'cook'],
  ['COOKS', 'cook'],
  ['waitress', 'waiter'],
  ['assistant cook or dishwasher', 'kitchen-helper', 'dishwasher'],
  ['I am looking for work as a security guard', 'security-guard'],
  ['askari at night', 'security-guard'],
  ['watchman', 'security-guard'],
  ['house help', 'house-help'],
  ['househelp', 'house-help'],
  ['mama fua', 'house-help'],
  ['forklift guy', 'forklift-driver'],
  ['boda boda rider', 'motorcycle-taxi-rider'],
  ['I want to be a truck driver', 'truck-driver'],
  ['truckdriver', 'truck-driver'],
  ['any driving job', 'car-driver'],
  ['matatu driver', 'bus-driver'],
  ['nurse', 'nurse'],
  ["nurse's aide", 'nurse-aide'],
  ["teacher's aide", 'teacher-aide'],
  ['caregiver for elderly', 'home-carer'],
  ['mason, plumber or electrician', 'mason', 'plumber', 'electrician'],
  ['casual labourer in construction', 'construction-labourer'],
  ['call center', 'call-centre-agent'],
  ['shop attendant and cashier', 'shop-assistant', 'cashier'],
  ['order picker', 'warehouse-worker'],
  ['farm worker', 'farm-worker'],
  ['tailor', 'tailor'],
  ['salonist', 'hairdresser'],
  ['barber', 'barber'],
  ['car mechanic', 'car-mechanic'],
  ['chowkidar', 'security-guard'],
  ['lava platos', 'dishwasher'],
  ['mesera o cajera en Toluca', 'waiter', 'cashier'],
  ['camarero', 'waiter'],
  ['camarera de pisos', 'hotel-room-cleaner'],
  ['busco trabajo de cocinera', 'cook'],
  ['quiero trabajar de albañil', 'mason'],
  ['albanil', 'mason'],
  ['ayudante de albañil', 'construction-labourer'],
  ['ayudante de la cocina', 'kitchen-helper'],
  ['niñera', 'nanny'],
  ['cuidadora de ancianos o niñera', 'home-carer', 'nanny'],
  ['vigilante', 'security-guard'],
  ['guardia de seguridad o limpieza', 'security-guard', 'cleaner'],
  ['chofer', 'car-driver'],
  ['chofer de tráiler', 'truck-driver'],
  ['repartidor en moto', 'motorcycle-courier'],
  ['montacarguista', 'forklift-driver'],
  ['costurera', 'sewing-worker'],
  ['empleada doméstica', 'house-help'],
  ['trabajo en el campo', 'farm-worker'],
  ['jornalero', 'farm-worker'],
  ['electricistas', 'electrician'],
  ['plomero o fontanero', 'plumber'],
  ['mecánico automotriz', 'car-mechanic'],
  ['vendedora de ropa', 'clothes-seller'],
  ['auxiliar de enfermería', 'nurse-aide'],
  ['enfermera', 'nurse'],
  ['maestra', 'primary-teacher'],
  ['peluquera', 'hairdresser'],
  ['obrero en fábrica', 'factory-worker'],
  ['dependienta', 'shop-assistant'],
  ['conductores de autobús', 'bus-driver'],
  ['I can fix cars and motorcycles', 'car-mechanic'],
  ['I look after old people at home', 'home-carer'],
  ['my work was washing dishes in a hotel', 'dishwasher'],
  ['house cleaning for 3 years', 'house-help'],
  ['plaiting hair or selling second-hand clothes', 'hair-braider', 'clothes-seller'],
  ['sé arreglar carros', 'car-mechanic'],
  ['cuidaba a mi abuela y limpiaba casas', 'home-carer', 'house-help'],
  ['manejaba un camión', 'truck-driver'],
  ['reparto comida en moto', 'motorcycle-courier'],
  ['najua kupika', 'cook'],
  ['natafuta kazi ya kufua nguo', 'hand-launderer'],
  ['nauza mboga sokoni', 'market-trader'],
  ["kuchunga ng'ombe", 'herder'],
]

/** Typing errors, and the occupation that is meant. */
const mistyped: readonly [text: string, id: string][] = [
  ['cheff', 'chef'],
  ['cosinero', 'cook'],
  ['waitres', 'waiter'],
  ['electrisian', 'electrician'],
  ['security gaurd', 'security-guard'],
  ['constructin worker', 'house-builder'],
  ['assistent cook', 'kitchen-helper'],
  ['plummer', 'plumber'],
  ['recepsionista', 'receptionist'],
  ['mecanicoo', 'car-mechanic'],
  ['carpintero', 'carpenter'],
  ['jardinerro', 'gardener'],
]

describe('occupations in what people write', () => {
  for (const [text, ...ids] of certain) {
    test(`"${text}" names ${ids.join(' and ')} for certain`, () => {
      const readings = taxonomy.findOccupations(text).filter((reading) => reading.confidence >= 0.95)
      const named = readings.map((reading) => reading.id)
      for (const id of ids) assert.ok(named.includes(id), `read as ${named}`)
      assert.equal(named[0], ids[0])
    })
  }

  for (const [text, id] of mistyped) {
    test(`"${text}" is read as ${id}`, () => {
      const [reading] = taxonomy.findOccupations(text)
      assert.equal(reading?.id, id)
      assert.ok(reading.confidence >= 0.6)
    })
  }

  for (const text of [
    '',
    'hello',
    'hola, buenas tardes',
    'busco trabajo',
    'I need a job please',
    'I can read and write',
    'kazi yoyote',
    'help people',
    'asdf qwerty',
    '👍',
    'stop',
  ]) {
    test(`"${text}" names no occupation`, () => assert.deepEqual(taxonomy.findOccupations(text), []))
  }
})

test('a typing error lowers the confidence below that of a known word', () => {
  const [reading] = taxonomy.findOccupations('electrisian')
  assert.ok(reading && reading.confidence >= 0.6 && reading.confidence <= 0.9)
})

test('a part of a name gives guesses of low confidence', () => {
  const readings = taxonomy.findOccupations('helper')
  assert.ok(readings.length > 0)
  assert.ok(readings.every((reading) => reading.confidence < 0.6))
})

test('another role next to an occupation makes it unsure', () => {
  const [reading] = taxonomy.findOccupations('bakery supervisor')
  assert.equal(reading?.id, 'baker')
  assert.ok(reading.confidence <= 0.7)
})

test('the part of the text that was read is given back as it was written', () => {
  const [reading] = taxonomy.findOccupations('Busco de  Guardia de Seguridad, urgente')
  assert.equal(reading?.matched, 'Guardia de Seguridad')
})

test('a word with two meanings is certain only where one language is known to be meant', () => {
  assert.deepEqual(
    taxonomy.findOccupations('peon').map((reading) => reading.confidence),
    [0.75, 0.75],
  )
  const [spanish] = taxonomy.findOccupations('peón', { languages: ['es'] })
  assert.equal(spanish?.id, 'construction-labourer')
  assert.ok(spanish.confidence >= 0.95)
})

test('a text of thousands of words is read by its beginning', () => {
  const readings = taxonomy.findOccupations(`cook ${'word '.repeat(5000)} waiter`)
  assert.deepEqual(
    readings.map((reading) => reading.id),
    ['cook'],
  )
})
