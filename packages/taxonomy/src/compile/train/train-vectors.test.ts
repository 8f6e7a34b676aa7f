import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cosine, createVectors } from '../../vectors/vector-table.ts'
import { seededRandom } from './random.ts'
import { trainVectors } from './train-vectors.ts'

/** Two languages without a word in common, each thing said in both. */
const things =
  'cook cocinero, driver chofer, nurse enfermera, teacher maestro, waiter mesero, tailor sastre, farmer campesino, guard velador, painter pintor, butcher carnicero'
    .split(', ')
    .map((pair) => pair.split(' '))
    .map(([one = '', other = '']) => ({ one, other }))
const pairs = Array.from({ length: 10_000 }, (_, at) => {
  const { one, other } = things[at % things.length] ?? { one: '', other: '' }
  return { left: one, right: other, group: one }
})
const train = (seed: number) => trainVectors(pairs, { mostFeatures: 2000, random: seededRandom(seed) })

test('words that are said of the same thing come together, however they are written', async () => {
  const vectors = createVectors(await train(1))
  const of = (text: string) => vectors.of(text) ?? new Float32Array(vectors.dims)
  for (const { one, other } of things) {
    const nearest = things.toSorted((a, b) => cosine(of(one), of(b.other)) - cosine(of(one), of(a.other)))[0]
    assert.equal(nearest?.other, other)
  }
})

test('two threads make the same bytes each time, and another seed makes others', async () => {
  const [first, again, other] = [await train(1), await train(1), await train(2)]
  assert.deepEqual(first, again)
  assert.notDeepEqual(first.values, other.values)
})

test('only the features that most texts have get a row', async () => {
  const { features, values, dims } = await trainVectors(pairs, { mostFeatures: 5, random: seededRandom(1) })
  assert.deepEqual([features.length, values.length], [5, 5 * dims])
})
