import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadCatalogues } from './catalogue.ts'
import { createText } from './format.ts'
import { pseudoCatalogue, pseudoLanguage } from './pseudo.ts'

test('the words of a plural get accents and its grammar stays', () => {
  const made = pseudoCatalogue({ 'web.x': '{n, plural, one {one job} other {# jobs}} in {place}' })
  assert.equal(made['web.x'], '\u200f{n, plural, one {óñé jób} other {# jóbs}} íñ {place}')
})

test('a language is one file: dropped into the folder, it speaks from right to left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'catalogues-'))
  const { en = {} } = await loadCatalogues()
  await writeFile(join(folder, `${pseudoLanguage}.json`), JSON.stringify(pseudoCatalogue(en)))
  const loaded = await loadCatalogues(folder)
  const text = createText(loaded[pseudoLanguage] ?? {}, pseudoLanguage, { occupation: String, skill: String })
  assert.equal(text.direction, 'rtl')
  assert.match(text.say({ key: 'fact.pay', values: { money: 'KSh 5', period: 'day' } }), /\u2068KSh 5\u2069 á dáý/)
  await rm(folder, { recursive: true })
})
