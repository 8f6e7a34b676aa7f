import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEngine, type JobRow, type PersonRow } from './engine.ts'
import { createExplainer } from './explainer.ts'
import { job, now, person, taxonomy } from './testing/fixture.ts'

const some = { limit: 10, now }
const others = [person({}, { id: 'other-1' }), person({}, { id: 'other-2' })]

/** The people for a job among whom one is odd, and their explanations, as the engine and a single look at the pair have them. */
const among = (odd: PersonRow, asked: JobRow) => {
  const engine = createEngine({ taxonomy })
  for (const row of [odd, ...others]) engine.putPerson(row)
  const found = engine.peopleFor(asked, some)
  const single = createExplainer({ taxonomy })(odd, asked, now)
  assert.deepEqual(engine.explain(odd.id, asked, now), single)
  assert.deepEqual(engine.explain(odd, asked, now), single)
  assert.deepEqual(
    found.map(({ personId }) => personId).filter((id) => id !== odd.id),
    ['other-1', 'other-2'],
  )
  return { ids: found.map(({ personId }) => personId), single }
}

const verdictOf = ({ constraints }: ReturnType<typeof among>['single'], kind: string) =>
  constraints.find((each) => each.kind === kind)?.verdict

test('of 10,000 skills, works, languages and papers the first 255 count, and everyone else is found as before', () => {
  const skills = Array.from({ length: 10_000 }, (_, number) => (number === 0 ? 'cooking' : `skill-${number}`))
  const first: PersonRow['profile']['work'][number] = { occupation: 'cook', said: 'cook' }
  const odd = person(
    {
      skills: [...skills, 'last'],
      work: Array.from({ length: 10_000 }, (_, number) =>
        number === 0 ? first : { ...first, occupation: `o${number}` },
      ),
      languages: Array.from({ length: 10_000 }, (_, number) => ({ language: `l${number}`, level: 'good' }) as const),
      workPermits: Array.from({ length: 10_000 }, () => ({ country: 'KE', held: true })),
    },
    { id: 'odd' },
  )
  const must = (skill: string) => ({ kind: 'skill', skill, must: true }) as const
  const { ids, single } = among(odd, job({ requirements: [] }))
  assert.deepEqual([ids.length, single.fit], [3, 'full'])
  const engine = createEngine({ taxonomy })
  engine.putPerson(odd)
  const asks = (skill: string) =>
    verdictOf(engine.explain('odd', job({ requirements: [must(skill)] }), now) ?? single, 'skill')
  assert.deepEqual([asks('skill-254'), asks('last')], ['met', asks('skill-255')])
  assert.notEqual(asks('last'), 'met')
})

test('coordinates off the earth are a place that is not known: no distance, a check to make, and the others as before', () => {
  const place = { label: 'Nowhere', country: 'KE', timeZone: 'Africa/Nairobi' }
  for (const [latitude, longitude] of [
    [91, 0],
    [0, 1e9],
    [Number.NaN, 0],
    [0, Number.POSITIVE_INFINITY],
  ] as const) {
    const odd = person({ place: { ...place, latitude, longitude } }, { id: 'odd' })
    const { ids, single } = among(odd, job())
    assert.deepEqual([verdictOf(single, 'place'), single.fit, ids.length], ['unknown', 'partial', 3])
    const engine = createEngine({ taxonomy })
    engine.putPerson(others[0] ?? odd)
    engine.putJob(job({ place: { ...place, latitude, longitude } }, { id: 'odd' }))
    engine.putJob(job({}, { id: 'sound' }))
    assert.deepEqual(
      engine.jobsFor('other-1', some).map(({ jobId, explanation }) => [jobId, explanation.fit]),
      [
        ['sound', 'full'],
        ['odd', 'partial'],
      ],
    )
  }
})

test('pay in a currency without a rate is not compared: a check to make, and the others as before', () => {
  const odd = person({ pay: { amount: 1, currency: 'XXX', period: 'day' } }, { id: 'odd' })
  const { ids, single } = among(odd, job())
  assert.deepEqual([verdictOf(single, 'pay'), single.fit, ids.at(-1)], ['unknown', 'partial', 'odd'])
  const pay = { min: 100_000, currency: 'ZZZ', period: 'day' } as const
  assert.equal(verdictOf(createExplainer({ taxonomy })(person(), job({ pay }), now), 'pay'), 'unknown')
})

test('a job whose musts contradict each other is no full fit for anyone, says which are missed, and leaves other jobs alone', () => {
  const impossible = job(
    {
      remote: true,
      reachKm: 1,
      requirements: [
        { kind: 'language', language: 'en', level: 'basic', must: true },
        { kind: 'language', language: 'en', level: 'fluent', must: true },
        { kind: 'work-permit', country: 'KE', must: true },
        { kind: 'work-permit', country: 'MX', must: true },
        { kind: 'experience', years: 40, must: true },
        { kind: 'skill', skill: 'no-such-skill', must: true },
        { kind: 'skill', skill: 'no-such-skill', must: false },
      ],
    },
    { id: 'impossible' },
  )
  const engine = createEngine({ taxonomy })
  for (const row of others) engine.putPerson(row)
  engine.putJob(impossible)
  engine.putJob(job({}, { id: 'sound' }))
  assert.deepEqual(
    engine.peopleFor('impossible', some).filter(({ explanation }) => explanation.fit === 'full'),
    [],
  )
  const explained = engine.explain('other-1', 'impossible', now)
  const missed = explained?.constraints.filter(({ must, verdict }) => must && verdict !== 'met').map(({ kind }) => kind)
  for (const kind of ['language', 'work-permit', 'experience', 'skill'])
    assert.ok(
      missed?.some((each) => each === kind),
      kind,
    )
  const [first] = engine.jobsFor('other-1', some)
  assert.deepEqual([first?.jobId, first?.explanation.fit], ['sound', 'full'])
  assert.equal(engine.countFor(impossible), 0)
  assert.equal(engine.costOfMusts(impossible).length, 6)
})
