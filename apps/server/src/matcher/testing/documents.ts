import type { DocumentOf } from '@rolecall/core/model/collections'

/** Wednesday noon in Nairobi. */
export const noon = Date.UTC(2026, 10, 25, 9)

const thika = { label: 'Thika', latitude: -1.0333, longitude: 37.0693, country: 'KE', timeZone: 'Africa/Nairobi' }

/** An open job for a cook in Thika, whom `cook` fits fully. */
export const cookJob = (id = 'job_1'): DocumentOf<'jobs'> => ({
  id,
  organisationId: 'org_1',
  organisationName: 'Sunrise Café',
  code: id.slice(-6).toUpperCase().padStart(6, 'A'),
  state: 'open',
  posting: {
    title: 'Cook',
    occupation: 'cook',
    description: { text: 'Cooking.', language: 'en' },
    place: thika,
    remote: false,
    reachKm: null,
    pay: { min: 100_000, currency: 'KES', period: 'day' },
    employmentType: 'FULL_TIME',
    days: ['mon', 'tue'],
    parts: ['morning'],
    requirements: [],
    questions: [],
    openings: 2,
    answerDays: 7,
    expiresOn: '2026-12-25',
  },
  expiresAt: noon + 30 * 86_400_000,
  publishedAt: noon,
  hired: 0,
  history: [],
  createdAt: noon,
  updatedAt: noon,
})

export const cook = (id: string, more: Partial<DocumentOf<'people'>> = {}): DocumentOf<'people'> => ({
  id,
  accountId: `acc_${id}`,
  state: 'active',
  name: 'Canary Wanjiru',
  language: 'en',
  timeZone: 'Africa/Nairobi',
  profile: {
    work: [{ occupation: 'cook', said: 'canary-said', experience: '2-years-or-more' }],
    place: thika,
    reachKm: 30,
    times: { days: ['mon', 'tue', 'wed'], parts: ['morning'] },
    pay: { amount: 0, currency: 'KES', period: 'day' },
    languages: [],
    licences: [],
    skills: [],
    workPermits: [],
  },
  alerts: true,
  createdAt: noon,
  updatedAt: noon,
  alertedAt: [],
  ...more,
})
