import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Measured, readMeasured } from './measured.ts'
import { bendsOf, modelOf } from './model.ts'
import { shownPeople, shownReport } from './page.ts'
import { reportOf } from './report.ts'
import { usage } from './supposed.ts'

const measured: Measured = {
  message: { web: 1, worker: 4, mongod: 6 },
  status: { web: 0.5, worker: 1, mongod: 2 },
  eachProcess: { message: 0.5, status: 0.25 },
  replies: 2,
  pageMs: 0.1,
  messageBytes: 10_000,
  rowBytes: 125,
  start: { fixed: 3, eachMillion: 1 },
  listMs: 0.5,
  unpackedPerSecond: 7,
}

test('docs/scaling.md shows the model as the last benches make it', () => {
  assert.equal(shownReport(), reportOf(shownPeople, usage, readMeasured()), 'npm run model -- --write')
})

test('the arithmetic: a million people who each write one message in a month', () => {
  const one = { active: 1, messages: 1, notices: 0, pages: 0, jobs: 0.001, peak: 2.592 }
  const model = modelOf(1e6, one, measured)
  // 1,000,000 × 2.592 / 2,592,000 s.
  assert.deepEqual([model.messagesIn, model.messagesOut, model.statuses], [1, 2, 6])
  assert.deepEqual(model.busy, { web: (1 + 6 * 0.5) / 1000, worker: (4 + 6) / 1000, mongod: (6 + 12) / 1000 })
  assert.deepEqual([model.processors.mongod, model.indexGB, model.startSeconds], [0.036, 0.125125, 4])
  assert.equal(model.databaseGB, ((8 + 3) * 1e6 * 10_000) / 1e9)
})

test('each process beyond those of the bench costs the primaries something for each message and status', () => {
  // Of a million who each write a thousand messages: 14 processors are busy, so that 28 processes are needed, 24 more.
  const model = modelOf(1e6, { active: 1, messages: 1000, notices: 0, pages: 0, jobs: 0.001, peak: 2.592 }, measured)
  const following = (24 * (1000 * 0.5 + 6000 * 0.25)) / 1000
  assert.deepEqual([model.busy.web, model.busy.worker, model.busy.mongod], [4, 10, 18 + following])
  assert.equal(model.primaryProcessors, (18 / 3 + following) / 0.5)
})

test('what gives way is reached exactly where it is said to be, the first first', () => {
  const bends = bendsOf(usage, measured)
  assert.deepEqual(
    bends.map(({ people }) => people),
    bends.map(({ people }) => people).toSorted((a, b) => a - b),
  )
  const index = bends.find(({ what }) => what.startsWith('the index'))
  assert.equal(modelOf(index?.people ?? 0, usage, measured).indexGB.toFixed(6), '6.000000')
  const intake = bends.find(({ what }) => what.startsWith('one worker at a time'))
  const { messagesIn, statuses } = modelOf(intake?.people ?? 0, usage, measured)
  assert.equal((messagesIn + statuses).toFixed(6), '3.500000')
})
