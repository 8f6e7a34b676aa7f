import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recipient, SendResult } from '@rolecall/core/ports/messenger'
import { createMessenger, readRequest } from './client.ts'
import { type Answer, answerFault, answerJson, fakeGraph } from './testing/fake-graph.ts'
import { isAbsent, openDescription } from './testing/openapi.ts'

const phone = { waId: '254700000001' }

function messengerAt(url: string) {
  return createMessenger({
    graphUrl: `${url}/v26.0`,
    accessToken: 'secret-token',
    timeoutMs: 300,
    userAgent: 'Rolecall',
  })
}

async function sendTo(answer: Answer, to: Recipient = phone): Promise<SendResult> {
  await using graph = await fakeGraph(answer)
  return await messengerAt(graph.url).send('106', to, { type: 'text', body: 'Hello' }, 'out_1')
}

test("a message goes to the business number's path with token and user agent", async () => {
  await using graph = await fakeGraph(answerJson(200, { messages: [{ id: 'wamid.1' }] }))
  await messengerAt(graph.url).send('106', phone, { type: 'text', body: 'Hello' }, 'out_1')
  const [{ method, path, headers, body } = assert.fail()] = graph.received
  assert.deepEqual(
    [method, path, headers.authorization, headers['user-agent']],
    ['POST', '/v26.0/106/messages', 'Bearer secret-token', 'Rolecall'],
  )
  assert.deepEqual(body, {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '254700000001',
    biz_opaque_callback_data: 'out_1',
    type: 'text',
    text: { body: 'Hello' },
  })
})

test('an accepted message has an id, and the phone that WhatsApp knows', async () => {
  const contacts = [{ input: '5511987654321', wa_id: '551187654321' }]
  const result = await sendTo(answerJson(200, { contacts, messages: [{ id: 'wamid.1', message_status: 'accepted' }] }))
  assert.deepEqual(result, { outcome: 'accepted', wamid: 'wamid.1', waId: '551187654321' })
})

test('a message to a user id is accepted without a phone', async () => {
  const contacts = [{ input: 'KE.1a', user_id: 'KE.1a' }]
  const result = await sendTo(answerJson(200, { contacts, messages: [{ id: 'wamid.1' }] }), { userId: 'KE.1a' })
  assert.deepEqual(result, { outcome: 'accepted', wamid: 'wamid.1', userId: 'KE.1a' })
})

test('a refusal is judged by its code, and told in the words of its details', async () => {
  const result = await sendTo(answerFault(400, 131047, { error_data: { details: 'more than 24 hours' } }))
  const expected = { outcome: 'refused', reaction: 'use-template', code: 131047, details: 'more than 24 hours' }
  assert.deepEqual(result, expected)
})

test('an answer that says when to come again is heard', async () => {
  const fault = { error: { message: 'm', code: 130429 } }
  const result = await sendTo(answerJson(429, fault, { 'retry-after': '90' }))
  assert.deepEqual(result, {
    outcome: 'refused',
    reaction: 'retry-later',
    code: 130429,
    details: 'm',
    retryAfterMs: 90_000,
  })
})

test('a gateway in trouble is tried again later', async () => {
  const result = await sendTo((response) => response.writeHead(502).end('<html>Bad gateway</html>'))
  assert.ok(result.outcome === 'refused')
  assert.deepEqual([result.reaction, result.code], ['retry-later', 0])
})

const lost: [claim: string, answer: Answer, fault: string][] = [
  ['an answer that never comes', () => {}, 'TIMEOUT'],
  ['a connection cut after the request', (response) => response.socket?.destroy(), 'UND_ERR_SOCKET'],
  [
    'an answer cut in its middle',
    (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"mess')
      setImmediate(() => response.socket?.destroy())
    },
    'UND_ERR_SOCKET',
  ],
  ['a redirect', (response) => response.writeHead(307, { location: '/elsewhere' }).end(), 'UNKNOWN'],
  ['a success without a message id', answerJson(200, {}), 'no-message-id'],
]
for (const [claim, answer, fault] of lost) {
  test(`${claim} leaves the outcome unknown, and says what happened`, async () => {
    assert.deepEqual(await sendTo(answer), { outcome: 'unknown', fault })
  })
}

test('where nobody listens nothing has left, and the message may be sent again', async () => {
  const graph = await fakeGraph(() => {})
  await graph[Symbol.asyncDispose]()
  const result = await messengerAt(graph.url).send('106', phone, { type: 'text', body: 'Hello' }, 'out_1')
  assert.deepEqual(result, { outcome: 'refused', reaction: 'retry-later', code: 0, details: 'ECONNREFUSED' })
})

test('a host that does not exist is tried again later', async () => {
  const messenger = messengerAt('http://graph.invalid')
  const result = await messenger.send('106', phone, { type: 'text', body: 'Hello' }, 'out_1')
  assert.ok(result.outcome === 'refused' && result.reaction === 'retry-later')
})

test('a message over a fixed limit does not leave', async () => {
  await using graph = await fakeGraph(answerJson(200, {}))
  const result = await messengerAt(graph.url).send('106', phone, { type: 'buttons', body: 'b', buttons: [] }, 'out_1')
  assert.ok(result.outcome === 'refused' && result.reaction === 'bug')
  assert.deepEqual(graph.received, [])
})

test('a message is marked as read, and shows that an answer is being written', async () => {
  await using graph = await fakeGraph(answerJson(200, { success: true }))
  assert.deepEqual(await messengerAt(graph.url).markRead('106', 'wamid.1', true), { outcome: 'marked' })
  const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.1' }
  assert.deepEqual(graph.received[0]?.body, { ...read, typing_indicator: { type: 'text' } })
})

test('a message that cannot be marked as read is told with its reason', async () => {
  await using graph = await fakeGraph(answerFault(401, 190))
  const result = await messengerAt(graph.url).markRead('106', 'wamid.1', false)
  assert.ok(result.outcome === 'refused' && result.reaction === 'stop-all')
})

test("the read mark fits Meta's own description", { skip: isAbsent }, () => {
  const validate = openDescription()('MarkMessageRequestPayload')
  assert.ok(validate(readRequest('wamid.1', true)) && validate(readRequest('wamid.1', false)))
})
