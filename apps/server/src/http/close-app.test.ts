import assert from 'node:assert/strict'
import { Agent, get } from 'node:http'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import Fastify from 'fastify'
import { closeApp } from './close-app.ts'

test('a request under way is answered and its connection let go, however long connections are kept alive', async () => {
  const app = Fastify({ keepAliveTimeout: 30_000 })
  const arrived = Promise.withResolvers<void>()
  const released = Promise.withResolvers<string>()
  app.get('/slow', () => {
    arrived.resolve()
    return released.promise
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const answered = new Promise<number | undefined>((resolve) =>
    get(`${url}/slow`, { agent: new Agent({ keepAlive: true }) }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    }),
  )
  await arrived.promise
  const startedAt = performance.now()
  const closed = closeApp(app)
  while (app.server.listening) await setImmediate()
  released.resolve('done')
  assert.equal(await answered, 200)
  await closed
  assert.ok(performance.now() - startedAt < 10_000)
})
