import type { OutgoingMessage, Recipient } from '@rolecall/core/ports/messenger'
import fc from 'fast-check'

/** Text as people write it: any character, emoji of several, lone surrogates, breaks; sometimes very long. */
const data = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', minLength: 20, maxLength: 100 }),
  fc.string({ maxLength: 20 }).map((text) => text.repeat(400)),
  fc.constantFrom('', ' ', '\n\t    ', '\ud800', '👩‍🚀'.repeat(40), 'a '.repeat(3_000)),
)
const label = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,18}[a-z]$/)
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/)
const id = fc.stringMatching(/^[a-z0-9:_-]{1,200}$/)

const buttons = fc.uniqueArray(fc.record({ id, title: label }), {
  minLength: 1,
  maxLength: 3,
  comparator: (a, b) => a.id === b.id || a.title === b.title,
})
const rows = fc.uniqueArray(fc.record({ id, title: data, description: data }), {
  minLength: 1,
  maxLength: 10,
  selector: (row) => row.id,
})
const sections = fc.tuple(rows, fc.nat({ max: 10 }), data, data).map(([all, at, first, second]) => [
  { title: first, rows: all.slice(0, at) },
  { title: second, rows: all.slice(at) },
])
const parameters = fc.uniqueArray(fc.record({ name, value: data }), {
  maxLength: 6,
  selector: (parameter) => parameter.name,
})

/** Every kind of message, with any text where data may stand and fair labels where the program decides. */
export const anyMessage: fc.Arbitrary<OutgoingMessage> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), body: data }),
  fc.record({ type: fc.constant('buttons' as const), body: data, footer: data, buttons }),
  fc.record({ type: fc.constant('list' as const), body: data, footer: data, button: label, sections }),
  fc.record({ type: fc.constant('location-request' as const), body: data }),
  fc.record({ type: fc.constant('link' as const), body: data, label, url: fc.webUrl() }),
  fc.record({
    type: fc.constant('template' as const),
    name,
    language: fc.constantFrom('en', 'es', 'es_MX'),
    parameters,
    buttons: fc.constantFrom([], [{ index: 0, payload: 'jobs' }]),
  }),
)

export const anyRecipient: fc.Arbitrary<Recipient> = fc.oneof(
  fc.constant({ waId: '254700000001' }),
  fc.constant({ userId: 'KE.1a' }),
)
