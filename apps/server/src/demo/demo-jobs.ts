import type { EmploymentType, JobDraft } from '@rolecall/contract/job'
import type { Place } from '@rolecall/contract/place'
import type { Day, DayPart, ShiftHours } from '@rolecall/contract/times'
import type { DemoEmployer } from './names.ts'
import { cities, type DemoCity } from './places.ts'
import type { Chance } from './random.ts'
import { type WorkKind, workKinds } from './work-kinds.ts'

const week: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const shifts: readonly { days: readonly Day[]; parts: readonly DayPart[]; hours: ShiftHours; type: EmploymentType }[] =
  [
    {
      days: week.slice(0, 5),
      parts: ['morning', 'afternoon'],
      hours: { from: '08:00', to: '17:00' },
      type: 'FULL_TIME',
    },
    {
      days: week.slice(0, 6),
      parts: ['morning', 'afternoon'],
      hours: { from: '07:00', to: '15:00' },
      type: 'FULL_TIME',
    },
    { days: week.slice(0, 5), parts: ['morning'], hours: { from: '06:00', to: '11:00' }, type: 'PART_TIME' },
    { days: week.slice(0, 5), parts: ['evening'], hours: { from: '17:00', to: '21:00' }, type: 'PART_TIME' },
    {
      days: ['fri', 'sat', 'sun'],
      parts: ['afternoon', 'evening'],
      hours: { from: '14:00', to: '22:00' },
      type: 'PART_TIME',
    },
    { days: week.slice(0, 6), parts: ['night'], hours: { from: '22:00', to: '05:00' }, type: 'FULL_TIME' },
    { days: ['sat', 'sun'], parts: ['morning', 'afternoon'], hours: { from: '08:00', to: '16:00' }, type: 'TEMPORARY' },
  ]
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

/** One posting of the demo. `today` is an ISO date; it runs for two to eight weeks. */
export const demoPosting = (chance: Chance, { country, seeks }: DemoEmployer, today: string): JobDraft => {
  const kind = chance.pick(workKinds.filter(({ occupation }) => seeks.includes(occupation)))
  const city = pickCity(chance, country)
  const language = country === 'KE' ? 'en' : 'es'
  const [title, duties] = kind[language]
  const shift = chance.pick(shifts)
  return {
    title,
    occupation: kind.occupation,
    description: { text: [duties, ...chance.some(perks[language], 0.4)].join(' '), language },
    place: nearby(chance, city),
    remote: kind.occupation === 'call-centre-agent' && chance.next() < 0.4,
    reachKm: chance.next() < 0.3 ? chance.pick([15, 25, 40]) : null,
    pay: demoPay(chance, kind, country),
    employmentType: shift.type,
    days: [...shift.days],
    parts: [...shift.parts],
    hours: shift.hours,
    requirements: [...kind.requirements],
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

const demoPay = (chance: Chance, kind: WorkKind, country: string): JobDraft['pay'] => {
  const [low, high] = country === 'KE' ? kind.kes : kind.mxn
  const currency = country === 'KE' ? 'KES' : 'MXN'
  const perDay = Math.round(chance.whole(low, high) / 10) * 10
  if (chance.next() < 0.6) return { min: perDay * 100, currency, period: 'day' }
  const perMonth = Math.round((perDay * 24) / 500) * 500
  return { min: perMonth * 100, max: Math.round((perMonth * 1.2) / 500) * 500 * 100, currency, period: 'month' }
}

const demoQuestion = (chance: Chance, language: 'en' | 'es'): JobDraft['questions'][number] => {
  const index = chance.whole(0, 2)
  return { id: `q${index + 1}`, text: questions[language][index] ?? '', answer: index === 2 ? 'text' : 'yes-no' }
}

const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()
