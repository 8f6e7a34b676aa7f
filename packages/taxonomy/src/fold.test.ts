import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldLists } from './compile/read-cities.ts'
import { fold, tokenise } from './fold.ts'

const names: readonly [written: string, folded: string][] = [
  ['Ciudad de México', 'ciudad de mexico'],
  ["Cook's Helper", 'cooks helper'],
  ['Tōllohcān', 'tollohcan'],
  ['Saint-Étienne', 'saint etienne'],
  ['Łódź', 'lodz'],
  ['Straße', 'strasse'],
  ['मुंबई', 'मुंबई'],
  ['서울', '서울'],
  ['  Thika!! ', 'thika'],
]

test('folding drops case, Latin diacritics and punctuation, and keeps other scripts whole', () => {
  for (const [written, folded] of names) assert.equal(fold(written), folded)
})

test('names of places are folded as texts are, many at a time', () => {
  const together = foldLists(names.map(([written]) => written).join(','))
  assert.deepEqual(
    together.split(',').map((name) => name.trim()),
    names.map(([, folded]) => folded),
  )
})

test('a token knows where it stands in the text as it was written', () => {
  const text = '👋 Niñera o Cociner@'
  assert.deepEqual(
    tokenise(text).map((token) => [token.text, text.slice(token.start, token.end)]),
    [
      ['ninera', 'Niñera'],
      ['o', 'o'],
      ['cocinero', 'Cociner@'],
    ],
  )
})
