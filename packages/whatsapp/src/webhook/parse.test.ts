import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Content, InboundEvent } from './event.ts'
import { parseWebhook } from './parse.ts'

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

function body(value: unknown, field = 'messages'): Buffer {
  const entry = [{ id: 'waba', changes: [{ field, value }] }]
  return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }))
}

function eventsOf(raw: Buffer): InboundEvent[] {
  const parsed = parseWebhook(raw)
  assert.ok('events' in parsed)
  return parsed.events
}

function only(raw: Buffer): InboundEvent {
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

function content(fields: object): Content {
  return message(fields).content
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
  const events = eventsOf(Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry })))
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

const wire: [claim: string, fields: object, content: object][] = [
  [
    'a tapped button is a reply',
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } } },
    { type: 'reply', from: 'button', id: 'yes', title: 'Yes' },
  ],
  [
    'a chosen row is a reply',
    {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: 'job_1', title: 'Cook', description: 'Thika' } },
    },
    { type: 'reply', from: 'list', id: 'job_1', title: 'Cook' },
  ],
  [
    "a template's quick reply is a reply under its payload",
    { type: 'button', button: { payload: 'show', text: 'Show jobs' } },
    { type: 'reply', from: 'template', id: 'show', title: 'Show jobs' },
  ],
  [
    'a location has degrees and may have a name',
    { type: 'location', location: { latitude: -1.03, longitude: 37.07, name: 'Thika' } },
    { type: 'location', latitude: -1.03, longitude: 37.07, name: 'Thika' },
  ],
  [
    'a voice note is audio without its codec',
    { type: 'audio', audio: { id: '77', mime_type: 'audio/ogg; codecs=opus', sha256: 'aGFzaA==', voice: true } },
    { type: 'media', media: 'audio', id: '77', mimeType: 'audio/ogg', sha256: 'aGFzaA==', voice: true },
  ],
  [
    'a document keeps its file name and caption',
    { type: 'document', document: { id: '78', mime_type: 'application/pdf', filename: 'cv.pdf', caption: 'My CV' } },
    {
      type: 'media',
      media: 'document',
      id: '78',
      mimeType: 'application/pdf',
      filename: 'cv.pdf',
      caption: 'My CV',
      voice: false,
    },
  ],
  [
    'a card of a contact request says so on the message',
    { type: 'contacts', origin: 'contact_request', contacts: [{ phones: [{ phone: '+254 700', wa_id: '254700' }] }] },
    { type: 'contacts', origin: 'contact_request', cards: [{ phones: [{ phone: '+254 700', waId: '254700' }] }] },
  ],
  [
    'a card of a contact request says so on the card',
    { type: 'contacts', contacts: [{ origin: 'contact_request', name: { formatted_name: 'Amina' } }] },
    { type: 'contacts', origin: 'contact_request', cards: [{ name: 'Amina', phones: [] }] },
  ],
  [
    'a reaction without an emoji is one taken back',
    { type: 'reaction', reaction: { message_id: 'wamid.0' } },
    { type: 'reaction', wamid: 'wamid.0', emoji: '' },
  ],
  [
    'an edit carries the new content',
    { type: 'edit', edit: { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'Hello' } } } },
    { type: 'edit', wamid: 'wamid.0', content: { type: 'text', text: 'Hello' } },
  ],
  [
    'a message can be revoked',
    { type: 'revoke', revoke: { original_message_id: 'wamid.0' } },
    { type: 'revoke', wamid: 'wamid.0' },
  ],
  [
    'a changed number tells the old and the new one',
    {
      type: 'system',
      system: { type: 'user_changed_number', wa_id: '254711', user_id: 'KE.2', previous_user_id: 'KE.1a' },
    },
    {
      type: 'system',
      change: 'user_changed_number',
      waId: '254711',
      userId: 'KE.2',
      previousWaId: '254700000001',
      previousUserId: 'KE.1a',
    },
  ],
  [
    'a changed user id may come without any phone',
    {
      from: undefined,
      type: 'system',
      system: {
        type: 'user_changed_user_id',
        user_id: 'KE.2',
        parent_user_id: 'KE.ENT.2',
        previous_user_id: 'KE.1a',
        previous_parent_user_id: 'KE.ENT.1',
      },
    },
    {
      type: 'system',
      change: 'user_changed_user_id',
      userId: 'KE.2',
      parentUserId: 'KE.ENT.2',
      previousUserId: 'KE.1a',
      previousParentUserId: 'KE.ENT.1',
    },
  ],
  [
    'a new identity key is a system message',
    { type: 'system', system: { type: 'customer_identity_changed', body: 'changed' } },
    { type: 'system', change: 'customer_identity_changed', body: 'changed' },
  ],
  [
    'an order lists its items',
    { type: 'order', order: { catalog_id: '1', text: '', product_items: [{ product_retailer_id: 'p', quantity: 2 }] } },
    { type: 'order', catalogId: '1', text: '', items: [{ productId: 'p', quantity: 2 }] },
  ],
  [
    "a form's answers are read out of their JSON string",
    {
      type: 'interactive',
      interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"days":["mon"]}' } },
    },
    { type: 'flow-reply', body: 'Sent', data: { days: ['mon'] } },
  ],
  [
    'a form whose answers are no JSON is still a reply to a form',
    { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{"days":' } } },
    { type: 'flow-reply' },
  ],
  ['an opened chat is a request to be welcomed', { type: 'request_welcome' }, { type: 'request-welcome' }],
  [
    'what Meta does not hand on is unsupported, with its reason',
    { type: 'unsupported', errors: [{ code: 131051, error_data: { details: 'not supported' } }] },
    { type: 'unsupported', errors: [{ code: 131051, details: 'not supported' }] },
  ],
  ['a type of next year is kept as unknown', { type: 'hologram' }, { type: 'unknown', messageType: 'hologram' }],
  ['a reply without an id is unknown', { type: 'interactive' }, { type: 'unknown', messageType: 'interactive' }],
  [
    'a location off the globe is unknown',
    { type: 'location', location: { latitude: 91, longitude: 0 } },
    { type: 'unknown', messageType: 'location' },
  ],
  ['lone surrogates in a text are replaced', { text: { body: 'a\ud800' } }, { type: 'text', text: 'a\ufffd' }],
]
for (const [claim, fields, expected] of wire) {
  test(claim, () => assert.deepEqual(content(fields), expected))
}

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

test('bytes that are no JSON are told apart from JSON that is no webhook', () => {
  assert.deepEqual(parseWebhook(Buffer.from('{"object":')), { error: 'not-json' })
  assert.deepEqual(parseWebhook(Buffer.alloc(0)), { error: 'not-json' })
  for (const other of ['null', '[]', '{"object":"page","entry":[]}', '{"object":"whatsapp_business_account"}']) {
    assert.deepEqual(parseWebhook(Buffer.from(other)), { error: 'not-a-webhook' })
  }
})

test('a webhook of a megabyte of nesting is read, and its raw part can be written again', () => {
  const nesting = '['.repeat(500_000) + ']'.repeat(500_000)
  const raw = body({ metadata, messages: [{ ...hi, deep: 'HERE' }] })
    .toString()
    .replace('"HERE"', nesting)
  const event = only(Buffer.from(raw))
  assert.equal(event.key, 'message:wamid.1')
  assert.match(JSON.stringify(event.raw), /nested too deeply/)
})
