import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Explanation } from '@rolecall/contract/explanation'
import { MattersMost, mostThatMatter } from '@rolecall/contract/job'
import { tiltReason } from '@rolecall/contract/reasons'
import fc from 'fast-check'
import { createEngine } from './engine.ts'
import { explainPair } from './explain.ts'
import type { JobRow } from './rows.ts'
import { createRules } from './rules.ts'
import { anyJob, anyPerson } from './testing/arbitraries.ts'
import { day, job, nairobi, now, person, rules, taxonomy, westlands } from './testing/fixture.ts'
import { weights } from './weights.ts'

const some = { limit: 10, now }
const marks = fc.subarray([...MattersMost.options], { maxLength: mostThatMatter })
const weight = fc.integer({ min: 0, max: 1000 }).map((hundredths) => hundredths / 100)

/** What a part counts of the whole, for the job. */
const sharesOf = ({ subScores }: Explanation) => {
  const total = subScores.reduce((sum, { jobWeight = 0 }) => sum + jobWeight, 0)
  return subScores.map(({ jobWeight = 0 }) => (total === 0 ? 0 : jobWeight / total))
}

test('no tilt makes a part count less than half, or more than double, of what it usually does', () => {
  const parts = {
    occupation: weight,
    skills: weight,
    experience: weight,
    pay: weight,
    distance: weight,
    recency: weight,
  }
  fc.assert(
    fc.property(fc.record(parts), marks, (usual, mattersMost) => {
      const own = createRules({ taxonomy, weights: { ...weights, job: usual } })
      const plain = sharesOf(explainPair({ person: person(), job: job(), now }, own))
      const tilted = sharesOf(explainPair({ person: person(), job: job({ mattersMost }), now }, own))
      for (const [index, share] of tilted.entries()) {
        assert.ok(share <= 2 * (plain[index] ?? 0) + 1e-12)
        assert.ok(share >= (plain[index] ?? 0) / 2 - 1e-12)
      }
    }),
  )
})

test("a tilt leaves the checks, the fit, the values and the person's own side as they are", () => {
  fc.assert(
    fc.property(anyPerson, anyJob, marks, (who, what, mattersMost) => {
      const { mattersMost: _, ...plain } = what.posting
      const usual = explainPair({ person: who, job: { ...what, posting: plain }, now }, rules)
      const tilted = explainPair({ person: who, job: { ...what, posting: { ...plain, mattersMost } }, now }, rules)
      assert.deepEqual([tilted.fit, tilted.constraints], [usual.fit, usual.constraints])
      assert.equal(tilted.directions?.person, usual.directions?.person)
      const untilted = tilted.subScores.map(({ name, value, weight }) => ({ name, value, weight }))
      assert.deepEqual(
        untilted,
        usual.subScores.map(({ name, value, weight }) => ({ name, value, weight })),
      )
    }),
  )
})

test('who has more of what matters most comes first, and at once when the employer changes their mind', () => {
  const engine = createEngine({ taxonomy })
  const cook = (id: string, latitude: number, experience: 'under-2-years' | '2-years-or-more') =>
    person(
      {
        place: { ...nairobi, latitude },
        work: [{ occupation: 'cook', said: '', experience }],
        pay: { amount: 0, currency: 'KES', period: 'day' },
      },
      { id },
    )
  engine.putPerson(cook('near', nairobi.latitude, 'under-2-years'))
  // 12 km away.
  engine.putPerson(cook('seasoned', nairobi.latitude + 0.108, '2-years-or-more'))
  const firstWhere = (...mattersMost: MattersMost[]) => {
    engine.putJob(job({ mattersMost }))
    return engine.peopleFor('job', some).map(({ personId }) => personId)[0]
  }
  assert.deepEqual(
    [firstWhere('distance'), firstWhere('experience'), firstWhere('distance')],
    ['near', 'seasoned', 'near'],
  )
})

test('a far job that only its tilt makes the best is found, however good the near ones that were looked at first', () => {
  const who = person({ reachKm: 60, skills: ['cooking', 'food-safety', 'menu-planning'] })
  const paid = (min: number) => ({ pay: { min, currency: 'KES', period: 'day' } }) as const
  // Just inside another cell, so that its bound leaves no room.
  const north = { ...westlands, latitude: -0.9999 }
  const far = job({ place: north, mattersMost: ['skills', 'experience'], ...paid(400_000) }, { id: 'far' })
  const first = { near: 0, far: 0 }
  for (let age = 0; age <= 60; age += 1) {
    const near = job({ place: westlands, ...paid(80_000) }, { id: 'near', publishedAt: now - age * day })
    const scoreOf = (each: JobRow) => explainPair({ person: who, job: each, now }, rules).score
    const expected = scoreOf(near) > scoreOf(far) ? 'near' : 'far'
    const engine = createEngine({ taxonomy, newestRows: 1 })
    for (const row of [near, far, job({}, { id: 'last', state: 'closed' })]) engine.putJob(row)
    assert.equal(engine.jobsFor(who, { limit: 1, now })[0]?.jobId, expected, `${age} days`)
    first[expected] += 1
  }
  assert.ok(first.near > 0 && first.far > 0, JSON.stringify(first))
})

test('the explanation says what weighs more and by how much, and so do its versions', () => {
  const tilted = explainPair({ person: person(), job: job({ mattersMost: ['distance', 'skills'] }), now }, rules)
  assert.deepEqual(
    tilted.subScores.map(({ name, jobWeight, tilt }) => [name, jobWeight, tilt]),
    [
      ['occupation', 3, undefined],
      ['skills', 6, 2],
      ['experience', 3, undefined],
      ['pay', 0.5, undefined],
      ['distance', 2, 2],
      ['recency', 0, undefined],
    ],
  )
  assert.equal(tilted.versions.weights, `${weights.version} with skills and distance × 2`)
  assert.deepEqual(tiltReason(tilted), {
    key: 'reason.tilt',
    values: { what: { type: 'score-parts', values: ['skills', 'distance'] } },
  })
})

test('an operator who allows no tilt has none, and what weighs nothing cannot be tilted: neither is claimed', () => {
  const marked = job({ mattersMost: ['skills', 'pay'] })
  const off = createRules({ taxonomy, weights: { ...weights, tilt: 1 } })
  const explained = explainPair({ person: person(), job: marked, now }, off)
  assert.deepEqual(explained, explainPair({ person: person(), job: job(), now }, off))
  assert.equal(tiltReason(explained), undefined)
  const free = createRules({ taxonomy, weights: { ...weights, job: { ...weights.job, pay: 0 } } })
  const reason = tiltReason(explainPair({ person: person(), job: marked, now }, free))
  assert.deepEqual(reason?.values.what, { type: 'score-parts', values: ['skills'] })
})

test('of a row that came another way the first two names count, and what nobody may mark counts nothing', () => {
  const posting = { ...job().posting, ...JSON.parse('{"mattersMost": ["age", "recency", "pay", "skills"]}') }
  const odd = { ...job(), posting }
  assert.deepEqual(
    explainPair({ person: person(), job: odd, now }, rules),
    explainPair({ person: person(), job: job(), now }, rules),
  )
})
