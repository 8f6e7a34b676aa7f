import type { JobDraft } from '@rolecall/contract/job'
import type { Profile } from '@rolecall/contract/profile'
import type { JobRow, PersonRow } from '@rolecall/match/engine'
import type { Occupation, Taxonomy } from '@rolecall/taxonomy/types'
import { createRandom, type Random, zipf } from './seeded.ts'

export const now = Date.parse('2026-11-25T09:00:00Z')
const dayMs = 86_400_000

/** People and jobs of one made-up country, the same for the same numbers: drawn one by one, so that nobody holds them all. */
export type World = {
  readonly people: () => Generator<PersonRow>
  readonly jobs: () => Generator<JobRow>
}

type Draw = {
  readonly random: Random
  readonly occupations: readonly Occupation[]
  readonly occupationShares: Float64Array
  readonly cityShares: Float64Array
  readonly cities: readonly (readonly [latitude: number, longitude: number, spreadDegrees: number])[]
}

/** 500 cities whose people go with 1 over their rank to the 0.9, on 10 by 10 degrees; the larger the wider. */
const cityCount = 500

export const createWorld = (taxonomy: Taxonomy, size: { readonly people: number; readonly jobs: number }): World => {
  const place = createRandom(7)
  const cities = Array.from(
    { length: cityCount },
    (_, rank) => [place.next() * 10 - 5, 30 + place.next() * 10, 0.02 + 0.1 / Math.sqrt(rank + 1)] as const,
  )
  const draw = (seed: number): Draw => ({
    random: createRandom(seed),
    occupations: taxonomy.occupations(),
    occupationShares: zipf(taxonomy.occupations().length, 0.6),
    cityShares: zipf(cityCount, 0.9),
    cities,
  })
  return {
    *people() {
      const from = draw(1)
      for (let number = 0; number < size.people; number += 1) yield personOf(from, number)
    },
    *jobs() {
      const from = draw(2)
      for (let number = 0; number < size.jobs; number += 1) yield jobOf(from, number)
    },
  }
}

/** As long as a real id. */
const idOf = (prefix: string, number: number): string => `${prefix}_${number.toString(32).padStart(26, '0')}`

const placeOf = ({ random, cities, cityShares }: Draw) => {
  const [latitude, longitude, spread] = cities[random.index(cityShares)] ?? [0, 0, 0]
  return {
    label: 'City',
    latitude: latitude + spread * random.normal(),
    longitude: longitude + spread * random.normal(),
    country: 'KE',
    timeZone: 'Africa/Nairobi',
  }
}

const occupationOf = ({ random, occupations, occupationShares }: Draw): Occupation => {
  // Spread over the list, so that likely ones are not all of one kind.
  const rank = random.index(occupationShares)
  const occupation = occupations[(rank * 131) % occupations.length]
  if (occupation === undefined) throw new Error('the taxonomy has no occupations')
  return occupation
}

const weekdays: Profile['times'] = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], parts: ['morning', 'afternoon'] }
const schedules: readonly [NonNullable<Profile['times']>, ...NonNullable<Profile['times']>[]] = [
  weekdays,
  { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], parts: ['morning', 'afternoon'] },
  { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], parts: ['morning', 'afternoon', 'evening', 'night'] },
  { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], parts: ['morning', 'afternoon', 'evening'] },
  { days: ['fri', 'sat', 'sun'], parts: ['afternoon', 'evening', 'night'] },
]

const personOf = (draw: Draw, number: number): PersonRow => {
  const { random } = draw
  const work = Array.from({ length: random.pick([1, 1, 1, 1, 1, 1, 2, 2, 2, 3]) }, () => occupationOf(draw))
  const usual = work[0]?.skills ?? []
  return {
    id: idOf('per', number),
    active: true,
    alerts: random.chance(0.8),
    profile: {
      work: random.chance(0.02)
        ? []
        : work.map(({ id }) => ({
            occupation: id,
            said: '',
            ...(random.chance(0.9)
              ? { experience: random.pick(['none', 'under-2-years', '2-years-or-more', '2-years-or-more']) }
              : {}),
          })),
      ...(random.chance(0.97) ? { place: placeOf(draw) } : {}),
      reachKm: random.pick([5, 10, 10, 20, 20, 30, 30, 30, 30, 30, 50, 50, 100, 200, random.chance(0.3) ? 1000 : 30]),
      ...(random.chance(0.3) ? { remote: random.chance(0.5) } : {}),
      ...(random.chance(0.95) ? { times: random.pick(schedules) } : {}),
      ...(random.chance(0.9)
        ? {
            pay: {
              amount: random.chance(0.1) ? 0 : 60_000 + 1000 * Math.floor(60 * random.next()),
              currency: 'KES',
              period: 'day',
            },
          }
        : {}),
      languages: random.chance(0.6)
        ? [{ language: random.pick(['en', 'en', 'sw', 'fr']), level: random.pick(['basic', 'good', 'fluent']) }]
        : [],
      licences: random.chance(0.25) ? [{ licence: random.pick(licences), held: random.chance(0.8) }] : [],
      skills: usual.filter(() => random.chance(0.2)).map(({ id }) => id),
      workPermits: random.chance(0.8) ? [{ country: 'KE', held: random.chance(0.9) }] : [],
    },
  }
}

type Licence = Profile['licences'][number]['licence']
export const licences: readonly [Licence, ...Licence[]] = ['driving-car', 'food-handler', 'forklift', 'first-aid']

const jobOf = (draw: Draw, number: number): JobRow => {
  const { random } = draw
  const age = random.next() * 28
  const least = 70_000 + 1000 * Math.floor(60 * random.next())
  const occupation = occupationOf(draw)
  return {
    id: idOf('job', number),
    organisationId: 'org',
    state: 'open',
    publishedAt: now - age * dayMs,
    expiresAt: now + (30 - age) * dayMs,
    openingsLeft: random.pick([1, 1, 1, 2, 5]),
    shown: Math.floor(200 * random.next() ** 3),
    posting: {
      title: occupation.id,
      occupation: occupation.id,
      description: { text: 'Work.', language: 'en' },
      place: placeOf(draw),
      remote: random.chance(0.1),
      reachKm: random.pick([null, null, null, 20, 50]),
      pay: { min: least, max: least + 20_000, currency: 'KES', period: 'day' },
      employmentType: 'FULL_TIME',
      ...random.pick<Pick<JobDraft, 'days' | 'parts'>>([
        { days: ['mon', 'tue', 'wed', 'thu', 'fri'], parts: ['morning'] },
        { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], parts: ['morning', 'afternoon'] },
        { days: ['sat', 'sun'], parts: ['evening'] },
      ]),
      requirements: requirementsOf(random),
      questions: [],
      openings: 1,
      answerDays: 7,
      expiresOn: '2026-12-25',
    },
  }
}

const requirementsOf = (random: Random): JobDraft['requirements'] => [
  { kind: 'work-permit', country: 'KE', must: true },
  ...(random.chance(0.5)
    ? [
        {
          kind: 'language',
          language: 'en',
          level: random.pick<'basic' | 'good'>(['basic', 'good']),
          must: true,
        } as const,
      ]
    : []),
  ...(random.chance(0.3) ? [{ kind: 'licence', licence: random.pick(licences), must: true } as const] : []),
  ...(random.chance(0.2) ? [{ kind: 'experience', years: random.pick([1, 2]), must: true } as const] : []),
]
