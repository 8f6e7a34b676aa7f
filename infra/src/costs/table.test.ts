import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { synthesise } from '../synthesise.ts'
import { generatedPart, replaceGenerated } from './generated.ts'
import { costLines, price, total } from './lines.ts'
import priceList from './prices.json' with { type: 'json' }
import { costTables } from './table.ts'

const guide = readFileSync(new URL('../../../docs/deploy-aws.md', import.meta.url), 'utf8')

test('docs/deploy-aws.md holds the tables that the templates and prices give', () => {
  assert.equal(generatedPart(guide).trimEnd(), costTables().trimEnd(), 'run `npm run costs -- --write` in infra/')
})

test('each line is its quantity times its price, and the sum is that of the lines', () => {
  const lines = costLines(synthesise())
  for (const { sum, dollars } of lines) {
    const factors = sum.replaceAll(' h', '').replaceAll(',', '').split(' × ').map(Number)
    assert.ok(Math.abs(factors.reduce((a, b) => a * b, 1) - dollars) < 0.005, sum)
  }
  assert.equal(
    total(lines),
    lines.reduce((sum, { dollars }) => sum + dollars, 0),
  )
})

test('prices have a date, a region and a page each, and none is needed that is not there', () => {
  assert.match(priceList.asOf, /^\d{4}-\d{2}$/)
  for (const { each, page } of Object.values(priceList.prices))
    assert.ok(each > 0 && page.startsWith('https://aws.amazon.com/'))
  assert.throws(() => price('x9.huge'), /no price of x9\.huge/)
})

test('a page without a place for the tables is refused', () => {
  assert.throws(() => replaceGenerated('# Nothing', 'x'))
})
