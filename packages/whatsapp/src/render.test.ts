import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutgoingMessage } from '@rolecall/core/ports/messenger'
import { render } from './render.ts'

const to = { waId: '254700000001' }
const yes = { id: 'yes', title: 'Yes' }
const row = { id: 'job_1', title: 'Cook' }

function request(message: OutgoingMessage): unknown {
  const {
    messaging_product,
    recipient_type,
    to: phone,
    biz_opaque_callback_data,
    ...part
  } = render(message, to, 'out_1')
  assert.deepEqual(
    [messaging_product, recipient_type, phone, biz_opaque_callback_data],
    ['whatsapp', 'individual', to.waId, 'out_1'],
  )
  return part
}

test('a text is its body', () => {
  assert.deepEqual(request({ type: 'text', body: 'Hello' }), { type: 'text', text: { body: 'Hello' } })
})

test('buttons are replies under a body', () => {
  const part = request({ type: 'buttons', body: 'Agree?', footer: 'Write STOP to leave', buttons: [yes] })
  const interactive = {
    type: 'button',
    body: { text: 'Agree?' },
    footer: { text: 'Write STOP to leave' },
    action: { buttons: [{ type: 'reply', reply: yes }] },
  }
  assert.deepEqual(part, { type: 'interactive', interactive })
})

test('a list opens by its button, and empty sections are left out', () => {
  const sections = [{ rows: [{ ...row, description: 'KSh 1,200 a day' }] }, { title: 'Check one thing', rows: [] }]
  const interactive = {
    type: 'list',
    body: { text: 'Jobs' },
    action: { button: 'See jobs', sections: [{ rows: [{ ...row, description: 'KSh 1,200 a day' }] }] },
  }
  const part = request({ type: 'list', body: 'Jobs', button: 'See jobs', sections })
  assert.deepEqual(part, { type: 'interactive', interactive })
})

test('of several sections each has a title', () => {
  const sections = [{ title: 'Fits', rows: [row] }, { rows: [{ ...row, id: 'job_2' }] }]
  const part = JSON.stringify(request({ type: 'list', body: 'Jobs', button: 'See jobs', sections }))
  assert.match(part, /"title":"Fits".*"title":"-","rows"/)
})

test('a location is asked for', () => {
  const interactive = {
    type: 'location_request_message',
    body: { text: 'Where?' },
    action: { name: 'send_location' },
  }
  assert.deepEqual(request({ type: 'location-request', body: 'Where?' }), { type: 'interactive', interactive })
})

test('a link stands behind its label', () => {
  const part = request({ type: 'link', body: 'Your data', label: 'Open', url: 'https://example.org/d/1' })
  const parameters = { display_text: 'Open', url: 'https://example.org/d/1' }
  const action = { name: 'cta_url', parameters }
  assert.deepEqual(part, { type: 'interactive', interactive: { type: 'cta_url', body: { text: 'Your data' }, action } })
})

test("a template's parameters go by name, its buttons by index", () => {
  const part = request({
    type: 'template',
    name: 'new_jobs',
    language: 'es-MX',
    parameters: [{ name: 'first_name', value: 'Luz' }],
    buttons: [{ index: 0, payload: 'jobs' }],
    urlSuffix: { index: 1, value: 'job_1-cook' },
  })
  const components = [
    { type: 'body', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'Luz' }] },
    { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'jobs' }] },
    { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'job_1-cook' }] },
  ]
  assert.deepEqual(part, { type: 'template', template: { name: 'new_jobs', language: { code: 'es_MX' }, components } })
})

test('the phone wins over the user id, which never stands in `to`', () => {
  const text: OutgoingMessage = { type: 'text', body: 'Hello' }
  const addressed = [
    { waId: '2547', userId: 'KE.1a' },
    { userId: 'KE.1a' },
    { userId: 'KE.ENT.1a' },
    { waId: '', userId: 'KE.1a' },
  ].map((recipient) => {
    const { to: phone, recipient: userId } = render(text, recipient, 'out_1')
    return [phone, userId]
  })
  assert.deepEqual(addressed, [
    ['2547', undefined],
    [undefined, 'KE.1a'],
    [undefined, 'KE.ENT.1a'],
    [undefined, 'KE.1a'],
  ])
})

