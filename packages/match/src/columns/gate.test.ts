import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEngine, type JobRow, type PersonRow } from '../engine.ts'
import { createCrowd, seeded } from '../testing/crowd.ts'
import { now, taxonomy } from '../testing/fixture.ts'
import { weights } from '../weights.ts'

const rates = { asOf: '2026-11-24', base: 'USD', perBase: { KES: 0.8, JPY: 155 } }
const pairs = 3000

/** Who was looked at first fills a list of one; the gate is then closed to whoever scores a hair less. */
const twinsOf = <Row extends { readonly id: string }>(row: Row, put: (row: Row) => void, other: Row): void => {
  put({ ...row, id: 'twin-b' })
  put({ ...row, id: 'twin-a' })
  // Each row is sorted in when the next one comes.
  put({ ...other, id: 'zzz' })
}

test('of two people who stand in the same place the one with the first id is let through, though the list is full of the other', () => {
  const { anyone, anything } = createCrowd(seeded(37))
  const idle = { ...anyone('idle'), active: false }
  let listed = 0
  for (let pair = 0; pair < pairs; pair += 1) {
    const engine = createEngine({ taxonomy, weights, rates, newestRows: 1 })
    twinsOf<PersonRow>({ ...anyone('who'), active: true }, engine.putPerson, idle)
    const found = engine.rankPeople(anything('what'), { limit: 1, now })
    if (found.length === 0) continue
    assert.deepEqual(found, ['twin-a'])
    listed += 1
  }
  assert.ok(listed > pairs / 20, `only ${listed}`)
})

test('of two jobs that stand in the same place the one with the first id is let through, though the list is full of the other', () => {
  const { anyone, anything } = createCrowd(seeded(38))
  const closed: JobRow = { ...anything('closed'), state: 'closed' }
  let listed = 0
  for (let pair = 0; pair < pairs; pair += 1) {
    const engine = createEngine({ taxonomy, weights, rates, newestRows: 1 })
    twinsOf<JobRow>({ ...anything('what'), state: 'open', openingsLeft: 1 }, engine.putJob, closed)
    const found = engine.rankJobs({ ...anyone('who'), active: true }, { limit: 1, now })
    if (found.length === 0) continue
    assert.deepEqual(found, ['twin-a'])
    listed += 1
  }
  assert.ok(listed > pairs / 20, `only ${listed}`)
})
