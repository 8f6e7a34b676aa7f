import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeTaxonomy, encodeTaxonomy, TaxonomyFileRefused } from './taxonomy-file.ts'

const taxonomy = {
  source: 'small',
  skills: [
    { id: 'frying', labels: { en: 'Frying' }, aliases: { en: ['fry'] } },
    { id: 'washing', labels: { en: 'Washing' }, aliases: { en: [] } },
  ],
  occupations: [
    {
      id: 'cook',
      isco: '5120',
      labels: { en: 'Cook', es: 'Cocina' },
      aliases: { en: ['chef'], es: ['cocinera'] },
      skills: [
        { id: 'washing', essential: false },
        { id: 'frying', essential: true },
      ],
      uri: 'http://data.europa.eu/esco/occupation/1',
    },
  ],
  vectors: {
    dims: 2,
    features: Uint32Array.of(7, 4_000_000_000),
    scales: Float32Array.of(0.5, 0.25),
    values: Int8Array.of(127, -127, 0, 3),
  },
}

test('a taxonomy comes back from its file as it was', () => {
  assert.deepEqual(decodeTaxonomy(encodeTaxonomy(taxonomy)), taxonomy)
})

test('the same taxonomy makes the same bytes', () => {
  assert.deepEqual(encodeTaxonomy(taxonomy), encodeTaxonomy(structuredClone(taxonomy)))
})

test('a flipped bit anywhere is refused', () => {
  const file = encodeTaxonomy(taxonomy)
  for (let at = 0; at < file.length; at++) {
    const damaged = Uint8Array.from(file)
    damaged[at] = (damaged[at] ?? 0) ^ 4
    assert.throws(() => decodeTaxonomy(damaged), TaxonomyFileRefused, `byte ${at}`)
  }
})

test('a file that is cut off, longer, empty, of another layout or another kind is refused with the mend', () => {
  const file = encodeTaxonomy(taxonomy)
  const other = Uint8Array.from(file)
  other[24 + 32] = 9
  const refused = [
    [file.subarray(0, -1), /cut off: copy it again/],
    [Buffer.concat([file, Uint8Array.of(0)]), /damaged/],
    [new Uint8Array(), /no compiled taxonomy: make one with npm run taxonomy/],
    [other, /layout 9, and this version reads layout 3: compile it again/],
    [Buffer.alloc(500, 'conceptType,conceptUri'), /no compiled taxonomy/],
  ] as const
  for (const [bytes, message] of refused)
    assert.throws(() => decodeTaxonomy(bytes), { name: 'TaxonomyFileRefused', message })
})