for (const [claim, recipient] of [
  ['nobody', {}],
  ['a user id in place of the phone', { waId: 'KE.1a' }],
  ['a phone in place of the user id', { userId: '254700000001' }],
] as const) {
  test(`${claim} is refused as a recipient`, () => {
    assert.throws(() => render({ type: 'text', body: 'Hello' }, recipient, 'out_1'), RangeError)
  })
}

test('a blank body, row or parameter is a dash rather than a refusal', () => {
  assert.deepEqual(request({ type: 'text', body: ' \n' }), { type: 'text', text: { body: '-' } })
  const list = request({ type: 'list', body: '', button: 'See', sections: [{ rows: [{ id: '1', title: ' ' }] }] })
  assert.match(JSON.stringify(list), /"text":"-".*"title":"-"/)
})

test('breaks, tabs and runs of spaces in a parameter become one space', () => {
  const parameters = [{ name: 'reason', value: ' They need\n\nweekends;\tyou     said no ' }]
  const part = request({ type: 'template', name: 'no', language: 'en', parameters })
  assert.match(JSON.stringify(part), /"They need weekends; you said no"/)
})

const buttons = (...titles: string[]): OutgoingMessage => ({
  type: 'buttons',
  body: 'b',
  buttons: titles.map((title, i) => ({ id: `${i}`, title })),
})
const list = (count: number, id = (i: number) => `${i}`): OutgoingMessage => ({
  type: 'list',
  body: 'b',
  button: 'See',
  sections: [{ rows: Array.from({ length: count }, (_, i) => ({ id: id(i), title: 't' })) }],
})
const template = (parts: object): OutgoingMessage => ({
  type: 'template',
  name: 'n',
  language: 'en',
  parameters: [],
  ...parts,
})
const thrown: [what: string, message: OutgoingMessage, names: RegExp][] = [
  ['no button', buttons(), /0 buttons, between 1 and 3/],
  ['four buttons', buttons('a', 'b', 'c', 'd'), /4 buttons, between 1 and 3/],
  ['a button title of 21 characters', buttons('a'.repeat(21)), /21 characters, at most 20/],
  ['an empty button title', buttons(''), /title of a button is empty/],
  ['two buttons of one title', buttons('a', 'a'), /titles of buttons are not distinct/],
  ['no row', list(0), /0 rows, between 1 and 10/],
  ['eleven rows', list(11), /11 rows, between 1 and 10/],
  ['a row id of 201 characters', list(1, () => 'a'.repeat(201)), /at most 200/],
  ['two rows of one id', list(2, () => 'a'), /ids of rows are not distinct/],
  ['a label of 21 characters', { type: 'link', body: 'b', label: 'a'.repeat(21), url: 'https://a.b' }, /at most 20/],
  ['a link that is none', { type: 'link', body: 'b', label: 'a', url: 'javascript:alert(1)' }, /no web address/],
  ['a template name in capitals', template({ name: 'New-Jobs' }), /is no name/],
  ['a language in words', template({ language: 'Spanish' }), /is no language/],
  ['a parameter twice', template({ parameters: [1, 2].map(() => ({ name: 'a', value: 'b' })) }), /not distinct/],
  ['an eleventh template button', template({ buttons: [{ index: 10, payload: 'a' }] }), /from 0 to 9/],
  ['a space in the end of a link', template({ urlSuffix: { index: 0, value: 'a b' } }), /holds a space/],
]
for (const [what, message, names] of thrown) {
  test(`${what} throws and names the limit`, () => {
    assert.throws(() => render(message, to, 'out_1'), { name: 'RangeError', message: names })
  })
}

test('an outbox id longer than its field throws', () => {
  assert.throws(() => render({ type: 'text', body: 'b' }, to, 'o'.repeat(513)), /at most 512/)
})
