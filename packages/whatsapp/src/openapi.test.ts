import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutgoingMessage } from '@rolecall/core/ports/messenger'
import fc from 'fast-check'
import { render } from './render.ts'
import { anyMessage, anyRecipient } from './testing/any-message.ts'
import { isAbsent, openDescription } from './testing/openapi.ts'

// Read once: the description has thirty thousand lines.
const schemaOf =
  isAbsent === false ? openDescription() : () => assert.fail('a test that reads the description is skipped without it')

const schemaFor: Partial<Record<OutgoingMessage['type'], string>> = {
  text: 'TextMessage',
  buttons: 'InteractiveMessage',
  list: 'InteractiveMessage',
  template: 'TemplateMessage',
}

for (const [type, schema] of Object.entries(schemaFor)) {
  test(`each ${type} message fits Meta's own description`, { skip: isAbsent }, () => {
    const validate = schemaOf(schema)
    const messages = anyMessage.filter((message) => message.type === type)
    fc.assert(
      fc.property(messages, anyRecipient, (message, to) => {
        const request = render(message, to, 'out_1')
        assert.ok(validate(request), JSON.stringify([validate.errors, request]))
      }),
      { numRuns: 50 },
    )
  })
}

test("the parts of a text are those of Meta's description", { skip: isAbsent }, () => {
  const validate = schemaOf('TextMessage')
  const request = render({ type: 'text', body: 'Hello' }, { waId: '2547' }, 'out_1')
  assert.equal(validate({ ...request, text: { body: 'Hello', colour: 'red' } }), false)
})

test("a title or body over Meta's limit does not fit its description", { skip: isAbsent }, () => {
  const validate = schemaOf('InteractiveObject')
  const interactive = { type: 'button', action: { buttons: [{ type: 'reply', reply: { id: '1', title: 'Yes' } }] } }
  assert.equal(validate({ ...interactive, body: { text: 'b'.repeat(1024) } }), true)
  assert.equal(validate({ ...interactive, body: { text: 'b'.repeat(1025) } }), false)
})
