import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pairsOfLabels } from './label-pairs.ts'

const pairsOf = (...[label = '', ...aliases]: string[]) =>
  pairsOfLabels(
    [{ id: 'a', uri: 'http://a', isco: '1', skills: [], labels: { de: label }, aliases: { de: aliases } }],
    'de',
  )

test('a label of both forms is a pair, and the rest behind the second is for both', () => {
  assert.deepEqual(pairsOf('Kellner/Kellnerin', 'Arzt/Ärztin', 'supervisor/supervisora de línea'), [
    ['Kellner', 'Kellnerin'],
    ['Arzt', 'Ärztin'],
    ['supervisor de línea', 'supervisora de línea'],
  ])
})

test('what a slash joins otherwise is no pair', () => {
  assert.deepEqual(
    pairsOf('Koch', 'developer/grader', 'Lehrer/in für Kunst', 'Import-/Exportkaufmann', 'Pizzaköchin//f', 'a/b/c'),
    [],
  )
})

test('a pair that two labels make is taken once', () => {
  assert.equal(pairsOf('Kellner/Kellnerin', 'Kellner/Kellnerin').length, 1)
})
