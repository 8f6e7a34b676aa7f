import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { sign } from '@rolecall/whatsapp/signature'
import Fastify, { type FastifyInstance } from 'fastify'
import { silentLog } from '../../log.ts'
import { webhookRoutes } from '../whatsapp/webhook.ts'
import { sameOrigin } from './employer-client.ts'
import { createHttpWorld, quickPasswords } from './http-world.ts'

/** Sends the edge bodies that no client of ours makes, in a process of its own, and prints what became of them. */
const count = Number(process.argv[2])
const seed = Number(process.env.FUZZ_SEED ?? 20_261_128)
/** Each so many goes over a real socket, where lengths can lie. */
const perSocket = 50
const secret = 'a secret of the app'

let state = seed
/** mulberry32: the same numbers for the same seed. */
const chance = (below: number): number => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
}
const pick = <T>(from: readonly T[]): T => from[chance(from.length)] as T

const whole = JSON.stringify({ email: 'a@example.org', password: 'x', n: [1, { a: null }], text: 'é👩🏽‍🍳"\\' })
const bomb = gzipSync(Buffer.alloc(1 << 20, 32))
const kinds: readonly (() => Buffer)[] = [
  () => Buffer.from(whole.slice(0, chance(whole.length))),
  () => Buffer.from(whole, pick(['utf16le', 'latin1', 'base64', 'hex'] as const)),
  () => Buffer.from(Array.from({ length: chance(200) }, () => chance(256))),
  () => {
    const bytes = Buffer.from(whole)
    bytes[chance(bytes.length)] = chance(256)
    return bytes
  },
  () => Buffer.from(pick(['[', '{"a":', '[{"a":']).repeat(chance(3000))),
  () => Buffer.from(`{"email":${pick(['1e999', '-1e400', '9'.repeat(chance(2000)), '0x1', 'NaN', '-', '01', '1.'])}}`),
  () => Buffer.from('{"email":"a","\\u0065mail":"b","password":"x"}'),
  () => Buffer.from(`{"email":"\\ud800","password":"${pick(['\\udfff', '\\u0000', '\\x'])}"}`),
  () => Buffer.from(`\ufeff${whole}`),
  () => Buffer.from(pick(['null', 'true', '0', '""', '[]', '{}', ' ', '\0', "{'a':1}", '{a:1}', '{"a":1,}', '//'])),
  () => Buffer.from(`{"__proto__":{"a":1},"constructor":{"prototype":{"b":${chance(9)}}}}`),
  () => bomb,
]
const types = [
  'application/json',
  'application/json; charset=utf-16',
  'text/json',
  'multipart/form-data',
  '',
  'a/b/c',
  'application/json;;',
]
const encodings = [undefined, undefined, undefined, 'gzip', 'br', 'x-unknown', 'gzip, gzip']
const urls = [
  '/api/v1/session',
  '/api/v1/sign-ups',
  '/api/v1/password/reset',
  '/me/sign-in',
  '/webhooks/whatsapp',
  '/webhooks/whatsapp',
]

const send = async (): Promise<number> => {
  const [payload, url, type, encoding] = [
    pick(kinds)(),
    pick(urls),
    chance(3) > 0 ? types[0] : pick(types),
    pick(encodings),
  ]
  const { statusCode } = await serverOf(url).inject({
    method: 'POST',
    url,
    payload,
    remoteAddress: `10.${chance(256)}.${chance(256)}.${chance(256)}`,
    headers: {
      ...sameOrigin,
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
      ...(chance(2) === 0 ? { 'x-hub-signature-256': sign(payload, secret) } : { 'x-hub-signature-256': 'sha256=00' }),
    },
  })
  return statusCode
}

/** A body whose length is not what its head says; 0 where the server hung up without a word. */
const sendRaw = (): Promise<number> =>
  new Promise((resolve) => {
    const [url, body] = [pick(urls), pick(kinds)().subarray(0, 2000)]
    const length = pick([
      body.length,
      Math.max(0, body.length - 1 - chance(9)),
      -1,
      'x',
      '1e3',
      `${body.length}\r\ncontent-length: 7`,
    ])
    const head = `POST ${url} HTTP/1.1\r\nhost: a\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n`
    let answer = ''
    const socket = connect(portOf(serverOf(url)), '127.0.0.1', () => {
      socket.write(head)
      socket.end(body)
    })
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)))
  })

const heap = (): number => {
  global.gc?.()
  return process.memoryUsage().heapUsed
}

await using world = await createHttpWorld({ inMemory: true, passwords: quickPasswords })
// `buildApp` is ready before it is handed out: the webhooks, which the wiring adds first, get a server of their own.
const hooks = Fastify()
// What a good signature lets through is not kept: the growth of the store is not what is measured.
await hooks.register(webhookRoutes, {
  inbox: { keep: async () => 'committed' },
  log: silentLog,
  appSecret: secret,
  verifyToken: 'x',
})
const apps = [world.app, hooks]
for (const each of apps) await each.listen({ host: '127.0.0.1', port: 0 })
const portOf = (each: FastifyInstance): number => {
  const address = each.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('not listening')
  return address.port
}
const serverOf = (url: string): FastifyInstance => (url.startsWith('/webhooks') ? hooks : world.app)
const statuses: Record<string, number> = {}
const note = (status: number): void => {
  statuses[status] = (statuses[status] ?? 0) + 1
}
for (let sent = 0, before = 0; sent <= count; sent += 1) {
  // The first tenth warms up: code is compiled, limits have their first keys.
  if (sent === Math.floor(count / 10)) before = heap()
  if (sent === count) {
    const health = await world.app.inject('/readyz')
    if (health.statusCode !== 200) throw new Error(`not ready: ${health.body}`)
    console.log(JSON.stringify({ sent, statuses, grownBytes: heap() - before, seed }))
    break
  }
  note(sent % perSocket === 0 ? await sendRaw() : await send())
}
await hooks.close()
