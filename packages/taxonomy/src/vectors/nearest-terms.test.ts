import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenise } from '../fold.ts'
import { featuresOf } from './features.ts'
import { createNearestTerms } from './nearest-terms.ts'
import { createVectors } from './vector-table.ts'

const texts = ['sales engineer', 'engineer sales', 'cook']
const features = [...new Set(texts.flatMap((text) => [...featuresOf(text)]))].toSorted((a, b) => a - b)
const dims = 8
const vectors = createVectors({
  dims,
  features: Uint32Array.from(features),
  scales: new Float32Array(features.length).fill(0.1),
  values: Int8Array.from({ length: features.length * dims }, (_, at) => ((at * 37) % 255) - 127),
})
const nearest = createNearestTerms(
  texts.map((text) => ({
    id: text,
    language: 'en',
    text,
    label: true,
    words: tokenise(text).map((token) => token.text),
  })),
  vectors,
)

test('a name is nearest to itself, and the same words in another order are another name', () => {
  for (const text of texts) {
    const [first, second] = nearest.find(text, 2)
    assert.equal(first?.id, text)
    assert.ok((first?.cosine ?? 0) > 0.99, `${first?.cosine}`)
    assert.ok((second?.cosine ?? 0) < 0.999)
  }
})
