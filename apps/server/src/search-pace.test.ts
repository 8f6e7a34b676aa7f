import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChance } from './demo/random.ts'
import { nextSearchMs } from './search-pace.ts'

test('a search that finds nothing is followed later and later, one that finds many at once sooner', () => {
  assert.equal(nextSearchMs(20, 0, 250), 30)
  assert.equal(nextSearchMs(200, 0, 250), 250)
  assert.equal(nextSearchMs(100, 1, 250), 100)
  assert.equal(nextSearchMs(250, 10, 250), 25)
  assert.equal(nextSearchMs(20, 5, 250), 20)
})

test('four workers search a queue hardly more often in all than one does', () => {
  const [one, four] = [searchesASecond(1, 40), searchesASecond(4, 40)]
  assert.ok(one > 25 && one < 50, `${one} searches a second`)
  assert.ok(four < 1.5 * one, `${four} searches a second for ${one}`)
})

test('what comes often to a queue that was empty for long is soon searched for often', () => {
  const waits = [250]
  for (let ms = 250, at = 0; at < 500; at += ms) {
    ms = nextSearchMs(ms, Math.round((ms * 100) / 1000), 250)
    waits.push(ms)
  }
  assert.ok((waits.at(-1) ?? 0) <= 20, waits.join(' '))
})

/** Workers that search a queue for a minute, to which tasks come at random, the same each time. */
const searchesASecond = (workers: number, tasksASecond: number): number => {
  const random = createChance(1).next
  const pauseMs = () => (-Math.log(1 - random()) * 1000) / tasksASecond
  const comes: number[] = []
  for (let at = 0; at < 61_000; at += pauseMs()) comes.push(at)
  const next = Array.from({ length: workers }, (_, at) => ({ at: at * 7, ms: 250 }))
  for (let [taken, searches] = [0, 0]; ; searches += 1) {
    const worker = next.reduce((soonest, one) => (one.at < soonest.at ? one : soonest))
    if (worker.at > 60_000) return searches / 60
    const come = comes.findIndex((at) => at > worker.at)
    worker.ms = nextSearchMs(worker.ms, come - taken, 250)
    worker.at += worker.ms + 3 * random()
    taken = come
  }
}
