import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createVectors } from '@rolecall/taxonomy/vectors/vector-table'
import { tinyTaxonomy } from '../testing/tiny-taxonomy.ts'
import { createMethods } from './methods.ts'

const scoresOf = createMethods(createVectors(tinyTaxonomy.vectors), ['cook', 'driver', 'unknown'])

test('vectors find what means alike with no letter in common, lexical methods do not', () => {
  const { vectors, bm25 } = scoresOf('chef')
  assert.deepEqual([...vectors], [1, 0, 0])
  assert.deepEqual([...bm25], [0, 0, 0])
})

test('the mix is nine tenths of the cosine and one of character TF-IDF', () => {
  const { mix, vectors, tfidf } = scoresOf('cook driver')
  for (const [at, score] of mix.entries())
    assert.ok(Math.abs(score - 0.9 * (vectors[at] ?? 0) - 0.1 * (tfidf[at] ?? 0)) < 1e-6)
})

test('a query that the vectors know nothing of finds nothing by them', () => {
  assert.deepEqual([...scoresOf('unknown').vectors], [0, 0, 0])
  assert.ok((scoresOf('unknown').mix[2] ?? 0) > 0)
})
