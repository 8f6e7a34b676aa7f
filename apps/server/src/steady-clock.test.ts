import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { createLog } from './log.ts'
import { startSteadyClock } from './steady-clock.ts'

const log = createLog('silent')
const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 500, `${a} is not ${b}`)
const halfAnHour = 30 * 60_000

test('it has the time of the store, whatever the clock of its own machine says', async () => {
  using clock = await startSteadyClock({ time: async () => Date.now() + halfAnHour }, log)
  near(clock.now(), Date.now() + halfAnHour)
})

test('a jump of its own machine’s clock between two looks changes nothing', async (t) => {
  using clock = await startSteadyClock({ time: async () => Date.now() }, log)
  const before = clock.now()
  t.mock.method(Date, 'now', () => before + halfAnHour)
  near(clock.now(), before)
})

test('it follows the store at the next look, and stays as it is where the store cannot be asked', async () => {
  mock.timers.enable({ apis: ['setInterval'] })
  try {
    let [offMs, there] = [0, true]
    const time = async () => {
      if (!there) throw new Error('gone')
      return Date.now() + offMs
    }
    using clock = await startSteadyClock({ time }, log)
    ;[offMs, there] = [halfAnHour, false]
    mock.timers.tick(10_000)
    await new Promise((resolve) => setImmediate(resolve))
    near(clock.now(), Date.now())
    there = true
    mock.timers.tick(10_000)
    await new Promise((resolve) => setImmediate(resolve))
    near(clock.now(), Date.now() + halfAnHour)
  } finally {
    mock.timers.reset()
  }
})

test('it never goes back: where the store does, it goes on at half speed until they meet', async () => {
  mock.timers.enable({ apis: ['setInterval'] })
  try {
    let [offMs, monotonic] = [halfAnHour, 1000]
    mock.method(performance, 'now', () => monotonic)
    const base = Date.UTC(2026, 10, 28)
    using clock = await startSteadyClock({ time: async () => base + monotonic + offMs }, log)
    const before = clock.now()
    offMs = 0
    mock.timers.tick(10_000)
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(clock.now(), before)
    monotonic += 60_000
    assert.equal(clock.now(), before + 30_000)
    monotonic += 2 * halfAnHour
    assert.equal(clock.now(), base + monotonic)
  } finally {
    mock.timers.reset()
    mock.restoreAll()
  }
})
