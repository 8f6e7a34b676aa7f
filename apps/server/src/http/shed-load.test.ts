import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import { shedLoad } from './shed-load.ts'

/** An app whose thread's CPU time and turns the test makes. */
const createBusyApp = () => {
  const app = Fastify()
  const load: { cpu: number; elapsed: number; endTurn: () => void } = { cpu: 0, elapsed: 0, endTurn: () => undefined }
  const afterTurn = (done: () => void) => {
    load.endTurn = done
  }
  const waiting = Promise.withResolvers<string>()
  app.register(async (site) => {
    shedLoad(site, { cpuMs: () => load.cpu, elapsedMs: () => load.elapsed, afterTurn })
    site.get('/page', async () => 'page')
    site.get('/slow', () => waiting.promise)
    site.get('/livez', { config: { limit: 'none' } }, async () => 'alive')
  })
  app.post('/webhooks', async () => 'kept')
  return { app, load, release: () => waiting.resolve('done') }
}

test('once a turn of the loop has worked too long, people are turned away with a time to come again, webhooks are not', async () => {
  const { app, load } = createBusyApp()
  assert.equal((await app.inject('/page')).statusCode, 200)
  load.cpu += 76
  load.elapsed += 76
  const refused = await app.inject('/page')
  assert.equal(refused.statusCode, 503)
  assert.equal(refused.headers['retry-after'], '2')
  assert.match(String(refused.headers['content-type']), /^application\/problem\+json/)
  assert.equal((await app.inject({ method: 'POST', url: '/webhooks' })).statusCode, 200)
  assert.equal((await app.inject('/livez')).statusCode, 200)
  load.endTurn()
  assert.equal((await app.inject('/page')).statusCode, 200)
})

test('a turn that lasted long since others had the machine turns nobody away', async () => {
  const { app, load } = createBusyApp()
  assert.equal((await app.inject('/page')).statusCode, 200)
  load.elapsed += 500
  load.cpu += 10
  assert.equal((await app.inject('/page')).statusCode, 200)
})

test('work of earlier turns counts for some milliseconds at most', async () => {
  const { app, load } = createBusyApp()
  for (let turn = 0; turn < 20; turn += 1) {
    assert.equal((await app.inject('/page')).statusCode, 200)
    load.cpu += 40
    load.elapsed += 40
    assert.equal((await app.inject('/page')).statusCode, 200)
    load.endTurn()
  }
})

test('no more than four hundred requests are under way, and each that ends lets another in', async () => {
  const { app, release } = createBusyApp()
  const slow = Array.from({ length: 400 }, () => app.inject('/slow').then((answer) => answer))
  while ((await app.inject('/page')).statusCode !== 503) await new Promise((resolve) => setImmediate(resolve))
  release()
  for (const answer of await Promise.all(slow)) assert.equal(answer.statusCode, 200)
  assert.equal((await app.inject('/page')).statusCode, 200)
})
