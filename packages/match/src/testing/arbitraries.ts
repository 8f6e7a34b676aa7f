import { type JobDraft, MattersMost, mostThatMatter } from '@rolecall/contract/job'
import type { Profile } from '@rolecall/contract/profile'
import fc from 'fast-check'
import type { JobRow, PersonRow } from '../rows.ts'
import { day, job, now, person } from './fixture.ts'

/** People and jobs for property tests: a few towns on every edge of the map, so that many pairs fit and many nearly do. */
const centres = [
  [-1.28, 36.82],
  [0, 180],
  [0.1, -179.95],
  [89.9, 0],
  [89.95, 170],
  [-90, 12],
  [60, 24.9],
] as const

/** Not `fc.double`, whose values crowd around zero. */
const around = (centre: number) => fc.integer({ min: -600, max: 600 }).map((shift) => centre + shift / 1000)

const placeOf = fc.constantFrom(...centres).chain(([latitude, longitude]) =>
  fc.record({
    label: fc.constant('Town'),
    // May leave the earth: such a place counts as not known.
    latitude: around(latitude),
    longitude: around(longitude),
    country: fc.constant('KE'),
    timeZone: fc.constant('Africa/Nairobi'),
  }),
)

const occupationId = fc.constantFrom('cook', 'cook', 'waiter', 'bartender', 'kitchen-helper')
const days = fc.constantFrom<JobDraft['days']>(
  ['mon'],
  ['mon'],
  ['sat', 'sun'],
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  ['fri', 'mon', 'tue', 'wed', 'thu'],
)
const parts = fc.constantFrom<JobDraft['parts']>(
  ['morning'],
  ['morning'],
  ['night'],
  ['morning', 'afternoon', 'evening', 'night'],
)
const anyTime: NonNullable<Profile['times']> = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  parts: ['morning', 'afternoon', 'evening', 'night'],
}
const amount = fc.constantFrom(80_000, 80_000, 100_000)
const currency = fc.constantFrom('KES', 'KES', 'KES', 'USD', 'JPY')
const period = fc.constantFrom<'day' | 'month'>('day', 'day', 'month')
const experience = fc.constantFrom<'none' | 'under-2-years' | '2-years-or-more'>(
  'none',
  'under-2-years',
  '2-years-or-more',
)
const level = fc.constantFrom<'basic' | 'good' | 'fluent'>('basic', 'good', 'fluent')

const requirement: fc.Arbitrary<JobDraft['requirements'][number]> = fc.oneof(
  fc.record({ kind: fc.constant('licence'), licence: fc.constant('food-handler'), must: fc.boolean() } as const),
  fc.record({ kind: fc.constant('language'), language: fc.constant('en'), level, must: fc.boolean() } as const),
  fc.record({ kind: fc.constant('experience'), years: fc.integer({ min: 1, max: 6 }), must: fc.boolean() } as const),
  fc.record({
    kind: fc.constant('skill'),
    skill: fc.constantFrom('cooking', 'serving', 'juggling'),
    must: fc.boolean(),
  } as const),
  fc.record({ kind: fc.constant('work-permit'), country: fc.constant('KE'), must: fc.boolean() } as const),
)

const profile: fc.Arbitrary<Partial<Profile>> = fc.record(
  {
    work: fc.array(
      fc.record(
        { occupation: occupationId, said: fc.constant(''), experience },
        { requiredKeys: ['occupation', 'said'] },
      ),
      { maxLength: 3 },
    ),
    place: placeOf,
    reachKm: fc.constantFrom(1, 60, 150, 20_000, 20_000),
    remote: fc.boolean(),
    times: fc.oneof(fc.record({ days, parts }), fc.constant(anyTime)),
    pay: fc.record({ amount: fc.oneof(amount, fc.constant(0)), currency, period }),
    employmentTypes: fc.constantFrom<NonNullable<Profile['employmentTypes']>>(
      ['FULL_TIME'],
      ['PART_TIME', 'FULL_TIME'],
    ),
    languages: fc.array(fc.record({ language: fc.constant('en'), level }), { maxLength: 1 }),
    licences: fc.array(fc.record({ licence: fc.constant('food-handler'), held: fc.boolean() } as const), {
      maxLength: 1,
    }),
    skills: fc.subarray(['cooking', 'serving', 'food-safety', 'menu-planning', 'mixing-drinks']),
    workPermits: fc.array(fc.record({ country: fc.constant('KE'), held: fc.boolean() }), { maxLength: 1 }),
  },
  { requiredKeys: [] },
)

const posting: fc.Arbitrary<Partial<JobDraft>> = fc.record(
  {
    occupation: occupationId,
    place: placeOf,
    remote: fc.nat(3).map((dice) => dice === 0),
    reachKm: fc.constantFrom(null, null, 5, 100, 20_000),
    pay: fc.record(
      { min: amount, max: fc.constant(120_000), currency, period },
      { requiredKeys: ['min', 'currency', 'period'] },
    ),
    employmentType: fc.constantFrom<JobDraft['employmentType']>('FULL_TIME', 'PART_TIME'),
    days,
    parts,
    hours: fc.constantFrom({ from: '08:00', to: '12:30' }, { from: '22:00', to: '06:00' }),
    requirements: fc.nat(4).chain((most) => fc.array(requirement, { maxLength: most })),
    mattersMost: fc.array(fc.constantFrom(...MattersMost.options), { maxLength: mostThatMatter }),
  },
  { requiredKeys: ['occupation', 'place'] },
)

/** Ids from `p0` to `p19`: few enough to be put twice and removed. */
export const anyPerson: fc.Arbitrary<PersonRow> = fc
  .tuple(fc.nat(19), profile, fc.nat(9), fc.boolean())
  .map(([id, said, dice, alerts]) => person(said, { id: `p${id}`, active: dice > 0, alerts }))

export const anyJob: fc.Arbitrary<JobRow> = fc
  .tuple(
    fc.nat(19),
    posting,
    fc.constantFrom<JobRow['state']>('open', 'open', 'open', 'paused'),
    fc.integer({ min: -1, max: 30 }),
    fc.constantFrom(0, 0, 1, 40, 5000),
  )
  .map(([id, offered, state, age, shown]) =>
    job(offered, {
      id: `j${id}`,
      state,
      publishedAt: now - age * day,
      expiresAt: now + (25 - age) * day,
      openingsLeft: age === 3 ? 0 : 1 + (age % 2),
      shown,
    }),
  )
