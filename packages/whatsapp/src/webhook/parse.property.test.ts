import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseWebhook } from './parse.ts'

const sample = {
  object: 'whatsapp_business_account',
  entry: [
    {
      id: 'waba',
      changes: [
        {
          field: 'messages',
          value: {
            metadata: { phone_number_id: '106' },
            contacts: [{ profile: { name: 'Amina' }, wa_id: '2547', user_id: 'KE.1a' }],
            messages: [
              { id: 'wamid.1', from: '2547', timestamp: '1750000000', type: 'text', text: { body: 'Hi' } },
              { id: 'wamid.2', type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'x' } } },
              { id: 'wamid.3', type: 'edit', edit: { original_message_id: 'wamid.1', message: { type: 'text' } } },
              { id: 'wamid.4', type: 'contacts', contacts: [{ phones: [{ wa_id: '1' }] }] },
            ],
            statuses: [{ id: 'wamid.5', status: 'failed', errors: [{ code: 131026 }], pricing: { type: 'regular' } }],
            errors: [{ code: 1 }],
          },
        },
        { field: 'user_preferences', value: { user_preferences: [{ wa_id: '2547', value: 'stop' }] } },
        { field: 'message_template_status_update', value: { event: 'APPROVED' } },
      ],
    },
  ],
}

/** Objects that no conversion turns into a number or a text: these throw where code trusts `Number()` or a template. */
const unconvertible = fc.constantFrom<fc.JsonValue>(
  { toString: '' },
  { valueOf: 1, toString: null },
  [{ toString: 0 }],
  {
    toJSON: 1,
    constructor: '',
  },
)

test('bytes of any kind are answered, never thrown at', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseWebhook(Buffer.from(bytes).toString())))
})

test('any JSON in the place of any part of a webhook gives events with keys that can be written', () => {
  fc.assert(
    fc.property(fc.nat(), fc.oneof(unconvertible, fc.jsonValue()), (at, value) => {
      const parsed = parseWebhook(JSON.stringify(replacePart(sample, at, value)))
      for (const event of 'events' in parsed ? parsed.events : []) {
        assert.match(event.key, /^(message|status|change):./)
        assert.ok(Number.isSafeInteger(event.at) && event.at >= 0)
        JSON.stringify(event)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('a webhook cut short is never taken for a whole one', () => {
  const whole = JSON.stringify(sample)
  fc.assert(
    fc.property(fc.nat({ max: whole.length - 1 }), (length) => {
      assert.deepEqual(parseWebhook(whole.slice(0, length)), { error: 'not-json' })
    }),
  )
})

/** The sample with one of its parts, counted in the order of writing, replaced. */
function replacePart(root: unknown, at: number, value: unknown): unknown {
  let count = 0
  JSON.stringify(root, (_key, part) => {
    count++
    return part
  })
  let seen = 0
  return JSON.parse(JSON.stringify(root, (_key, part) => (seen++ === at % count ? value : part)))
}
