import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { limits } from './limits.ts'
import { render } from './render.ts'
import { anyMessage, anyRecipient } from './testing/any-message.ts'

/** The limit of a string by where it stands in a request. */
const limitAt: [place: RegExp, limit: number][] = [
  [/^text\.body$/, limits.textBody],
  [/^interactive\.body\.text$/, limits.interactiveBody],
  [/^interactive\.footer\.text$/, limits.footer],
  [/reply\.title$|action\.button$|display_text$/, limits.buttonTitle],
  [/reply\.id$/, limits.buttonId],
  [/sections\.\d+\.title$/, limits.sectionTitle],
  [/rows\.\d+\.title$/, limits.rowTitle],
  [/rows\.\d+\.description$/, limits.rowDescription],
  [/rows\.\d+\.id$/, limits.rowId],
]

test('any text in any message stays within the limits, well formed and not empty', () => {
  fc.assert(
    fc.property(anyMessage, anyRecipient, (message, to) => {
      for (const [place, value] of stringsOf(render(message, to, 'out_1'))) {
        const limit = limitAt.find(([pattern]) => pattern.test(place))?.[1] ?? 2_000
        assert.ok(value.length <= limit, `${place}: ${value.length} of ${limit}`)
        assert.ok(value.isWellFormed() && value.trim() !== '', place)
      }
    }),
    { numRuns: 500 },
  )
})

test('the parameters of a template have one line each, and never make its body too long', () => {
  const templates = anyMessage.filter((message) => message.type === 'template')
  fc.assert(
    fc.property(templates, (message) => {
      const sent = stringsOf(render(message, { userId: 'KE.1a' }, 'out_1')).filter(([place]) => place.endsWith('.text'))
      assert.ok(sent.reduce((sum, [, value]) => sum + value.length, 0) <= limits.templateParameters)
      for (const [, value] of sent) assert.doesNotMatch(value, /[\n\r\t]| {4}/)
    }),
  )
})

function stringsOf(value: unknown, place = ''): [place: string, value: string][] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => stringsOf(part, place === '' ? key : `${place}.${key}`))
}
