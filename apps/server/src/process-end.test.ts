import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import type { Log } from './log.ts'
import { endOnFailure, stopOnSignal } from './process-end.ts'

const createEnding = () => {
  const exits: number[] = []
  const ending = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) })
  const events: string[] = []
  const keep = (event: string, fields?: object) => void events.push(`${event} ${JSON.stringify(fields)}`)
  const log: Log = { info: keep, warn: keep, error: keep }
  return { ending, exits, events, log }
}
const turns = () => new Promise((resolve) => setImmediate(resolve))

for (const event of ['uncaughtException', 'unhandledRejection'])
  test(`an ${event} ends the process with 1 and tells where it was thrown, not what it says`, () => {
    const { ending, exits, events, log } = createEnding()
    endOnFailure(ending, log)
    ending.emit(event, new Error('Amina wrote: Hi'))
    assert.deepEqual(exits, [1])
    assert.match(events.join(), /process\.failed.*Error at .*process-end\.test\.ts/)
    assert.ok(!events.join().includes('Amina'))
  })

test('a signal stops once and ends with 0', async () => {
  const { ending, exits, log } = createEnding()
  let stops = 0
  stopOnSignal(ending, log, async () => {
    stops += 1
  })
  ending.emit('SIGTERM')
  await turns()
  assert.deepEqual([stops, exits], [1, [0]])
})

test('a second signal ends the process at once with 1, while the first still stops it', async () => {
  const { ending, exits, log } = createEnding()
  let stops = 0
  stopOnSignal(ending, log, () => {
    stops += 1
    return new Promise(() => undefined)
  })
  ending.emit('SIGTERM')
  ending.emit('SIGINT')
  await turns()
  assert.deepEqual([stops, exits], [1, [1]])
})

test('what cannot be stopped ends with 1', async () => {
  const { ending, exits, log } = createEnding()
  stopOnSignal(ending, log, () => Promise.reject(new Error('stuck')))
  ending.emit('SIGINT')
  await turns()
  assert.deepEqual(exits, [1])
})

test('a stop that takes longer than a container is given ends with 1 by itself', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { ending, exits, log } = createEnding()
  stopOnSignal(ending, log, () => new Promise(() => undefined))
  ending.emit('SIGTERM')
  t.mock.timers.tick(24_999)
  assert.deepEqual(exits, [])
  t.mock.timers.tick(1)
  assert.deepEqual(exits, [1])
})
