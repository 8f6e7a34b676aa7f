import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MattersMost } from '@rolecall/contract/job'
import fc from 'fast-check'
import { createEngine, type JobRow, type Match, type MatchEngine, type PersonRow } from './engine.ts'
import { anyJob, anyPerson } from './testing/arbitraries.ts'
import { bruteForce, type Plain } from './testing/brute-force.ts'
import { createCrowd, seeded } from './testing/crowd.ts'
import { day, job, now, person, taxonomy } from './testing/fixture.ts'
import { weights } from './weights.ts'

const rates = { asOf: '2026-11-24', base: 'USD', perBase: { KES: 0.8, JPY: 155 } }

/** Put, removed or searched for, one after the other. */
const step = fc.oneof(
  fc.record({ person: anyPerson }),
  fc.record({ job: anyJob }),
  fc.record({ gone: fc.nat(19), side: fc.constantFrom('person', 'job') }),
)
const scan = fc.record({
  limit: fc.constantFrom(1, 2, 3, 5, 50),
  exclude: fc.subarray(['p0', 'p1', 'p2', 'j0', 'j1', 'j2']).map((ids) => new Set(ids)),
  alertsOnly: fc.boolean(),
  newestRows: fc.constantFrom(1, 2, 5, 100),
  mostToMend: fc.constantFrom(0, 1, 2, 2, 3),
  tilt: fc.constantFrom(1, 1.37, 2, 2, 2),
  withRates: fc.boolean(),
})

const aspects = ['occupation', 'skills', 'experience', 'pay', 'distance'] as const satisfies readonly MattersMost[]

let cases = 0

test('the engine lists what a second implementation finds pair by pair, in 10,000 lists and more', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 70 }), scan, (steps, options) => {
      const rules = { taxonomy, weights: { ...weights, mostToMend: options.mostToMend, tilt: options.tilt } }
      const given = options.withRates ? { ...rules, rates } : rules
      const engine = createEngine({ ...given, newestRows: options.newestRows })
      const plain = bruteForce(given)
      const { people, jobs } = follow(steps, engine)
      const search = { now, limit: options.limit, exclude: options.exclude }
      for (const job of jobs) {
        const found = engine.peopleFor(job.id, { ...search, alertsOnly: options.alertsOnly })
        const expected = plain.peopleFor(people, job, { ...search, alertsOnly: options.alertsOnly })
        assert.deepEqual(found.map(plainly(({ personId }) => personId)), expected)
      }
      for (const person of people)
        assert.deepEqual(
          engine.jobsFor(person.id, search).map(plainly(({ jobId }) => jobId)),
          plain.jobsFor(jobs, person, search),
        )
      cases += jobs.length + people.length
    }),
    { numRuns: 700, seed: 20_261_128 },
  )
  assert.ok(cases >= 10_000, `only ${cases}`)
})

test('among a crowd that changes between two lists, the best are the same as pair by pair', () => {
  let full = 0
  for (let seed = 1; seed <= 12; seed += 1) {
    const random = seeded(seed)
    const { anyone, anything, pick, chance } = createCrowd(random)
    const rules = { taxonomy, weights: { ...weights, congestion: pick(0.02, 0.2), tilt: pick(2, 2, 1.5) }, rates }
    const engine = createEngine({ ...rules, newestRows: pick(8, 40, 200) })
    const plain = bruteForce(rules)
    const people = new Map<string, PersonRow>()
    const jobs = new Map<string, JobRow>()
    for (let turn = 0; turn < 1000; turn += 1) {
      const [personId, jobId] = [`p${Math.floor(random() * 700)}`, `j${Math.floor(random() * 250)}`]
      if (turn < 700 || chance(0.7)) {
        people.set(personId, anyone(personId))
        engine.putPerson(people.get(personId) ?? anyone(personId))
      } else {
        people.delete(personId)
        engine.removePerson(personId)
      }
      if (chance(0.1)) {
        jobs.delete(jobId)
        engine.removeJob(jobId)
      } else {
        jobs.set(jobId, anything(jobId))
        engine.putJob(jobs.get(jobId) ?? anything(jobId))
      }
      if (turn % 7 !== 0) continue
      const scan = { now, limit: pick(1, 5, 20, 60), exclude: new Set(chance(0.3) ? ['p1', 'p2', 'j1', 'j2'] : []) }
      const what = anything('asked')
      const alertsOnly = chance(0.3)
      const found = engine.peopleFor(what, { ...scan, alertsOnly })
      if (found.length === scan.limit) full += 1
      assert.deepEqual(
        found.map(plainly(({ personId }) => personId)),
        plain.peopleFor([...people.values()], what, { ...scan, alertsOnly }),
      )
      const who = anyone('asking')
      assert.deepEqual(
        engine.jobsFor(who, scan).map(plainly(({ jobId }) => jobId)),
        plain.jobsFor([...jobs.values()], who, scan),
      )
    }
  }
  assert.ok(full > 500, `only ${full} lists were cut off`)
})

