import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFinder } from './finder.ts'
import { featuresOfWord } from './vectors/features.ts'
import { createVectors } from './vectors/vector-table.ts'

const entry = (id: string, en: string, ...aliases: string[]) => ({ id, labels: { en }, aliases: { en: aliases } })
const entries = [
  entry('detective', 'Private detective', 'inspector'),
  entry('plant-inspector', 'Industrial plant safety examiner'),
  entry('clothes-seller', 'Clothes seller'),
  entry('cook', 'Cook'),
]

/** A direction for what each word is about; a text is their sum. */
const directions: Readonly<Record<string, readonly number[]>> = {
  detective: [1, 0, 0],
  inspector: [0.1, 1, 0],
  examiner: [0, 1, 0],
  industrial: [0, 1, 0],
  plants: [0, 1, 0],
  plant: [0, 1, 0],
  safety: [0, 1, 0],
  clothes: [0, 0, 1],
  seller: [0, 0, 1],
  garments: [0, 0.3, 1],
  hawking: [0, 0.4, 1],
}
const rows = Object.entries(directions)
  .map(([word, direction]) => ({ feature: featuresOfWord(word)[0] ?? 0, direction }))
  .toSorted((a, b) => a.feature - b.feature)
const vectors = createVectors({
  dims: 3,
  features: Uint32Array.from(rows, ({ feature }) => feature),
  scales: new Float32Array(rows.length).fill(0.1),
  values: Int8Array.from(rows.flatMap(({ direction }) => direction.map((value) => value * 10))),
})
const find = createFinder(entries, vectors)
const ids = (text: string) => find(text).map(({ id }) => id)

test('words that stand in no list are guessed by what they mean, and asked about', () => {
  const [best, ...others] = find('hawking garments')
  assert.equal(best?.id, 'clothes-seller')
  assert.ok(best.confidence >= 0.5 && best.confidence < 0.75, `${best.confidence}`)
  assert.equal(best.matched, 'hawking garments')
  assert.deepEqual(others, [])
  assert.deepEqual(createFinder(entries, undefined)('hawking garments'), [])
})

test('what the vectors know nothing of, or nothing near to, stays unread', () => {
  assert.deepEqual(ids('quxquux'), [])
  assert.deepEqual(ids('what is it'), [])
})

test('a known word stays sure where it is most of what was said', () => {
  assert.deepEqual(ids('inspector'), ['detective'])
  assert.ok((find('I am an inspector')[0]?.confidence ?? 0) >= 0.95)
})

test('a known word that is a small part of a title gives way to what the whole is nearly the name of', () => {
  const [best, second] = find('inspector of industrial plants')
  assert.deepEqual([best?.id, second?.id], ['plant-inspector', 'detective'])
  assert.ok((best?.confidence ?? 1) < 0.75, 'it is asked about')
  assert.ok((second?.confidence ?? 1) <= (best?.confidence ?? 0))
})

test('a small part of a text that is nearly the name of nothing stays what it is', () => {
  assert.deepEqual(
    ids('cook rice beans detective clothes'),
    createFinder(entries, undefined)('cook rice beans detective clothes').map(({ id }) => id),
  )
})
