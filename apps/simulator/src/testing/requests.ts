/** Bodies of `POST /{phone number id}/messages`. */

const common = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '254700000001' }
const body = { text: 'Choose' }
const reply = (id: string, title = id) => ({ type: 'reply', reply: { id, title } })
const buttons = (...all: object[]) => ({ type: 'button', body, action: { buttons: all } })
const row = (id: string, title = id) => ({ id, title })
const list = (...sections: object[]) => ({ type: 'list', body, action: { button: 'See jobs', sections } })
const interactive = (part: object) => ({ ...common, type: 'interactive', interactive: part })
const text = (words: string, extra: object = {}) => ({ ...common, type: 'text', text: { body: words }, ...extra })
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(`row-${index}`))

/** What is accepted; `described`: Meta's description of v23.0 knows it too, once `to` holds a phone. */
export const acceptedBodies: Record<string, { body: object; described: boolean }> = {
  'a text': { body: text('Hi'), described: true },
  'a text of 4096 characters': { body: text('é'.repeat(4096)), described: true },
  'a text with a link preview': {
    body: { ...common, type: 'text', text: { body: 'Hi', preview_url: true } },
    described: true,
  },
  'a reply': { body: text('Hi', { context: { message_id: 'wamid.A' } }), described: true },
  'an outbox id': { body: text('Hi', { biz_opaque_callback_data: 'out_1' }), described: false },
  'three buttons with titles of 20': {
    body: interactive(buttons(reply('a'), reply('b'), reply('c', 'x'.repeat(20)))),
    described: true,
  },
  'a list of ten rows over two sections': {
    body: interactive(list({ title: 'Fits', rows: rows(9) }, { title: 'Check', rows: [row('more')] })),
    described: true,
  },
  'a row with 24 and 72 characters': {
    body: interactive(list({ rows: [{ id: '1', title: 't'.repeat(24), description: 'd'.repeat(72) }] })),
    described: true,
  },
  'a request for the location': {
    body: interactive({ type: 'location_request_message', body, action: { name: 'send_location' } }),
    described: false,
  },
  'a link button': {
    body: interactive({
      type: 'cta_url',
      body,
      action: { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://example.org/jobs/1' } },
    }),
    described: false,
  },
  'a request for the number': {
    body: interactive({ type: 'request_contact_info', body, action: { name: 'request_contact_info' } }),
    described: false,
  },
  'a picture by link': {
    body: { ...common, type: 'image', image: { link: 'https://example.org/a.png', caption: 'Here' } },
    described: true,
  },
  'a document by id': {
    body: { ...common, type: 'document', document: { id: '1', filename: 'a.pdf' } },
    described: true,
  },
  'a reaction': {
    body: { ...common, type: 'reaction', reaction: { message_id: 'wamid.A', emoji: '👍' } },
    described: true,
  },
}

const withoutTo = { messaging_product: 'whatsapp', recipient_type: 'individual', type: 'text', text: { body: 'Hi' } }

/** What is refused, with Meta's code. */
export const refusedBodies: Record<string, { body: unknown; code: number }> = {
  'no body at all': { body: undefined, code: 100 },
  'no messaging_product': { body: { to: '254700000001', type: 'text', text: { body: 'Hi' } }, code: 100 },
  'another product': { body: text('Hi', { messaging_product: 'sms' }), code: 100 },
  'nobody to send to': { body: withoutTo, code: 100 },
  'a business-scoped id in to': { body: text('Hi', { to: 'KE.abc123' }), code: 131009 },
  'a phone in recipient': { body: { ...withoutTo, recipient: '254700000001' }, code: 131009 },
  'an invented recipient_type': { body: text('Hi', { recipient_type: 'bsuid' }), code: 100 },
  'an unknown field': { body: text('Hi', { idempotency_key: '1' }), code: 100 },
  'an unknown field of the text': { body: { ...common, type: 'text', text: { body: 'Hi', colour: 'red' } }, code: 100 },
  'an unknown type': { body: { ...common, type: 'poll', poll: {} }, code: 131051 },
  'a text without its part': { body: { ...common, type: 'text' }, code: 100 },
  'a text without a body': { body: { ...common, type: 'text', text: {} }, code: 131008 },
  'a text of 4097 characters': { body: text('a'.repeat(4097)), code: 100 },
  'an outbox id of 513 characters': { body: text('Hi', { biz_opaque_callback_data: 'o'.repeat(513) }), code: 100 },
  'no button': { body: interactive(buttons()), code: 131009 },
  'four buttons': { body: interactive(buttons(reply('a'), reply('b'), reply('c'), reply('d'))), code: 131009 },
  'a button title of 21': { body: interactive(buttons(reply('a', 'x'.repeat(21)))), code: 131009 },
  'a button without a title': {
    body: interactive(buttons({ type: 'reply', reply: { id: 'a' } })),
    code: 131008,
  },
  'a button id of 257': { body: interactive(buttons(reply('x'.repeat(257), 'Yes'))), code: 131009 },
  'one title on two buttons': { body: interactive(buttons(reply('a', 'Yes'), reply('b', 'Yes'))), code: 131009 },
  'an interactive body of 1025': {
    body: interactive({ ...buttons(reply('a')), body: { text: 'b'.repeat(1025) } }),
    code: 131009,
  },
  'a footer of 61': { body: interactive({ ...buttons(reply('a')), footer: { text: 'f'.repeat(61) } }), code: 131009 },
  'an empty body': { body: interactive({ ...buttons(reply('a')), body: { text: ' ' } }), code: 131009 },
  'eleven rows over two sections': {
    body: interactive(list({ title: 'A', rows: rows(10) }, { title: 'B', rows: [row('more')] })),
    code: 131009,
  },
  'a row title of 25': { body: interactive(list({ rows: [row('a', 'x'.repeat(25))] })), code: 131009 },
  'a row description of 73': {
    body: interactive(list({ rows: [{ id: 'a', title: 'a', description: 'd'.repeat(73) }] })),
    code: 131009,
  },
  'two sections, one without a title': {
    body: interactive(list({ title: 'A', rows: [row('a')] }, { rows: [row('b')] })),
    code: 131009,
  },
  'one row id twice': { body: interactive(list({ rows: [row('a'), row('a')] })), code: 131009 },
  'a list button of 21': {
    body: interactive({ type: 'list', body, action: { button: 'x'.repeat(21), sections: [{ rows: rows(1) }] } }),
    code: 131009,
  },
  'a picture by id and link': {
    body: { ...common, type: 'image', image: { id: '1', link: 'https://example.org/a.png' } },
    code: 100,
  },
}
