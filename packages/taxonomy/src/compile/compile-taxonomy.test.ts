import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadTaxonomy } from '../load.ts'
import { createStarterTaxonomy } from '../starter.ts'
import { compileTaxonomy } from './compile-taxonomy.ts'

test('the starter compiled reads what the starter reads, and guesses where it knows nothing', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'taxonomy-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const out = join(folder, 'made/taxonomy.bin')
  const said: string[] = []
  await compileTaxonomy({ esco: [], out }, { say: (line) => said.push(line), train: () => undefined })
  assert.deepEqual(readdirSync(join(folder, 'made')), ['taxonomy.bin'])
  assert.ok(statSync(out).size < 25e6)
  assert.match(said.join('\n'), /occupations and .* skills in en, es.*\n.*TAXONOMY=/)

  const [compiled, starter] = [loadTaxonomy(out), createStarterTaxonomy()]
  for (const text of ['cheff', 'forklift guy', 'niñera', 'assistant cook or dishwasher', 'camarera o cajera'])
    assert.deepEqual(compiled.findOccupations(text), starter.findOccupations(text))
  assert.deepEqual(compiled.occupations().length, starter.occupations().length)
  assert.equal(compiled.nearness('cook', 'waiter'), starter.nearness('cook', 'waiter'))
  assert.deepEqual(starter.findOccupations('cookery'), [])
  const guess = compiled.findOccupations('cookery')[0]
  assert.ok(guess && guess.confidence < 0.75, JSON.stringify(guess))
})
