import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOfChange, type Place } from './change.ts'
import type { InboundEvent } from './event.ts'

const place: Place = { wabaId: 'waba', field: 'messages', phoneNumberId: '106', at: 1_750_000_000_000 }

function only(field: string, value: unknown): InboundEvent {
  const [event, ...others] = eventsOfChange({ ...place, field }, { field, value })
  assert.ok(event)
  assert.deepEqual(others, [])
  return event
}

test("a template's rejection tells which, what and why", () => {
  const event = only('message_template_status_update', {
    event: 'REJECTED',
    message_template_id: 12,
    message_template_name: 'new_jobs',
    message_template_language: 'es',
    reason: 'INVALID_FORMAT',
  })
  assert.ok(event.kind === 'template-status')
  const { change, name, language, state, reason, at } = event
  assert.deepEqual(
    { change, name, language, state, reason, at },
    { change: 'status', name: 'new_jobs', language: 'es', state: 'REJECTED', reason: 'INVALID_FORMAT', at: place.at },
  )
})

test("a template's new category is told", () => {
  const event = only('template_category_update', { message_template_name: 'new_jobs', new_category: 'MARKETING' })
  assert.ok(event.kind === 'template-status')
  assert.deepEqual([event.change, event.name, event.category], ['category', 'new_jobs', 'MARKETING'])
})

test('each preference of a change is an event with its person and time', () => {
  const preference = { wa_id: '254700', user_id: 'KE.1', category: 'marketing_messages', value: 'stop', timestamp: 1e9 }
  const value = { user_preferences: [preference, { ...preference, value: 'resume' }] }
  const events = eventsOfChange({ ...place, field: 'user_preferences' }, { value })
  const told = events.map((event) => event.kind === 'user-preferences' && [event.sender.userId, event.value, event.at])
  assert.deepEqual(told, [
    ['KE.1', 'stop', 1e12],
    ['KE.1', 'resume', 1e12],
  ])
  assert.equal(new Set(events.map((event) => event.key)).size, 2)
})

test('a change of what the account may send is told with its limit', () => {
  const limits = [
    [2000, 2000],
    ['TIER_10K', 10_000],
    [-1, -1],
    [undefined, undefined],
  ] as const
  for (const [given, told] of limits) {
    const event = only('business_capability_update', { max_daily_conversations_per_business: given })
    assert.equal(event.kind === 'account' ? event.messagingLimit : 'another kind', told)
  }
})

test('a change to the account is told with its event', () => {
  const event = only('account_update', { event: 'ACCOUNT_RESTRICTION' })
  assert.ok(event.kind === 'account')
  assert.deepEqual([event.field, event.event, event.errors], ['account_update', 'ACCOUNT_RESTRICTION', []])
})

for (const [claim, field, value] of [
  ['a field of next year', 'holograms', { a: 1 }],
  ['a change without a value', 'messages', undefined],
  ['a change of messages that holds none', 'messages', { metadata: {} }],
  ['a message that is no object', 'messages', { messages: ['hi'] }],
  ['a message without an id', 'messages', { messages: [{ type: 'text' }] }],
  ['a status of next year', 'messages', { statuses: [{ id: 'wamid.1', status: 'framed' }] }],
  ['preferences without a list', 'user_preferences', {}],
] as const) {
  test(`${claim} is kept as unknown`, () => assert.equal(only(field, value).kind, 'unknown'))
}

test('a second delivery has the same key, whatever the order of its fields', () => {
  const first = only('holograms', { a: 1, b: { c: [1, 2], d: 'e' } })
  const second = only('holograms', { b: { d: 'e', c: [1, 2] }, a: 1 })
  assert.match(first.key, /^change:[0-9a-f]{64}$/)
  assert.equal(second.key, first.key)
})

test('the same words at another time or about another number are another event', () => {
  const change = { value: { event: 'ACCOUNT_RESTRICTION' } }
  const places = [place, { ...place, at: 1 }, { ...place, phoneNumberId: '107' }, { ...place, wabaId: 'other' }]
  const keys = places.map((at) => eventsOfChange({ ...at, field: 'account_update' }, change)[0]?.key)
  assert.equal(new Set(keys).size, 4)
})

test('an id of any length gives a key that an index can hold', () => {
  const id = 'w'.repeat(1_000_000)
  for (const value of [{ messages: [{ id, type: 'text' }] }, { statuses: [{ id, status: 'sent' }] }]) {
    assert.ok(only('messages', value).key.length <= 512)
  }
})
