import type { Experience, Profile } from '@rolecall/contract/profile'
import type { Licence } from '@rolecall/contract/requirement'
import type { WorkTimes } from '@rolecall/contract/times'
import { nearby, pickCity } from './demo-jobs.ts'
import type { Chance } from './random.ts'
import { type WorkKind, workKinds } from './work-kinds.ts'

const times: readonly WorkTimes[] = [
  { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], parts: ['morning', 'afternoon', 'evening', 'night'] },
  { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], parts: ['morning', 'afternoon'] },
  { days: ['mon', 'tue', 'wed', 'thu', 'fri'], parts: ['morning', 'afternoon'] },
  { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], parts: ['evening', 'night'] },
  { days: ['fri', 'sat', 'sun'], parts: ['morning', 'afternoon', 'evening'] },
]
/** More people want what there is more of. */
const wantedKinds = workKinds.flatMap((kind) => Array.from({ length: kind.demand }, () => kind))
const experiences: readonly Experience[] = ['none', 'under-2-years', '2-years-or-more']

/** One profile of the demo: what someone has told the bot so far, often not everything. */
export const demoProfile = (chance: Chance, country: string): Profile => {
  const kinds = Array.from({ length: chance.next() < 0.3 ? 2 : 1 }, () => chance.pick(wantedKinds))
  const language = country === 'KE' ? 'en' : 'es'
  const first = kinds[0]
  const wanted = new Map(kinds.map((kind) => [kind.occupation, kind]))
  return {
    work: [...wanted.values()].map((kind) => ({
      occupation: kind.occupation,
      said: kind[language][0].toLowerCase(),
      experience: chance.pick(experiences),
    })),
    place: nearby(chance, pickCity(chance, country)),
    reachKm: chance.pick([10, 20, 30, 30, 50]),
    times: chance.pick(times),
    pay: payWanted(chance, first, country),
    languages: languagesOf(chance, country),
    licences: first === undefined ? [] : licencesOf(chance, first),
    skills: [],
    workPermits: [{ country, held: true }],
  }
}

const payWanted = (chance: Chance, kind: WorkKind | undefined, country: string): NonNullable<Profile['pay']> => {
  const currency = country === 'KE' ? 'KES' : 'MXN'
  const [low] = (country === 'KE' ? kind?.kes : kind?.mxn) ?? [0]
  const any = chance.next() < 0.2
  return { amount: any ? 0 : Math.round((low * (0.7 + chance.next() * 0.5)) / 10) * 1000, currency, period: 'day' }
}

const languagesOf = (chance: Chance, country: string): Profile['languages'] =>
  country === 'KE'
    ? [
        { language: 'sw', level: 'fluent' },
        ...(chance.next() < 0.8 ? [{ language: 'en', level: chance.pick(['basic', 'good', 'fluent'] as const) }] : []),
      ]
    : [
        { language: 'es', level: 'fluent' },
        ...(chance.next() < 0.25 ? [{ language: 'en', level: chance.pick(['basic', 'good'] as const) }] : []),
      ]

const licencesOf = (chance: Chance, kind: WorkKind): Profile['licences'] =>
  kind.requirements.flatMap((requirement): { licence: Licence; held: boolean }[] =>
    requirement.kind === 'licence' && chance.next() < 0.7
      ? [{ licence: requirement.licence, held: chance.next() < 0.8 }]
      : [],
  )
