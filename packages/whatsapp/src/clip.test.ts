import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clip, clipLine } from './clip.ts'

const cases: [claim: string, text: string, limit: number, expected: string][] = [
  ['a text that fits is left alone', 'Kitchen assistant', 17, 'Kitchen assistant'],
  ['a long text ends at a word', 'Kitchen assistant at Sunrise', 24, 'Kitchen assistant at…'],
  ['a word that just fits is kept', 'Kitchen assistant at Sunrise', 21, 'Kitchen assistant at…'],
  ['one long word is cut within', 'Donaudampfschifffahrtsgesellschaft', 10, 'Donaudamp…'],
  ['a far boundary does not cost most of the text', 'A Donaudampfschifffahrtsgesellschaft', 12, 'A Donaudamp…'],
  ['a surrogate pair is kept whole or left out', '😀😀😀', 4, '😀…'],
  ['a family emoji is kept whole or left out', 'ab👨‍👩‍👧‍👦cd', 8, 'ab…'],
  ['a lone surrogate is replaced', 'a\ud800', 10, 'a\ufffd'],
  ['a character longer than the limit leaves the mark alone', `a${'\u0301'.repeat(50)}`, 24, '…'],
]
for (const [claim, text, limit, expected] of cases) {
  test(claim, () => assert.equal(clip(text, limit), expected))
}

test('a line has no breaks, tabs or runs of spaces', () => {
  assert.equal(clipLine('  Cook\n\tat   Sunrise\u2028Café ', 40), 'Cook at Sunrise Café')
})

test('any text is clipped to the limit, well formed, and clipping again changes nothing', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 200 })
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 100 }), (text, limit) => {
      const clipped = clip(text, limit)
      assert.ok(clipped.length <= limit && clipped.isWellFormed())
      assert.equal(clip(clipped, limit), clipped)
    }),
  )
})
