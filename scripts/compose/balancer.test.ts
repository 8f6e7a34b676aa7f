import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { freePort } from '@rolecall/test-servers/free-port'
import { makeAuthority } from '../../packages/adapters/src/test-certificates.ts'
import { type Balancer, balancerFile as file, startBalancer } from './balancer.ts'
import { startNameServer } from './name-server.ts'
import { until } from './until.ts'

const { HAPROXY } = process.env

/** The balancer of compose.yaml itself, before servers on addresses of this machine that a name server tells, as Docker's does. */
describe('the balancer', { skip: HAPROXY === undefined && 'no HAPROXY' }, () => {
  const addresses: Record<string, readonly string[]> = { web: [], phones: [] }
  let names: Awaited<ReturnType<typeof startNameServer>>
  let balancer: Balancer | undefined
  let port = 0
  before(async () => {
    names = await startNameServer((name) => addresses[name] ?? [])
    port = await freePort()
    balancer = await startBalancer(names.address, port)
  })
  after(async () => {
    await balancer?.[Symbol.asyncDispose]()
    await names[Symbol.asyncDispose]()
  })

  const ask = (path: string, headers = {}) => fetch(`http://127.0.0.1:${balancer?.port}${path}`, { headers })
  const askTimes = (times: number) =>
    Promise.all(Array.from({ length: times }, async () => (await ask('/jobs')).text()))
  const tellsWhoItIs =
    (address: string): RequestListener =>
    (request, response) =>
      response.end(request.url === '/readyz' ? 'ready' : `${address} ${request.headers['x-forwarded-for']}`)

  test('HAProxy has nothing against its settings', () => {
    const { stderr, status } = spawnSync(HAPROXY ?? '', ['-c', '-f', file], { env: {}, encoding: 'utf8' })
    assert.deepEqual([status, stderr.replaceAll(/^\[NOTICE\].*$/gm, '').trim()], [0, ''])
  })

  test('with HTTPS=1 it serves with the certificates of the folder, and sends there who comes without', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'certificates-'))
    const { server } = makeAuthority('127.0.0.1')
    writeFileSync(join(folder, 'jobs.example.org.pem'), `${server.cert}\n${server.key}`)
    const securePort = await freePort()
    const settings = { HTTPS: '1', CERTIFICATES: folder, LISTEN_HTTPS: `127.0.0.1:${securePort}` }
    await using secure = await startBalancer(names.address, port, settings)

    const plain = await fetch(`http://127.0.0.1:${secure.port}/jobs?q=x`, { redirect: 'manual' })
    assert.equal(plain.status, 308)
    assert.equal(plain.headers.get('location'), `https://127.0.0.1:${secure.port}/jobs?q=x`)
    const request = get({ port: securePort, path: '/jobs', rejectUnauthorized: false })
    const [answer] = await once(request, 'response')
    assert.equal(answer.statusCode, 503, 'no server stands behind it')
    answer.resume()
    rmSync(folder, { recursive: true })
  })

  test('with no server ready it asks to come again, instead of hanging', async () => {
    const answer = await ask('/jobs')
    assert.equal(answer.status, 503)
    assert.equal(answer.headers.get('retry-after'), '2')
  })

  test('it finds the servers as they come, shares among them, and says whom it speaks for', async () => {
    await using one = await listen(port, '127.0.0.11', tellsWhoItIs('one'))
    await using two = await listen(port, '127.0.0.12', tellsWhoItIs('two'))
    addresses.web = [one.address, two.address]
    await until(async () => new Set(await askTimes(20)).size === 2)
    assert.deepEqual(new Set(await askTimes(20)), new Set(['one 127.0.0.1', 'two 127.0.0.1']))
    const forged = await (await ask('/jobs', { 'x-forwarded-for': '203.0.113.9' })).text()
    assert.match(forged, /203\.0\.113\.9, 127\.0\.0\.1$/, 'what a client says stands before, where it is not believed')
  })

  test('a server that stops to listen costs no request', async () => {
    const gone = await listen(port, '127.0.0.11', tellsWhoItIs('one'))
    await using stays = await listen(port, '127.0.0.12', tellsWhoItIs('two'))
    addresses.web = [gone.address, stays.address]
    await until(async () => new Set(await askTimes(20)).size === 2)
    await gone[Symbol.asyncDispose]()
    const answers = await askTimes(40)
    assert.deepEqual(new Set(answers), new Set(['two 127.0.0.1']))
  })

  test('a server that is not ready gets no request, though it answers', async () => {
    let ready = true
    const drains: RequestListener = (request, response) => {
      response.statusCode = request.url === '/readyz' && !ready ? 503 : 200
      response.end('drains')
    }
    await using one = await listen(port, '127.0.0.13', drains)
    await using two = await listen(port, '127.0.0.12', tellsWhoItIs('two'))
    addresses.web = [one.address, two.address]
    await until(async () => new Set(await askTimes(20)).size === 2)
    ready = false
    await until(async () => !(await askTimes(20)).includes('drains'))
    assert.deepEqual(new Set(await askTimes(20)), new Set(['two 127.0.0.1']))
  })

  test('a look-alike is asked for its pages where there is one, and a web server where there is none', async () => {
    await using web = await listen(port, '127.0.0.12', tellsWhoItIs('web'))
    addresses.web = [web.address]
    await until(async () => (await ask('/simulator/')).status === 200)
    assert.match(await (await ask('/simulator/')).text(), /^web/)
    await using phones = await listen(port, '127.0.0.14', tellsWhoItIs('phones'))
    addresses.phones = [phones.address]
    await until(async () => (await (await ask('/simulator/')).text()).startsWith('phones'))
    assert.match(await (await ask('/jobs')).text(), /^web/)
    addresses.phones = []
  })

  test('server-sent events pass as they are sent', async () => {
    const sends: RequestListener = (request, response) => {
      if (request.url !== '/events') return response.end('ready')
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
    }
    await using web = await listen(port, '127.0.0.15', sends)
    addresses.web = [web.address]
    await until(async () => (await ask('/jobs')).status === 200)
    const stopped = new AbortController()
    const stream = await fetch(`http://127.0.0.1:${balancer?.port}/events`, { signal: stopped.signal })
    const first = await stream.body?.getReader().read()
    assert.equal(new TextDecoder().decode(first?.value), 'data: 1\n\n')
    stopped.abort()
  })

  test('a connection may be silent for longer than server-sent events are', () => {
    const beatMs = Number(
      /beatMs = ([\d_]+)/
        .exec(readFileSync(join(import.meta.dirname, '../../apps/server/src/http/employer/events.ts'), 'utf8'))?.[1]
        ?.replace('_', ''),
    )
    for (const side of ['client', 'server'])
      assert.ok(Number(new RegExp(`timeout ${side} (\\d+)s`).exec(readFileSync(file, 'utf8'))?.[1]) * 1000 > 2 * beatMs)
  })
})

const listen = async (port: number, address: string, listener: RequestListener) => {
  const server = createServer(listener).listen(port, address)
  await once(server, 'listening')
  return { address, [Symbol.asyncDispose]: () => close(server) }
}

const close = async (server: Server): Promise<void> => {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
