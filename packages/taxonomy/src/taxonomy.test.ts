import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStarterTaxonomy, starterOccupations, starterSkills } from './starter.ts'
import { createTaxonomy } from './taxonomy.ts'

const taxonomy = createStarterTaxonomy()

test('a label falls back from a regional language to its main one, to English, to the id', () => {
  assert.equal(taxonomy.label('cook', 'es-MX'), 'Cocina')
  assert.equal(taxonomy.label('cook', 'sw'), 'Cook')
  assert.equal(taxonomy.label('cooking-meals', 'es'), 'Preparar comidas')
  assert.equal(taxonomy.label('no-such-id', 'en'), 'no-such-id')
})

test('skills are found by label and by alias', () => {
  const ids = taxonomy.findSkills('customer service, excel and knife skills').map((reading) => reading.id)
  assert.deepEqual(ids, ['customer-service', 'spreadsheets', 'knife-skills'])
})

test('nearness falls from the same occupation to one without anything in common', () => {
  const order = ['waiter', 'banquet-waiter', 'bartender', 'cashier', 'welder']
  const values = order.map((id) => taxonomy.nearness('waiter', id))
  assert.deepEqual(
    values,
    values.toSorted((a, b) => b - a),
  )
  assert.equal(values[0], 1)
  assert.ok((values[1] ?? 0) >= 0.75 && (values[1] ?? 1) < 1)
  assert.ok((values[2] ?? 0) >= 0.45)
  assert.ok((values[4] ?? 1) < 0.1)
})

test('shared skills bring occupations of different groups nearer', () => {
  assert.ok(taxonomy.nearness('cook', 'kitchen-helper') > taxonomy.nearness('cook', 'house-painter') + 0.1)
})

test('nearness is the same both ways, and nothing for an unknown id', () => {
  const ids = taxonomy.occupations().slice(0, 60)
  for (const a of ids) {
    for (const b of ids) assert.ok(Math.abs(taxonomy.nearness(a.id, b.id) - taxonomy.nearness(b.id, a.id)) < 1e-9)
  }
  assert.equal(taxonomy.nearness('cook', 'no-such-id'), 0)
})

test('the version changes with any word of the tables', () => {
  const [first, ...others] = starterOccupations()
  assert.ok(first)
  const changed = { ...first, labels: { ...first.labels, en: 'Other' } }
  const other = createTaxonomy({ name: 'starter', occupations: [changed, ...others], skills: starterSkills() })
  assert.notEqual(other.version, taxonomy.version)
  assert.equal(createStarterTaxonomy().version, taxonomy.version)
})
