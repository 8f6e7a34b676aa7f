import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Experience, Profile } from '@rolecall/contract/profile'
import fc from 'fast-check'
import { explainPair } from './explain.ts'
import type { JobRow } from './rows.ts'
import { createRules } from './rules.ts'
import { anyJob, anyPerson } from './testing/arbitraries.ts'
import {
  day,
  job,
  mombasa,
  nairobi,
  now,
  person,
  rules,
  taxonomy,
  thika,
  westlands,
  without,
} from './testing/fixture.ts'
import { weights } from './weights.ts'

const moreExperience: Readonly<Record<Experience, Experience>> = {
  none: 'under-2-years',
  'under-2-years': '2-years-or-more',
  '2-years-or-more': '2-years-or-more',
}

/** Each makes a profile better for one job. */
const betterments: readonly ((profile: Profile, job: JobRow) => Profile)[] = [
  (profile, { posting }) => ({ ...profile, place: posting.place }),
  (profile) => ({ ...profile, reachKm: 20_000 }),
  (profile) => ({ ...profile, skills: [...profile.skills, 'cooking', 'serving'] }),
  (profile) => ({ ...profile, licences: [...profile.licences, { licence: 'food-handler', held: true }] }),
  (profile) => ({ ...profile, workPermits: [...profile.workPermits, { country: 'KE', held: true }] }),
  (profile) => ({ ...profile, languages: [...profile.languages, { language: 'en', level: 'fluent' }] }),
  (profile) => ({ ...profile, pay: { amount: 0, currency: 'KES', period: 'day' } }),
  (profile, { posting }) => ({ ...profile, times: { days: posting.days, parts: posting.parts } }),
  (profile) => ({
    ...profile,
    work: profile.work.map((work) => ({
      ...work,
      ...(work.experience && { experience: moreExperience[work.experience] }),
    })),
  }),
  (profile, { posting }) => ({
    ...profile,
    work: [...profile.work, { occupation: posting.occupation, said: '', experience: '2-years-or-more' }],
  }),
]

test('a better profile lowers neither the score nor the fit', () => {
  const fits = ['none', 'partial', 'full']
  fc.assert(
    fc.property(anyPerson, anyJob, fc.constantFrom(...betterments), (before, offered, better) => {
      const after = { ...before, profile: better(before.profile, offered) }
      const was = explainPair({ person: before, job: offered, now }, rules)
      const is = explainPair({ person: after, job: offered, now }, rules)
      assert.ok(is.score >= was.score - 1e-12)
      assert.ok(fits.indexOf(is.fit) >= fits.indexOf(was.fit))
    }),
    { numRuns: 1000 },
  )
})

test('the score and each of its parts lie between 0 and 1', () => {
  fc.assert(
    fc.property(anyPerson, anyJob, (who, what) => {
      const { score, subScores } = explainPair({ person: who, job: what, now }, rules)
      for (const value of [score, ...subScores.map((part) => part.value)]) assert.ok(value >= 0 && value <= 1)
    }),
  )
})

test('a nearer, newer, better paid job scores higher', () => {
  const best = scoreFor(job({ place: westlands }))
  assert.ok(best > scoreFor(job({ place: thika })))
  assert.ok(best > scoreFor(job({ place: westlands }, { publishedAt: now - 30 * day })))
  assert.ok(best > scoreFor(job({ place: westlands, pay: { min: 81_000, currency: 'KES', period: 'day' } })))
})

test('distance halves every 10 km and recency every 14 days', () => {
  const parts = partsFor(job({ place: thika }, { publishedAt: now - 14 * day }))
  assert.equal(parts.recency, 0.5)
  assert.equal(parts.distance, Math.round(10_000 * 2 ** -3.9) / 10_000)
})

test('essential skills count double, rare ones more, and work that was done implies half of the essential ones', () => {
  // Of nine occupations one uses cooking and menu planning, two food safety.
  const [rare, common] = [Math.round(100 * Math.log(10)), Math.round(100 * Math.log(5.5))]
  const all = 2 * rare + 2 * common + rare
  const share = (weight: number) => Math.round((weight / all) * 10_000) / 10_000
  assert.equal(partsFor(job()).skills, share(rare + common))
  assert.equal(partsFor(job(), person({ skills: ['cooking'] })).skills, share(2 * rare + common))
  assert.equal(partsFor(job(), person({ skills: ['menu-planning'] })).skills, share(2 * rare + common))
})

test('what was not said is neither best nor worst', () => {
  assert.equal(partsFor(job(), without('pay')).pay, 0.5)
  assert.equal(partsFor(job(), without('place')).distance, 0.5)
  assert.equal(partsFor(job({ place: mombasa, remote: true })).distance, 1)
})

test('without any weight the score is 0', () => {
  const none = { occupation: 0, skills: 0, experience: 0, pay: 0, distance: 0, recency: 0 }
  const unweighted = createRules({ taxonomy, weights: { ...weights, person: none, job: none, version: 'none' } })
  assert.equal(explainPair({ person: person(), job: job(), now }, unweighted).score, 0)
})

const explanationFor = (what: JobRow, who = person({ place: nairobi })) =>
  explainPair({ person: who, job: what, now }, rules)

const scoreFor = (what: JobRow): number => explanationFor(what, person()).score

const partsFor = (what: JobRow, who = person()): Record<string, number> =>
  Object.fromEntries(explanationFor(what, who).subScores.map(({ name, value }) => [name, value]))
