import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEngine, type JobRow, type PersonRow } from '@rolecall/match/engine'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { createWorld, now } from '../../world.ts'
import { createKinds } from '../kinds.ts'
import { limit } from '../peer.ts'
import { createEarly } from './early.ts'
import { jobTerms } from './job-terms.ts'
import { personKindRows } from './people-rows.ts'
import { jobsInSqlite } from './sqlite-jobs.ts'
import { peopleInSqlite } from './sqlite-people.ts'

const taxonomy = createStarterTaxonomy()
const kinds = createKinds(taxonomy)
const early = createEarly(taxonomy, kinds)
const scan = { limit, now }

/** Few kinds of work, many of them near to each other. */
const few = taxonomy.occupations().slice(0, 40)
const oneOfFew = (occupation: string): string => few[kinds.number(occupation) % few.length]?.id ?? occupation
/** Within some 100 km, so that some lists hold full fits alone and others partial ones of every kind. */
const closer = <Place extends { readonly latitude: number; readonly longitude: number }>(place: Place): Place => ({
  ...place,
  latitude: place.latitude / 10,
  longitude: 35 + (place.longitude - 35) / 10,
})

const personHere = (person: PersonRow): PersonRow => {
  const { place, work } = person.profile
  const here = work.map((each) => ({ ...each, occupation: oneOfFew(each.occupation) }))
  return {
    ...person,
    profile: { ...person.profile, work: here, ...(place === undefined ? {} : { place: closer(place) }) },
  }
}

const jobHere = (job: JobRow): JobRow => {
  const { posting } = job
  return {
    ...job,
    posting: { ...posting, occupation: oneOfFew(posting.occupation), place: closer(posting.place) },
  }
}

const world = createWorld(taxonomy, { people: 6000, jobs: 2500 })
const people = [...world.people()].map(personHere)
const jobs = [...world.jobs()].map(jobHere)
const engine = createEngine({ taxonomy })
for (const person of people) engine.putPerson(person)
for (const job of jobs) engine.putJob(job)

test('SQLite, asked for the people for a job on site, returns the list of the engine id by id', () => {
  const find = peopleInSqlite(people, early)
  const firstFits = new Set<string>()
  const lastFits = new Set<string>()
  for (const job of jobs.filter(({ posting }) => !posting.remote).slice(0, 120)) {
    const found = engine.peopleFor(job, scan)
    firstFits.add(found[0]?.explanation.fit ?? '')
    lastFits.add(found.at(-1)?.explanation.fit ?? '')
    assert.deepEqual(
      find(jobTerms(job), kinds.number(job.posting.occupation)),
      found.map(({ personId }) => personId),
    )
  }
  assert.ok(firstFits.has('full') && lastFits.has('full') && lastFits.has('partial'), 'the world has lists of both')
})

test('SQLite, asked for the jobs for a person, on site or remote too, returns the list of the engine id by id', () => {
  const find = jobsInSqlite(jobs, kinds)
  for (const person of people.filter(({ profile }) => profile.work.length > 0).slice(0, 300))
    for (const remote of [true, false]) {
      const asking = remote ? person : { ...person, profile: { ...person.profile, remote: false } }
      assert.deepEqual(
        find([...personKindRows([asking], early)], asking.profile.remote !== false),
        engine.rankJobs(asking, scan),
      )
    }
})

test('a tie of scores is broken by id', () => {
  const [one] = people.filter(({ profile }) => profile.work.length === 1 && profile.place !== undefined)
  const [job] = jobs.filter(({ posting }) => !posting.remote)
  assert.ok(one !== undefined && job !== undefined)
  const twins = ['per_c', 'per_a', 'per_b'].map((id) => ({ ...one, id }))
  const asked = { ...job, posting: { ...job.posting, occupation: one.profile.work[0]?.occupation ?? '' } }
  const there = { ...asked, posting: { ...asked.posting, place: one.profile.place ?? asked.posting.place } }
  const free = {
    ...there,
    posting: { ...there.posting, requirements: [], pay: { ...there.posting.pay, max: 1_000_000 } },
  }
  const open = { ...free, posting: { ...free.posting, days: [], parts: [] } }
  const find = peopleInSqlite(twins, early)
  assert.deepEqual(find(jobTerms(open), kinds.number(open.posting.occupation)), ['per_a', 'per_b', 'per_c'])
})
