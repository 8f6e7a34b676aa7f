import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
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

test('of what was answered nothing is left with whoever watches the database', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  using reach = watchReach(async () => undefined)
  const heldAfter = async (calls: number) => {
    for (let call = 0; call < calls; call += 1) await reach.within(async () => call)
    await turns()
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = await heldAfter(1000)
  // A promise that all raced held 250 bytes of each.
  assert.ok((await heldAfter(20_000)) - before < 1_000_000)
})
