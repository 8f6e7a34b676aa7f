import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createEngine, type JobRow, type Match, type MatchEngine, type PersonRow } from './engine.ts'
import { anyJob, anyPerson } from './testing/arbitraries.ts'
import { createCrowd, seeded } from './testing/crowd.ts'
import { now, taxonomy } from './testing/fixture.ts'

const people = fc.array(anyPerson, { maxLength: 25 })
const jobs = fc.array(anyJob, { maxLength: 25 })
const all = { limit: 1000, now }

test('the index finds exactly what looking at every pair finds, in the same order', () => {
  fc.assert(
    fc.property(people, jobs, (somePeople, someJobs) => {
      const engine = filled(somePeople, someJobs)
      const everyone = newest(somePeople)
      for (const job of newest(someJobs))
        assert.deepEqual(
          engine.peopleFor(job.id, all),
          naive(
            engine,
            everyone.map((person) => [person, job] as const),
            ({ personId }) => personId,
          ),
        )
    }),
  )
})

test('both sides see a pair with the same explanation', () => {
  fc.assert(
    fc.property(people, jobs, (somePeople, someJobs) => {
      const engine = filled(somePeople, someJobs)
      const fromPeople = newest(somePeople).flatMap(({ id }) => engine.jobsFor(id, all))
      const fromJobs = newest(someJobs).flatMap(({ id }) => engine.peopleFor(id, all))
      assert.deepEqual(byPair(fromPeople), byPair(fromJobs))
    }),
  )
})

test('updates leave the same engine as building it anew', () => {
  fc.assert(
    fc.property(people, jobs, fc.array(anyPerson), fc.array(anyJob), (somePeople, someJobs, laterPeople, laterJobs) => {
      const updated = filled(somePeople, someJobs)
      for (const { id } of somePeople.slice(0, 5)) updated.removePerson(id)
      for (const { id } of someJobs.slice(0, 5)) updated.removeJob(id)
      for (const row of laterPeople) updated.putPerson(row)
      for (const row of laterJobs) updated.putJob(row)
      const rebuilt = filled(left(somePeople, laterPeople), left(someJobs, laterJobs))
      for (const { id } of [...somePeople, ...laterPeople])
        assert.deepEqual(updated.jobsFor(id, all), rebuilt.jobsFor(id, all))
      for (const { id } of [...someJobs, ...laterJobs])
        assert.deepEqual(updated.peopleFor(id, all), rebuilt.peopleFor(id, all))
    }),
  )
})

test('what a must costs is what the count says without it', () => {
  fc.assert(
    fc.property(people, anyJob, (somePeople, draft) => {
      const engine = filled(somePeople, [])
      for (const { requirementIndex, without } of engine.costOfMusts(draft)) {
        const requirements = draft.posting.requirements.toSpliced(requirementIndex, 1)
        assert.equal(without, engine.countFor({ ...draft, posting: { ...draft.posting, requirements } }))
        assert.ok(without >= engine.countFor(draft))
      }
    }),
  )
})

test('a better profile never ranks lower among the people for a job', () => {
  const random = seeded(3)
  const { anyone, anything } = createCrowd(random)
  for (let round = 0; round < 40; round += 1) {
    const engine = filled(
      Array.from({ length: 60 }, (_, index) => anyone(`p${index}`)),
      [],
    )
    const { posting, ...row } = anything('job')
    const asked: JobRow = { ...row, posting, state: 'open', openingsLeft: 1, expiresAt: now + 1 }
    const rankOf = (id: string) => {
      const found = engine.peopleFor(asked, all).find(({ personId }) => personId === id)
      return found?.rank ?? Number.POSITIVE_INFINITY
    }
    for (const id of ['p7', 'p30', 'p51']) {
      const who = anyone(id)
      engine.putPerson(who)
      const plain = rankOf(id)
      engine.putPerson({
        ...who,
        profile: {
          ...who.profile,
          place: posting.place,
          skills: [...who.profile.skills, 'cooking', 'serving'],
          licences: [...who.profile.licences, { licence: 'food-handler', held: true }],
          work: [...who.profile.work, { occupation: posting.occupation, said: '', experience: '2-years-or-more' }],
        },
      })
      assert.ok(rankOf(id) <= plain, `${id} fell from ${plain}`)
    }
  }
})

const filled = (people: readonly PersonRow[], jobs: readonly JobRow[]): MatchEngine => {
  const engine = createEngine({ taxonomy })
  for (const row of people) engine.putPerson(row)
  for (const row of jobs) engine.putJob(row)
  return engine
}

/** The last row put under each id. */
const newest = <Row extends { readonly id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

/** What is left after the ids of the first five were removed and later rows put. */
const left = <Row extends { readonly id: string }>(rows: readonly Row[], later: readonly Row[]): Row[] => {
  const removed = new Set(rows.slice(0, 5).map(({ id }) => id))
  return newest([...newest(rows).filter(({ id }) => !removed.has(id)), ...later])
}

const naive = (
  engine: MatchEngine,
  pairs: readonly (readonly [PersonRow, JobRow])[],
  idOf: (match: Match) => string,
): Match[] => {
  const shown = pairs
    .map(([person, job]) => ({
      personId: person.id,
      jobId: job.id,
      explanation: engine.explain(person, job, now),
      rank: 0,
    }))
    .filter(({ explanation }) => explanation.fit !== 'none')
  const better = (a: Match, b: Match) => {
    if (a.explanation.fit !== b.explanation.fit) return a.explanation.fit === 'full' ? -1 : 1
    const missed = ({ explanation }: Match) =>
      explanation.constraints.filter(({ must, verdict }) => must && verdict === 'unmet').length
    if (missed(a) !== missed(b)) return missed(a) - missed(b)
    if (a.explanation.score !== b.explanation.score) return b.explanation.score - a.explanation.score
    return idOf(a) < idOf(b) ? -1 : 1
  }
  return shown.toSorted(better).map((match, index) => ({ ...match, rank: index + 1 }))
}

const byPair = (matches: readonly Match[]): Record<string, Match['explanation']> =>
  Object.fromEntries(matches.map(({ personId, jobId, explanation }) => [`${personId} ${jobId}`, explanation]))
