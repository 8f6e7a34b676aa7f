import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanJson } from './scan-json.ts'

test('a text is read as deep as any body of ours, and its keys once each', () => {
  const cases = [
    ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', 'fine'],
    ['{"a":"a","b":"a:","c":"\\"a\\":"}', 'fine'],
    ['{"a":1,"a":2}', 'duplicate-key'],
    ['{"a":1, "\\u0061" : 2}', 'duplicate-key'],
    ['[{"x":{"y":1,"z":[],"y":2}}]', 'duplicate-key'],
    ['['.repeat(32) + ']'.repeat(32), 'fine'],
    ['['.repeat(33), 'too-deep'],
    ['{"a":'.repeat(1000), 'too-deep'],
    ['"[[[[', 'fine'],
    ['"\\', 'fine'],
    ['}}}]]]', 'fine'],
  ] as const
  for (const [text, result] of cases) assert.equal(scanJson(text), result, text.slice(0, 50))
})
