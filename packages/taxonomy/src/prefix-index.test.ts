import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPrefixIndex } from './prefix-index.ts'

const entry = (id: string, en: string, aliases: string[] = [], es?: string) => ({
  id,
  labels: { en, ...(es === undefined ? {} : { es }) },
  aliases: { en: aliases },
})
const index = createPrefixIndex([
  entry('cook', 'Cook', ['Chef'], 'Cocina'),
  entry('chemist', 'Chemist'),
  entry('cashier', 'Cashier', ['Checkout operator', 'checker']),
])

test('what begins so is found by its label, then by other words, without regard to case and accents', () => {
  assert.deepEqual(index.find('CHÉ', 'en', 10), ['chemist', 'cashier', 'cook'])
  assert.deepEqual(index.find('che', 'en', 1), ['chemist'])
})

test('a language without a word of its own is looked up in English', () => {
  assert.deepEqual(index.find('coc', 'es', 10), ['cook'])
  assert.deepEqual(index.find('cas', 'es', 10), ['cashier'])
})

test('nothing typed, and nothing known, finds nothing', () => {
  assert.deepEqual(index.find(' ', 'en', 10), [])
  assert.deepEqual(index.find('zz', 'en', 10), [])
})
