import type { JobDraft } from '@rolecall/contract/job'
import type { Place } from '@rolecall/contract/place'
import type { Profile } from '@rolecall/contract/profile'
import type { Occupation } from '@rolecall/taxonomy/types'
import type { MatchTaxonomy } from '../match-taxonomy.ts'
import type { JobRow, PersonRow } from '../rows.ts'
import { createRules } from '../rules.ts'

/** What the tests of this package share: a handful of occupations, four places, an ordinary job and an ordinary person. */
export const now = Date.parse('2026-11-25T09:00:00Z')
export const day = 24 * 60 * 60 * 1000

const occupation = (id: string, isco: string, essential: string[], helpful: string[] = []): Occupation => ({
  id,
  isco,
  labels: {},
  aliases: {},
  skills: [
    ...essential.map((skill) => ({ id: skill, essential: true })),
    ...helpful.map((skill) => ({ id: skill, essential: false })),
  ],
})

const occupations = [
  occupation('cook', '5120', ['cooking', 'food-safety'], ['menu-planning']),
  occupation('kitchen-helper', '9412', ['dish-washing', 'food-safety']),
  occupation('waiter', '5131', ['serving', 'taking-orders']),
  occupation('bartender', '5132', ['mixing-drinks', 'serving'], ['taking-orders']),
  occupation('cleaner', '9112', ['cleaning'], ['laundry']),
  occupation('security-guard', '5414', ['patrolling', 'reporting']),
  occupation('bricklayer', '7112', ['laying-bricks', 'mixing-mortar']),
  occupation('truck-driver', '8332', ['driving-trucks', 'loading']),
  occupation('childcare-worker', '5311', ['minding-children'], ['first-aid']),
]

const near: Readonly<Record<string, number>> = {
  'waiter bartender': 0.66,
  'cook kitchen-helper': 0.4,
  'waiter cook': 0.25,
}

export const taxonomy: MatchTaxonomy = {
  version: 'fixture',
  occupation: (id) => occupations.find((each) => each.id === id),
  occupations: () => occupations,
  nearness: (a, b) => (a === b ? 1 : (near[`${a} ${b}`] ?? near[`${b} ${a}`] ?? 0)),
}

export const rules = createRules({ taxonomy })

const place = (label: string, latitude: number, longitude: number): Place => ({
  label,
  latitude,
  longitude,
  country: 'KE',
  timeZone: 'Africa/Nairobi',
})
export const nairobi = place('Nairobi', -1.2833, 36.8167)
/** 4 km from Nairobi's centre. */
export const westlands = place('Westlands', -1.2676, 36.8108)
/** 41 km from Nairobi. */
export const thika = place('Thika', -1.0333, 37.0693)
/** 440 km from Nairobi. */
export const mombasa = place('Mombasa', -4.0547, 39.6636)

/** A cook of Westlands who said all that the chat asks. */
export const person = (profile: Partial<Profile> = {}, row: Partial<Omit<PersonRow, 'profile'>> = {}): PersonRow => ({
  id: 'person',
  active: true,
  alerts: true,
  ...row,
  profile: {
    work: [{ occupation: 'cook', said: 'cook', experience: '2-years-or-more' }],
    place: westlands,
    reachKm: 30,
    times: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], parts: ['morning', 'afternoon'] },
    pay: { amount: 80_000, currency: 'KES', period: 'day' },
    languages: [],
    licences: [],
    skills: [],
    workPermits: [],
    ...profile,
  },
})

/** The same person without one of the answers. */
export const without = (field: 'place' | 'times' | 'pay'): PersonRow => {
  const row = person()
  const { [field]: _, ...profile } = row.profile
  return { ...row, profile }
}

/** A cook's job in Nairobi, mornings of five days, 1,000 shillings a day, published today. */
export const job = (posting: Partial<JobDraft> = {}, row: Partial<Omit<JobRow, 'posting'>> = {}): JobRow => ({
  id: 'job',
  organisationId: 'organisation',
  state: 'open',
  expiresAt: now + 20 * day,
  publishedAt: now,
  openingsLeft: 1,
  ...row,
  posting: {
    title: 'Cook',
    occupation: 'cook',
    description: { text: 'Cooking for a canteen.', language: 'en' },
    place: nairobi,
    remote: false,
    reachKm: null,
    pay: { min: 100_000, currency: 'KES', period: 'day' },
    employmentType: 'FULL_TIME',
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    parts: ['morning'],
    requirements: [],
    questions: [],
    openings: 1,
    answerDays: 7,
    expiresOn: '2026-12-15',
    ...posting,
  },
})