test('who names no work has the best of all kinds, as pair by pair', () => {
  type Kind = readonly [occupation: string, skills: readonly string[]]
  const kinds: readonly [Kind, ...Kind[]] = [
    ['waiter', ['serving', 'taking-orders']],
    ['bartender', ['mixing-drinks', 'serving']],
    ['cook', ['cooking', 'food-hygiene']],
    ['kitchen-helper', []],
  ]
  for (let seed = 1; seed <= 6; seed += 1) {
    const random = seeded(seed)
    const { pick, chance } = createCrowd(random)
    const engine = createEngine({ taxonomy, weights, rates, newestRows: 8 })
    const plain = bruteForce({ taxonomy, weights, rates })
    const jobs = Array.from({ length: 240 }, (_, index) => {
      const [occupation, skills] = pick(...kinds)
      const asked = chance(0.3) ? skills.map((skill) => ({ kind: 'skill', skill, must: false }) as const) : []
      const pay = { min: pick(70_000, 80_000, 90_000, 120_000), currency: 'KES', period: 'day' } as const
      const age = Math.floor(4 * random()) * day
      return job(
        { occupation, remote: chance(0.8), pay, requirements: asked },
        { id: `j${index}`, publishedAt: now - age, shown: pick(0, 2, 20) },
      )
    })
    for (const row of jobs) engine.putJob(row)
    for (let turn = 0; turn < 60; turn += 1) {
      const who = person({
        work: [],
        reachKm: pick(30, 5000),
        pay: { amount: pick(0, 60_000, 80_000, 95_000, 600), currency: pick('KES', 'KES', 'USD'), period: 'day' },
        skills: ['serving', 'taking-orders', 'mixing-drinks', 'cooking', 'food-hygiene'].filter(() => chance(0.4)),
      })
      const scan = { now, limit: pick(1, 2, 5, 20) }
      assert.deepEqual(engine.jobsFor(who, scan).map(plainly(({ jobId }) => jobId)), plain.jobsFor(jobs, who, scan))
    }
  }
})

test('among jobs that little but their tilt tells apart, the best are the same as pair by pair', () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const random = seeded(seed)
    const { pick, chance } = createCrowd(random)
    const rules = { taxonomy, weights }
    const engine = createEngine({ ...rules, newestRows: 8 })
    const plain = bruteForce(rules)
    // Their own work pays little, what is near to it well: which is the better one hangs on the tilt.
    const jobs = Array.from({ length: 120 }, (_, index) => {
      const own = chance(0.3)
      const pay = { min: own ? pick(80_000, 85_000, 90_000) : 400_000, currency: 'KES', period: 'day' } as const
      const occupation = own ? 'waiter' : 'bartender'
      return job(
        {
          occupation,
          remote: chance(0.8),
          pay,
          mattersMost: Array.from({ length: pick(0, 1, 2, 2) }, () => pick(...aspects)),
        },
        { id: `j${index}`, publishedAt: now - Math.floor(10 * random()) * day, shown: pick(0, 2, 20) },
      )
    })
    for (const row of jobs) engine.putJob(row)
    for (let turn = 0; turn < 60; turn += 1) {
      const who = person({
        work: [{ occupation: 'waiter', said: '', experience: pick('under-2-years', '2-years-or-more') }],
        reachKm: pick(30, 5000),
        skills: ['serving', 'taking-orders', 'mixing-drinks'].slice(0, pick(2, 3)),
      })
      const scan = { now, limit: pick(1, 1, 2, 5) }
      assert.deepEqual(engine.jobsFor(who, scan).map(plainly(({ jobId }) => jobId)), plain.jobsFor(jobs, who, scan))
    }
  }
})

type Step = { person: PersonRow } | { job: JobRow } | { gone: number; side: 'person' | 'job' }

/** What is left after the steps, which the engine follows too. */
const follow = (steps: readonly Step[], engine: MatchEngine) => {
  const people = new Map<string, PersonRow>()
  const jobs = new Map<string, JobRow>()
  for (const step of steps) {
    if ('person' in step) {
      people.set(step.person.id, step.person)
      engine.putPerson(step.person)
    } else if ('job' in step) {
      jobs.set(step.job.id, step.job)
      engine.putJob(step.job)
    } else if (step.side === 'person') {
      people.delete(`p${step.gone}`)
      engine.removePerson(`p${step.gone}`)
    } else {
      jobs.delete(`j${step.gone}`)
      engine.removeJob(`j${step.gone}`)
    }
  }
  return { people: [...people.values()], jobs: [...jobs.values()] }
}

const plainly =
  (idOf: (match: Match) => string) =>
  (match: Match): Plain => ({
    id: idOf(match),
    full: match.explanation.fit === 'full',
    missed: match.explanation.constraints.filter(({ must, verdict }) => must && verdict === 'unmet').length,
    millionths: Math.round(match.explanation.score * 1_000_000),
  })
