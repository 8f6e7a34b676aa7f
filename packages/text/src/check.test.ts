import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadCatalogues } from './catalogue.ts'
import { checkCatalogue, dynamicPrefixes, keysIn } from './check.ts'
import { pseudoCatalogue } from './pseudo.ts'

const root = join(import.meta.dirname, '../../..')
const catalogues = await loadCatalogues()
const english = catalogues.en ?? {}

for (const [language, catalogue] of Object.entries(catalogues)) {
  test(`${language} has every key of English, the same variables, and nothing else`, () => {
    assert.deepEqual(checkCatalogue(catalogue, english), [])
  })
}

test('the pseudo language is complete', () => {
  assert.deepEqual(checkCatalogue(pseudoCatalogue(english), english), [])
})

test('a missing key, a foreign key, a lost variable and a plural without other are named', () => {
  const model = { a: 'A {name}', b: 'B', c: '{n, plural, one {one} other {#}}' }
  const found = checkCatalogue({ a: 'A', c: '{n, plural, one {one}}', d: 'D' }, model)
  assert.equal(found.length, 4)
  assert.match(
    found.join('\n'),
    /b is missing[\s\S]*d is not in English[\s\S]*a has the variables[\s\S]*c cannot be read/,
  )
})

const sources = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root }).filter(
  (path) => !/\.test\.tsx?$/.test(path),
)
const used = await Promise.all(
  sources.map(async (path) => ({ path, ...keysIn(await readFile(join(root, path), 'utf8')) })),
)

test('every key that the code names exists', () => {
  const missing = used.flatMap(({ path, keys }) =>
    keys.filter((key) => !(key in english)).map((key) => `${key} in ${path}`),
  )
  assert.deepEqual(missing, [])
})

test('every sentence is used', () => {
  const keys = new Set(used.flatMap((file) => file.keys))
  const prefixes = [...dynamicPrefixes, ...used.flatMap((file) => file.prefixes)].filter(
    (prefix) => prefix.split('.').length > 2 || dynamicPrefixes.includes(prefix),
  )
  const unused = Object.keys(english).filter(
    (key) => !keys.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
  )
  assert.deepEqual(unused, [])
})
