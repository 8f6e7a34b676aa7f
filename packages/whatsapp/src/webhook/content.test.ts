import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentOf } from './content.ts'

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
  test(claim, () => assert.deepEqual(contentOf({ from: '254700000001', type: 'text', ...fields }), expected))
}
