import type { CompiledTaxonomy } from '@rolecall/taxonomy/compiled/taxonomy-file'
import { featuresOf } from '@rolecall/taxonomy/vectors/features'

const words = ['cook', 'chef', 'driver'].map((word, at) => ({ feature: featuresOf(word)[0] ?? 0, driver: at === 2 }))
const rows = words.toSorted((a, b) => a.feature - b.feature)

/** Two occupations; the vectors know three words, of which `cook` and `chef` are the same. */
export const tinyTaxonomy: CompiledTaxonomy = {
  source: 'tiny',
  occupations: [occupation('cook', 'cocinero/cocinera'), occupation('driver', 'conductor/conductora')],
  skills: [],
  vectors: {
    dims: 2,
    features: Uint32Array.from(rows, ({ feature }) => feature),
    scales: new Float32Array(rows.length).fill(1),
    values: Int8Array.from(rows.flatMap(({ driver }) => (driver ? [0, 1] : [1, 0]))),
  },
}

function occupation(id: string, spanish: string) {
  return {
    id,
    isco: '5120',
    uri: `http://example.org/occupation/${id}`,
    labels: { en: id, es: spanish },
    aliases: {},
    skills: [],
  }
}
