import type { MattersMost } from '@rolecall/contract/job'
import type { JobRow, PersonRow } from '../rows.ts'
import { day, job, now, person } from './fixture.ts'

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Town = readonly [latitude: number, longitude: number]

const towns: readonly [Town, ...Town[]] = [
  [-1.28, 36.82],
  [-1.03, 37.07],
  [0.2, -179.99],
]

const aspects = ['occupation', 'skills', 'experience', 'pay', 'distance'] as const satisfies readonly MattersMost[]

/** Many who fit the same few jobs, so that lists are full and every bound is put to use. */
export const createCrowd = (random: () => number) => {
  const pick = <Item>(...items: readonly [Item, ...Item[]]): Item =>
    items[Math.floor(random() * items.length)] ?? items[0]
  const chance = (share: number) => random() < share
  const place = (spread: number) => {
    const [latitude, longitude] = pick(...towns)
    const shift = () => Math.round((random() - 0.5) * spread * 1e6) / 1e6
    const east = longitude + shift()
    const around = { latitude: latitude + shift(), longitude: east < -180 ? east + 360 : east }
    return { label: 'Town', ...around, country: 'KE', timeZone: 'Africa/Nairobi' }
  }
  const work = (): PersonRow['profile']['work'][number] => ({
    occupation: pick('cook', 'cook', 'cook', 'waiter', 'bartender', 'kitchen-helper'),
    said: '',
    ...(chance(0.8) ? { experience: pick('none', 'under-2-years', '2-years-or-more') } : {}),
  })
  const anyone = (id: string): PersonRow => {
    const { place: _, times: __, pay: ___, ...rest } = person().profile
    return {
      id,
      active: chance(0.97),
      alerts: chance(0.8),
      profile: {
        ...rest,
        work: Array.from({ length: chance(0.06) ? 0 : pick(1, 1, 1, 2, 3) }, work),
        ...(chance(0.94) ? { place: place(pick(0.05, 0.3, 1.2)) } : {}),
        reachKm: pick(10, 30, 45, 60, 120, 300, 5000),
        ...(chance(0.2) ? { remote: chance(0.5) } : {}),
        ...(chance(0.9)
          ? {
              times: pick<NonNullable<PersonRow['profile']['times']>>(
                { days: ['mon', 'tue', 'wed', 'thu', 'fri'], parts: ['morning', 'afternoon'] },
                { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], parts: ['morning', 'afternoon', 'evening'] },
              ),
            }
          : {}),
        ...(chance(0.8)
          ? {
              pay: {
                amount: pick(0, 60_000, 75_000, 80_000, 90_000),
                currency: pick('KES', 'KES', 'KES', 'USD'),
                period: 'day' as const,
              },
            }
          : {}),
        ...(chance(0.1) ? { employmentTypes: [pick<'FULL_TIME' | 'PART_TIME'>('FULL_TIME', 'PART_TIME')] } : {}),
        languages: chance(0.7)
          ? [{ language: 'en', level: pick<'basic' | 'good' | 'fluent'>('basic', 'good', 'fluent') }]
          : [],
        licences: chance(0.6) ? [{ licence: 'food-handler', held: chance(0.7) }] : [],
        workPermits: chance(0.6) ? [{ country: 'KE', held: chance(0.8) }] : [],
        skills: ['cooking', 'serving', 'food-safety', 'menu-planning', 'mixing-drinks'].filter(() => chance(0.2)),
      },
    }
  }
  const anything = (id: string): JobRow => {
    const age = Math.floor(random() * 40)
    return job(
      {
        occupation: pick('cook', 'cook', 'waiter', 'bartender'),
        place: place(pick(0.05, 0.3, 1.2)),
        remote: chance(0.15),
        reachKm: pick(null, null, null, 25, 90, 1000),
        pay: { min: pick(70_000, 90_000, 100_000), max: pick(100_000, 120_000), currency: 'KES', period: 'day' },
        days: pick<JobRow['posting']['days']>(
          ['mon', 'tue', 'wed', 'thu', 'fri'],
          ['mon', 'wed'],
          ['mon', 'tue', 'wed', 'thu', 'sat'],
        ),
        parts: pick<JobRow['posting']['parts']>(['morning'], ['morning', 'afternoon'], ['afternoon']),
        ...(chance(0.5) ? { mattersMost: pick([pick(...aspects)], [pick(...aspects), pick(...aspects)]) } : {}),
        requirements: [
          ...(chance(0.3) ? [{ kind: 'licence', licence: 'food-handler', must: true } as const] : []),
          ...(chance(0.3)
            ? [{ kind: 'language', language: 'en', level: pick('basic', 'good', 'fluent'), must: chance(0.7) } as const]
            : []),
          ...(chance(0.2) ? [{ kind: 'experience', years: pick(1, 2, 3), must: true } as const] : []),
          ...(chance(0.2)
            ? [{ kind: 'skill', skill: pick('cooking', 'serving', 'juggling'), must: chance(0.5) } as const]
            : []),
          ...(chance(0.2) ? [{ kind: 'work-permit', country: 'KE', must: true } as const] : []),
        ],
      },
      {
        id,
        state: chance(0.95) ? 'open' : 'paused',
        publishedAt: now - age * day,
        expiresAt: now + (38 - age) * day,
        openingsLeft: pick(0, 1, 1, 1, 5),
        shown: pick(0, 0, 3, 80, 900),
      },
    )
  }
  return { anyone, anything, pick, chance }
}
