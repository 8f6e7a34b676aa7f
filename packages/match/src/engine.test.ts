import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEngine } from './engine.ts'
import { day, job, now, person, taxonomy, thika, without } from './testing/fixture.ts'

const engineWith = (people: readonly ReturnType<typeof person>[], jobs: readonly ReturnType<typeof job>[]) => {
  const engine = createEngine({ taxonomy })
  for (const row of people) engine.putPerson(row)
  for (const row of jobs) engine.putJob(row)
  return engine
}
const some = { limit: 10, now }
const license = { kind: 'licence', licence: 'food-handler', must: true } as const

test('full fits come before better scored ones that need a check, ties in order of id, ranks from 1', () => {
  const engine = engineWith(
    [person({ reachKm: 60 })],
    [
      job({}, { id: 'b' }),
      job({ requirements: [license] }, { id: 'check' }),
      job({}, { id: 'a' }),
      job({ place: thika }, { id: 'far' }),
    ],
  )
  const found = engine.jobsFor('person', some)
  assert.deepEqual(
    found.map(({ jobId, rank }) => [jobId, rank]),
    [
      ['a', 1],
      ['b', 2],
      ['far', 3],
      ['check', 4],
    ],
  )
  assert.ok((found[3]?.explanation.score ?? 0) > (found[2]?.explanation.score ?? 1))
})

test('a list is as long as asked and leaves out what it is told to', () => {
  const jobs = ['a', 'b', 'c'].map((id) => job({}, { id }))
  const engine = engineWith([person()], jobs)
  const ids = (options: { limit: number; exclude?: ReadonlySet<string> }) =>
    engine.jobsFor('person', { now, ...options }).map(({ jobId }) => jobId)
  assert.deepEqual(ids({ limit: 2 }), ['a', 'b'])
  assert.deepEqual(ids({ limit: 2, exclude: new Set(['a']) }), ['b', 'c'])
  assert.deepEqual(ids({ limit: -1 }), [])
})

test('people who did not agree to alerts are left out of alerts only', () => {
  const engine = engineWith([person({}, { id: 'a', alerts: false }), person({}, { id: 'b' })], [job()])
  const ids = (alertsOnly: boolean) => engine.peopleFor('job', { ...some, alertsOnly }).map(({ personId }) => personId)
  assert.deepEqual([ids(false), ids(true)], [['a', 'b'], ['b']])
})

test('someone who left is not shown to employers', () => {
  const engine = engineWith([person({}, { active: false })], [job()])
  assert.deepEqual(engine.peopleFor('job', some), [])
  const active = engine.explain('person', 'job', now)?.constraints.find(({ kind }) => kind === 'active')
  assert.deepEqual(active?.facts, { who: { type: 'text', value: 'person' }, state: { type: 'text', value: 'hidden' } })
})

test('who was counted as having seen a job counts for its row, however it is given', () => {
  const engine = engineWith([person()], [job()])
  engine.setShown('job', 40)
  const [ofPerson] = engine.jobsFor('person', some)
  const [ofJob] = engine.peopleFor(job(), some)
  assert.equal(ofPerson?.explanation.congestion?.shown, 40)
  assert.deepEqual(ofJob?.explanation, ofPerson?.explanation)
  engine.putJob(job())
  assert.equal(engine.jobsFor('person', some)[0]?.explanation.congestion?.shown, 40)
  engine.setShown('job', 0)
  assert.equal(engine.jobsFor('person', some)[0]?.explanation.congestion, undefined)
})

test('an unknown id has no matches and no explanation', () => {
  const engine = engineWith([], [])
  assert.deepEqual(engine.jobsFor('nobody', some), [])
  assert.deepEqual(engine.peopleFor('nothing', some), [])
  assert.equal(engine.explain('nobody', job(), now), undefined)
})

test('rows that are not in the engine are matched too', () => {
  const engine = engineWith([person()], [job()])
  assert.equal(engine.jobsFor(person({}, { id: '' }), some).length, 1)
  assert.equal(engine.peopleFor(job({}, { id: 'other' }), some).length, 1)
})

test('a draft is counted as if it were open, with those who still have to say something', () => {
  const missing = person({ licences: [{ licence: 'food-handler', held: false }] }, { id: 'missing' })
  const engine = engineWith([person(), { ...without('times'), id: 'silent' }, missing], [])
  const draft = job({ requirements: [license] }, { state: 'draft', expiresAt: 0, openingsLeft: 0 })
  assert.equal(engine.countFor(draft), 2)
  assert.deepEqual(engine.costOfMusts(draft), [{ requirementIndex: 0, without: 3 }])
})

test('a job that contradicts itself is answered requirement by requirement', () => {
  const level = (level: 'basic' | 'fluent') => ({ kind: 'language', language: 'en', level, must: true }) as const
  const speaker = person({ languages: [{ language: 'en', level: 'basic' }], remote: true })
  const odd = job(
    { remote: true, reachKm: 1, requirements: [level('basic'), level('fluent'), level('fluent')] },
    { openingsLeft: -3, expiresAt: now - day },
  )
  const { constraints, fit } = engineWith([], []).explain(speaker, odd, now)
  assert.equal(fit, 'none')
  assert.deepEqual(
    constraints.filter(({ verdict }) => verdict === 'unmet').map(({ kind }) => kind),
    ['active', 'openings', 'place', 'language', 'language'],
  )
})

test('each explanation names the versions that it was made by', () => {
  const rates = { asOf: '2026-11-24', base: 'USD', perBase: {} }
  const { versions } = createEngine({ taxonomy, rates }).explain(person(), job(), now)
  assert.deepEqual(versions, { engine: '4, rates 2026-11-24', weights: '2026-11-28', taxonomy: 'fixture' })
})
