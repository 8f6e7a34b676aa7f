import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { pseudoCatalogue, pseudoLanguage } from '@rolecall/text/pseudo'
import { createPhone } from './testing/phone.ts'

test('a language that is one more catalogue holds a whole chat, from right to left', async () => {
  const bundled = await loadCatalogues()
  const catalogues = { ...bundled, [pseudoLanguage]: pseudoCatalogue(bundled.en ?? {}) }
  const phone = createPhone({ catalogues, languages: Object.keys(catalogues) })
  const [hello] = phone.say('Hi')
  assert.ok(hello?.titles.includes('ÁRPSÉÚDÓ'))
  phone.tap('ÁRPSÉÚDÓ')
  assert.equal(phone.language(), pseudoLanguage)
  for (const text of ['yes', 'Amina', 'cook', 'Thika', 'never', '1']) phone.say(text)
  const [list] = phone.say('any')
  assert.match(list?.body ?? '', /^\u200fTháñk ýóú, \u2068Amina\u2069/)
  assert.equal(phone.say('jóbs')[0]?.kind, 'list')
})
