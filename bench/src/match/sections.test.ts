import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSections } from './sections.ts'

test('a part that ran alone takes the place of its own section and leaves the others as they were', () => {
  const earlier =
    '# Matching: a\n\ntable\n\n## Every job against everyone\nold\n\n## Beside other engines\npeers\n\nNode v26, 2 × X\n'
  assert.equal(
    withSections(earlier, { pairs: '## Every job against everyone\nnew' }),
    '# Matching: a\n\ntable\n\n## Every job against everyone\nnew\n\n## Beside other engines\npeers',
  )
  assert.equal(withSections('', { engine: '# Matching: b' }), '# Matching: b')
})
