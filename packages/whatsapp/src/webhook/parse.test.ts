import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboundEvent } from './event.ts'
import { parseWebhook, refusalOf } from './parse.ts'

const metadata = { display_phone_number: '15550783881', phone_number_id: '106' }
const amina = { profile: { name: 'Amina', username: 'amina.k' }, wa_id: '254700000001', user_id: 'KE.1a' }
const hi = {
  id: 'wamid.1',
  from: '254700000001',
  from_user_id: 'KE.1a',
  timestamp: '1750000000',
  type: 'text',
  text: { body: 'Hi' },
}

function body(value: unknown, field = 'messages'): string {
  const entry = [{ id: 'waba', changes: [{ field, value }] }]
  return JSON.stringify({ object: 'whatsapp_business_account', entry })
}

function eventsOf(raw: string): InboundEvent[] {
  const parsed = parseWebhook(raw)
  assert.ok('events' in parsed)
  return parsed.events
}

function only(raw: string): InboundEvent {
  const [event, ...others] = eventsOf(raw)
  assert.ok(event)
  assert.deepEqual(others, [])
  return event
}

function message(fields: object, contacts: unknown[] = [amina]): Extract<InboundEvent, { kind: 'message' }> {
  const event = only(body({ metadata, contacts, messages: [{ ...hi, ...fields }] }))
  assert.ok(event.kind === 'message')
  return event
}

test('a text message tells who wrote what, when and to which number', () => {
  const { raw, ...event } = message({})
  assert.deepEqual(event, {
    kind: 'message',
    key: 'message:wamid.1',
    phoneNumberId: '106',
    wabaId: 'waba',
    at: 1_750_000_000_000,
    wamid: 'wamid.1',
    sender: { userId: 'KE.1a', waId: '254700000001', username: 'amina.k', profileName: 'Amina' },
    content: { type: 'text', text: 'Hi' },
  })
  assert.deepEqual(raw, hi)
})

test('every message, status and error of every change of every entry becomes an event', () => {
  const status = { id: 'wamid.9', status: 'read', timestamp: '1750000001' }
  const value = {
    metadata,
    messages: [hi, { ...hi, id: 'wamid.2' }],
    statuses: [status],
    errors: [{ code: 130429, title: 'Rate limit hit' }],
  }
  const change = { field: 'messages', value }
  const entry = [
    { id: 'a', changes: [change, { field: 'messages', value: { messages: [{ ...hi, id: 'wamid.3' }] } }] },
    { id: 'b', changes: [{ field: 'messages', value: { statuses: [{ ...status, status: 'sent' }] } }] },
  ]
  const events = eventsOf(JSON.stringify({ object: 'whatsapp_business_account', entry }))
  const keys = events.map((event) => (event.kind === 'account' ? event.errors[0]?.code : event.key))
  assert.deepEqual(keys, [
    'message:wamid.1',
    'message:wamid.2',
    'status:wamid.9:read',
    130429,
    'message:wamid.3',
    'status:wamid.9:sent',
  ])
})

test('a status tells state, recipient, outbox id, faults and price', () => {
  const raw = {
    id: 'wamid.9',
    status: 'failed',
    timestamp: '1750000001',
    recipient_id: '',
    recipient_user_id: 'KE.1a',
    biz_opaque_callback_data: 'out_1',
    pricing: { billable: true, category: 'service', type: 'regular' },
    errors: [{ code: 131047, title: 'Re-engagement message', error_data: { details: 'more than 24 hours' } }],
  }
  const event = only(body({ metadata, statuses: [raw] }))
  assert.deepEqual(event, {
    kind: 'status',
    key: 'status:wamid.9:failed',
    phoneNumberId: '106',
    wabaId: 'waba',
    at: 1_750_000_001_000,
    raw,
    wamid: 'wamid.9',
    state: 'failed',
    recipient: { userId: 'KE.1a' },
    outboxId: 'out_1',
    errors: [{ code: 131047, details: 'more than 24 hours' }],
    pricing: { category: 'service', type: 'regular' },
  })
})

test('an answer names the message that it answers', () => {
  assert.deepEqual(message({ context: { from: '1555', id: 'wamid.0' } }).context, { id: 'wamid.0' })
})

test('what is not understood is kept raw', () => {
  assert.deepEqual(message({ type: 'hologram', hologram: { id: 4 } }).raw, {
    ...hi,
    type: 'hologram',
    hologram: { id: 4 },
  })
})

test('the edge refuses what would be refused when it is unpacked, and nothing else', () => {
  for (const other of ['{"object":', '', 'null', '{"object":"page","entry":[]}', body({ metadata })]) {
    const parsed = parseWebhook(other)
    assert.equal(refusalOf(other), 'error' in parsed ? parsed.error : undefined)
  }
})

test('bytes that are no JSON are told apart from JSON that is no webhook', () => {
  assert.deepEqual(parseWebhook('{"object":'), { error: 'not-json' })
  assert.deepEqual(parseWebhook(''), { error: 'not-json' })
  for (const other of ['null', '[]', '{"object":"page","entry":[]}', '{"object":"whatsapp_business_account"}']) {
    assert.deepEqual(parseWebhook(other), { error: 'not-a-webhook' })
  }
})

test('a webhook of a megabyte of nesting is read, and its raw part can be written again', () => {
  const nesting = '['.repeat(500_000) + ']'.repeat(500_000)
  const raw = body({ metadata, messages: [{ ...hi, deep: 'HERE' }] })
    .toString()
    .replace('"HERE"', nesting)
  const event = only(raw)
  assert.equal(event.key, 'message:wamid.1')
  assert.match(JSON.stringify(event.raw), /nested too deeply/)
})
