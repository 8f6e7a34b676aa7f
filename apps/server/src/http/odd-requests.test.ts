import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { createHttpWorld, type HttpWorld } from './testing/http-world.ts'

/** Sends bytes as they are and gives what comes back until the server closes. */
const sendRaw = async ({ app }: HttpWorld, bytes: string): Promise<string> => {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  assert.ok(address !== null && typeof address === 'object')
  return new Promise((resolve, reject) => {
    const socket = connect(address.port, '127.0.0.1', () => socket.write(bytes))
    let answer = ''
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}
const get = (target: string, more = '') =>
  `GET ${target} HTTP/1.1\r\nhost: evil.example\r\naccept: text/html\r\n${more}connection: close\r\n\r\n`
const statusIn = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])

test('no address breaks a page or makes one that links to another site', async () => {
  await using world = await createHttpWorld()
  const targets = [
    '//',
    '///',
    '//evil.example/x',
    '/.//evil.example/x',
    '/\\evil.example',
    '/..//evil.example',
    '/%2f',
  ]
  for (const target of [...targets, '//[', '/jobs//evil.example', 'http://evil.example//evil.example/', '/?lang=%00']) {
    const answer = await sendRaw(world, get(target))
    assert.ok([200, 400, 404].includes(statusIn(answer)), `${target}: ${answer.slice(0, 40)}`)
    const path = /"path":"([^"]*)"/.exec(answer)?.[1] ?? '/'
    assert.match(path, /^\/(?![/\\])/, target)
  }
})

test('the name that a request calls the server by stands in no answer', async () => {
  await using world = await createHttpWorld()
  const names = 'x-forwarded-host: evil.example\r\nforwarded: host=evil.example\r\n'
  for (const target of ['/', '/jobs', '/employer', '/me', '/nothing', '/api/v1/session', '/jobs?lang=es'])
    assert.doesNotMatch(await sendRaw(world, get(target, names)), /evil\.example/, target)
})

test('nothing is shown of how the server is built, and no method reflects what it is sent', async () => {
  await using world = await createHttpWorld()
  const hidden = ['/.git/HEAD', '/.env', '/debug', '/server-status', '/documentation', '/docs', '/metrics']
  for (const target of [...hidden, '/assets/../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/package.json']) {
    const answer = await sendRaw(world, get(target))
    assert.equal(statusIn(answer), 404, target)
    assert.doesNotMatch(answer, /fastify|node_modules|x-powered-by|\r\nserver:/i, target)
  }
  for (const method of ['TRACE', 'OPTIONS', 'PATCH', 'PROPFIND', 'CONNECT']) {
    const answer = await sendRaw(
      world,
      `${method} / HTTP/1.1\r\nhost: a\r\nx-canary: canary\r\nconnection: close\r\n\r\n`,
    )
    assert.ok(answer === '' || [400, 404].includes(statusIn(answer)), `${method}: ${answer.slice(0, 40)}`)
    assert.doesNotMatch(answer, /canary|access-control/i, method)
  }
})

test('a request that two servers could read as two is refused', async () => {
  await using world = await createHttpWorld()
  const head = 'POST /api/v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n'
  const twice = [
    'content-length: 2\r\ncontent-length: 3\r\n\r\n{}x',
    'content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    'transfer-encoding: chunked, identity\r\n\r\n{}',
    'content-length: -1\r\n\r\n{}',
    'content-length: 2, 2\r\n\r\n{}',
  ]
  for (const rest of twice) assert.equal(statusIn(await sendRaw(world, head + rest)), 400, rest)
})
