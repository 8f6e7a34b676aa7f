import type { JobDraft } from '@rolecall/contract/job'
import type { Place } from '@rolecall/contract/place'
import { type DemoEmployer, employers } from './names.ts'
import { cities, type DemoCity } from './places.ts'
import type { Chance } from './random.ts'
import { type Shift, shiftsOf } from './shifts.ts'
import { type WorkKind, workKinds } from './work-kinds.ts'

const perks = {
  en: [
    'Lunch is given.',
    'Pay comes each Friday.',
    'There is a bus stop at the gate.',
    'We train you in the first week.',
    'You work in a team of six.',
    'Contract from the first day.',
  ],
  es: [
    'Incluye comida.',
    'El pago es cada viernes.',
    'Hay parada de autobús en la puerta.',
    'La primera semana le capacitamos.',
    'Trabaja en un equipo de seis.',
    'Contrato desde el primer día.',
  ],
} as const
const questions = {
  en: ['Can you start next Monday?', 'Do you have work boots?', 'How do you get to work?'],
  es: ['¿Puede empezar el lunes?', '¿Tiene botas de trabajo?', '¿Cómo llega al trabajo?'],
} as const

export type DemoJob = {
  readonly employer: DemoEmployer
  readonly kind: WorkKind
  readonly city: DemoCity
  readonly shift: Shift
  /** Whether others of its kind stay in its city when it closes. */
  readonly spare: boolean
}

/**
 * Which jobs there are: each kind of work in each city where an employer looks for it, more of it where more is asked
 * for, and some of each by day on weekdays.
 */
export const demoJobs = (chance: Chance): readonly DemoJob[] =>
  cities.flatMap((city) =>
    workKinds.flatMap((kind) => {
      const there = employers.filter(
        ({ seeks, cities }) => cities.includes(city.place.label) && seeks.includes(kind.occupation),
      )
      if (there.length === 0) return []
      const count = city.jobs + kind.demand + (city.jobs > 1 && kind.demand > 2 ? 1 : 0)
      return shiftsOf(chance, kind.rhythm, count).map((shift, index) => ({
        employer: chance.pick(there),
        kind,
        city,
        shift,
        spare: index >= 3,
      }))
    }),
  )

/** The posting of a job of the demo. `today` is an ISO date; it runs for two to eight weeks. */
export const demoPosting = (chance: Chance, { employer, kind, city, shift }: DemoJob, today: string): JobDraft => {
  const { country } = employer
  const language = country === 'KE' ? 'en' : 'es'
  const [title, duties] = kind[language]
  return {
    title,
    occupation: kind.occupation,
    description: { text: [duties, ...chance.some(perks[language], 0.4)].join(' '), language },
    place: nearby(chance, city),
    remote: kind.occupation === 'call-centre-agent' && chance.next() < 0.4,
    reachKm: chance.next() < 0.3 ? chance.pick([15, 25, 40]) : null,
    pay: demoPay(chance, { kind, shift, country }),
    employmentType: shift.type,
    days: [...shift.days],
    parts: [...shift.parts],
    hours: shift.hours,
    requirements: kind.requirements.map((one) => ({ ...one, must: one.must && chance.next() < 0.6 })),
    // For full weeks of the work that they live by, employers look at experience.
    ...(employer.seeks[0] === kind.occupation && shift.days.length > 5 ? { mattersMost: ['experience'] } : {}),
    questions: chance.next() < 0.25 ? [demoQuestion(chance, language)] : [],
    openings: chance.pick([1, 1, 1, 2, 2, 3, 5, 10]),
    answerDays: chance.pick([3, 5, 7, 7, 10]),
    ...(chance.next() < 0.3 ? { startsOn: addDays(today, chance.whole(5, 20)) } : {}),
    expiresOn: addDays(today, chance.whole(14, 56)),
  }
}

export const pickCity = (chance: Chance, country: string): DemoCity => {
  const there = cities.filter(({ place }) => place.country === country)
  let left = chance.next() * there.reduce((sum, { share }) => sum + share, 0)
  for (const city of there) {
    left -= city.share
    if (left <= 0) return city
  }
  return chance.pick(there)
}

/** Somewhere within about 12 km of the middle of the city, under the city's name. */
export const nearby = (chance: Chance, { place }: DemoCity): Place => ({
  ...place,
  latitude: Number((place.latitude + (chance.next() - 0.5) * 0.2).toFixed(4)),
  longitude: Number((place.longitude + (chance.next() - 0.5) * 0.2).toFixed(4)),
})

const demoPay = (
  chance: Chance,
  { kind, shift, country }: { readonly kind: WorkKind; readonly shift: Shift; readonly country: string },
): JobDraft['pay'] => {
  const [low, high] = country === 'KE' ? kind.kes : kind.mxn
  const currency = country === 'KE' ? 'KES' : 'MXN'
  const perDay = Math.round(chance.whole(low, high) / 10) * 10
  if (shift.type === 'PART_TIME' || chance.next() < 0.5) return { min: perDay * 100, currency, period: 'day' }
  const perMonth = Math.round((perDay * shift.days.length * 4.2) / 500) * 500
  return { min: perMonth * 100, max: Math.round((perMonth * 1.2) / 500) * 500 * 100, currency, period: 'month' }
}

const demoQuestion = (chance: Chance, language: 'en' | 'es'): JobDraft['questions'][number] => {
  const index = chance.whole(0, 2)
  return { id: `q${index + 1}`, text: questions[language][index] ?? '', answer: index === 2 ? 'text' : 'yes-no' }
}

const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()
