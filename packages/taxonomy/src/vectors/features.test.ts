import assert from 'node:assert/strict'
import { test } from 'node:test'
import { featureOfPair, featuresOf, featuresOfWord } from './features.ts'

test('a title in its forms for men and for women says no more of what both share than either form does', () => {
  const [both, one] = [
    featuresOf('Ingenieur/Ingenieurin für Geotechnik'),
    new Set(featuresOf('Ingenieur für Geotechnik')),
  ]
  assert.equal(both.length, new Set(both).size)
  const more = [...both].filter((feature) => !one.has(feature))
  assert.deepEqual(more, [featureOfPair('ingenieur', 'ingenieurin')])
})

test('runs of letters that two words share count once, whole words that differ both', () => {
  const both = featuresOf('geprüfter/geprüfte')
  const [first, second] = [featuresOfWord('geprufter'), featuresOfWord('geprufte')]
  assert.ok(both.length < first.length + second.length)
  for (const feature of [...first, ...second]) assert.ok(both.includes(feature))
})

test('a word that is said again tells nothing new, and another order of words does', () => {
  const [again, once] = [featuresOf('nurse, nurse'), featuresOf('nurse')]
  assert.deepEqual(again.toSorted(), Uint32Array.of(...once, featureOfPair('nurse', 'nurse')).sort())
  assert.notDeepEqual(new Set(featuresOf('sales engineer')), new Set(featuresOf('engineer sales')))
})
