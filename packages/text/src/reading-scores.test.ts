import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogues } from './catalogue.ts'
import type { Catalogue } from './phrase.ts'
import { countText, fleschKincaid, inflesz } from './reading-scores.ts'

const catalogues = await loadCatalogues()

/** What the bot says in sentences, a common word for each value; forms of a plural count together. */
const spoken = (catalogue: Catalogue = {}): readonly string[] =>
  Object.entries(catalogue)
    .filter(([key, text]) => /^(bot|reason|change|update)\./.test(key) && /[.?]$/.test(text))
    .map(([, text]) =>
      text
        .replaceAll(/\{\w+, (?:plural|select),|[=\w]+ \{/g, ' ')
        .replaceAll(/\{\w+\}/g, 'casa')
        .replaceAll(/[{}]/g, ' '),
    )

test("the bot's English reads at grade 5 or easier", () => {
  const grade = fleschKincaid(countText(spoken(catalogues.en), 'en'))
  assert.ok(grade <= 5, `grade ${grade}`)
})

test("the bot's Spanish is easy: INFLESZ of 65 or more", () => {
  const score = inflesz(countText(spoken(catalogues.es), 'es'))
  assert.ok(score >= 65, `score ${score}`)
})

test('sentences of the bot have fifteen words at most', () => {
  const long = ['en', 'es'].flatMap((language) =>
    spoken(catalogues[language])
      .flatMap((text) => text.split(/[.?:;]+/))
      .filter((sentence) => sentence.trim().split(/\s+/).length > 15),
  )
  assert.deepEqual(long, [])
})

test('hard text scores worse than plain text', () => {
  const hard = countText(
    ['Notwithstanding administrative considerations, applicants necessarily require documentation.'],
    'en',
  )
  const plain = countText(['You can apply now. They see this note too.'], 'en')
  assert.ok(fleschKincaid(hard) > 12 && fleschKincaid(plain) < 3)
})
