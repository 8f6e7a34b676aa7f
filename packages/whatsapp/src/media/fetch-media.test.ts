import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { MediaResult } from '@rolecall/core/ports/messenger'
import { createMessenger } from '../client.ts'
import { type Answer, answerFault, answerJson, type FakeGraph, fakeGraph } from '../testing/fake-graph.ts'

const voice = Buffer.concat([Buffer.from('OggS\x00\x02'), Buffer.alloc(1_000, 7)])
const digest = createHash('sha256').update(voice).digest()

/** A server where media 77 has these answers: its address with `about` in it, and what lies there. */
async function mediaServer(about: object, load: Answer): Promise<FakeGraph> {
  const graph: FakeGraph = await fakeGraph((response, received) => {
    if (received.path.startsWith('/file')) return load(response, received)
    const known = { url: `${graph.url}/file`, mime_type: 'audio/ogg; codecs=opus', id: '77', file_size: voice.length }
    return answerJson(200, { ...known, ...about })(response, received)
  })
  return graph
}

function fetchFrom(graph: FakeGraph, url = graph.url): Promise<MediaResult> {
  const options = { graphUrl: `${url}/v26.0`, accessToken: 'secret-token', timeoutMs: 1_000, userAgent: 'Rolecall' }
  return createMessenger(options).fetchMedia('106', '77')
}

const bytes =
  (body: Buffer): Answer =>
  (response) =>
    response.end(body)

test('media is fetched in two steps, both with token and user agent', async () => {
  await using graph = await mediaServer({ sha256: digest.toString('base64') }, bytes(voice))
  const result = await fetchFrom(graph)
  assert.ok(result.outcome === 'fetched')
  assert.deepEqual([result.mimeType, result.sha256], ['audio/ogg', digest.toString('hex')])
  assert.ok(voice.equals(result.bytes))
  assert.deepEqual(
    graph.received.map(({ path, headers }) => [path, headers.authorization, headers['user-agent']]),
    [
      ['/v26.0/77?phone_number_id=106', 'Bearer secret-token', 'Rolecall'],
      ['/file', 'Bearer secret-token', 'Rolecall'],
    ],
  )
})

test('a checksum may be written in hex, and a size as a string', async () => {
  await using graph = await mediaServer({ sha256: digest.toString('hex'), file_size: '1006' }, bytes(voice))
  assert.equal((await fetchFrom(graph)).outcome, 'fetched')
})

test('bytes that do not fit their checksum are fetched once more, then given up as damaged', async () => {
  await using graph = await mediaServer({ sha256: digest.toString('hex') }, bytes(Buffer.from('OggS other')))
  assert.equal((await fetchFrom(graph)).outcome, 'damaged')
  assert.equal(graph.received.length, 4)
})

test('what is announced as too large is not loaded', async () => {
  await using graph = await mediaServer({ file_size: 17 * 1024 * 1024 }, bytes(voice))
  assert.deepEqual(await fetchFrom(graph), { outcome: 'too-large' })
  assert.equal(graph.received.length, 1)
})

test('what turns out too large is not loaded to its end', async () => {
  const endless: Answer = (response) => {
    const chunk = Buffer.alloc(256 * 1024, 7)
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', more)
    more()
  }
  await using graph = await mediaServer({ mime_type: 'image/webp', file_size: 10 }, endless)
  assert.deepEqual(await fetchFrom(graph), { outcome: 'too-large' })
})

test('a type that WhatsApp does not carry is not loaded', async () => {
  await using graph = await mediaServer({ mime_type: 'application/x-msdownload' }, bytes(voice))
  assert.deepEqual(await fetchFrom(graph), { outcome: 'not-allowed' })
  assert.equal(graph.received.length, 1)
})

test('bytes of another kind than any picture are not taken for one', async () => {
  await using graph = await mediaServer({ mime_type: 'image/jpeg' }, bytes(Buffer.from('MZ\x90\x00')))
  assert.deepEqual(await fetchFrom(graph), { outcome: 'not-allowed' })
})

test('an address that has lapsed is asked for again', async () => {
  let calls = 0
  const lapsedOnce: Answer = (response) => (calls++ === 0 ? response.writeHead(404).end() : response.end(voice))
  await using graph = await mediaServer({}, lapsedOnce)
  assert.equal((await fetchFrom(graph)).outcome, 'fetched')
})

test('media that is no longer there is gone', async () => {
  await using graph = await fakeGraph(answerFault(400, 100, { error_subcode: 33 }))
  assert.deepEqual(await fetchFrom(graph), { outcome: 'gone' })
})

test('an invalid token stops all, a server in trouble is asked later', async () => {
  await using refusing = await fakeGraph(answerFault(401, 190))
  await using troubled = await mediaServer({}, (response) => response.writeHead(503).end())
  const results = await Promise.all([fetchFrom(refusing), fetchFrom(troubled)])
  const reactions = results.map((result) => result.outcome === 'refused' && result.reaction)
  assert.deepEqual(reactions, ['stop-all', 'retry-later'])
})

test('the token does not follow to a file behind another protocol', async () => {
  await using graph = await mediaServer({ url: 'ftp://files.example/77' }, bytes(voice))
  const result = await fetchFrom(graph)
  assert.ok(result.outcome === 'refused')
  assert.equal(graph.received.length, 1)
})
