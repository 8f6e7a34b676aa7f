import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchReach } from './reach.ts'

const never = new Promise<never>(() => undefined)
const unavailable = { name: 'StoreUnavailable' }
const turns = async () => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

test('what waits for a database that does not answer is given up after a second and a half, later work at once', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  using reach = watchReach(() => never)
  const waiting = reach.within(() => never)
  t.mock.timers.tick(500)
  t.mock.timers.tick(1000)
  await assert.rejects(waiting, unavailable)
  let ran = false
  const late = reach.within(async () => {
    ran = true
  })
  await assert.rejects(late, unavailable)
  assert.equal(ran, false)
})

test('work goes on as soon as the database answers again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let answers = false
  using reach = watchReach(() => (answers ? Promise.resolve() : Promise.reject(new Error('refused'))))
  t.mock.timers.tick(500)
  await turns()
  await assert.rejects(
    reach.within(async () => 'read'),
    unavailable,
  )
  answers = true
  t.mock.timers.tick(500)
  await turns()
  assert.equal(await reach.within(async () => 'read'), 'read')
})
