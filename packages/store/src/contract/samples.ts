import type { CollectionName, DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Page, Stored } from '@rolecall/core/ports/store'
import { now } from './world.ts'

export const account = (id: string, changes: Partial<DocumentOf<'accounts'>> = {}): DocumentOf<'accounts'> => ({
  id,
  portfolioId: 'portfolio',
  userKey: `portfolio/KE.${id}`,
  waId: '254700111222',
  profileName: 'Wanjiku Canary',
  previousUserIds: [],
  personIds: [],
  state: 'active',
  createdAt: now,
  lastInboundAt: now,
  ...changes,
})

export const consent = (id: string, changes: Partial<DocumentOf<'consents'>> = {}): DocumentOf<'consents'> => ({
  id,
  personId: 'per_1',
  scope: 'service',
  given: true,
  textVersion: '1',
  language: 'en',
  channel: 'whatsapp',
  at: now,
  ...changes,
})

export const membership = (
  id: string,
  changes: Partial<DocumentOf<'memberships'>> = {},
): DocumentOf<'memberships'> => ({
  id,
  userId: `usr_${id}`,
  organisationId: 'org_1',
  role: 'owner',
  createdAt: now,
  ...changes,
})

export const organisation = (id: string): DocumentOf<'organisations'> => ({
  id,
  name: 'Café Thika ☕',
  country: 'KE',
  state: 'vetted',
  createdAt: now,
})

export const job = (id: string, changes: Partial<DocumentOf<'jobs'>> = {}): DocumentOf<'jobs'> => ({
  id,
  organisationId: 'org_1',
  organisationName: 'Café Thika ☕',
  code: id,
  state: 'draft',
  posting: {
    title: 'Cook',
    occupation: 'cook',
    description: { text: 'Cooking for forty people, every day 🍲', language: 'en' },
    place: { label: 'Thika', latitude: -1.0388, longitude: 37.0834, country: 'KE', timeZone: 'Africa/Nairobi' },
    remote: false,
    reachKm: null,
    pay: { min: 3_000_000, max: 1_000_000_000_000, currency: 'KES', period: 'month' },
    employmentType: 'FULL_TIME',
    days: ['mon', 'tue'],
    parts: ['morning'],
    requirements: [
      { kind: 'licence', licence: 'food-handler', must: true },
      { kind: 'experience', years: 2, must: false },
    ],
    mattersMost: ['experience', 'distance'],
    questions: [],
    openings: 2,
    answerDays: 7,
    expiresOn: '2026-12-24',
  },
  expiresAt: now + 1,
  hired: 0,
  history: [{ state: 'draft', at: now, by: { kind: 'user', id: 'usr_1' } }],
  createdAt: now,
  updatedAt: now,
  ...changes,
})

export const outgoing = (id: string, changes: Partial<DocumentOf<'outbox'>> = {}): DocumentOf<'outbox'> => ({
  id,
  accountId: 'acc_1',
  phoneNumberId: '1555',
  message: { text: 'hello' },
  category: 'reply',
  order: 1,
  state: 'queued',
  attempts: 0,
  dueAt: now,
  at: now,
  updatedAt: now,
  ...changes,
})

export const task = (id: string, changes: Partial<DocumentOf<'tasks'>> = {}): DocumentOf<'tasks'> => ({
  id,
  queue: 'receive',
  lane: 'lane-1',
  kind: 'message',
  payload: { text: `payload of ${id}` },
  keyOwner: 'day:2026-11-25',
  order: now,
  dueAt: now,
  state: 'ready',
  attempts: 0,
  at: now,
  ...changes,
})

type Put<C extends CollectionName> = Extract<Change, { op: 'put'; collection: C }>
type Expected = number | 'absent' | 'if-absent'

export const putTask = (doc: DocumentOf<'tasks'>, expected: Expected = 'if-absent'): Put<'tasks'> => ({
  op: 'put',
  collection: 'tasks',
  doc,
  expected,
})

export const putAccount = (doc: DocumentOf<'accounts'>, expected: Expected = 'absent'): Put<'accounts'> => ({
  op: 'put',
  collection: 'accounts',
  doc,
  expected,
})

export const putConsent = (doc: DocumentOf<'consents'>, expected: Expected = 'absent'): Put<'consents'> => ({
  op: 'put',
  collection: 'consents',
  doc,
  expected,
})

export const putMembership = (doc: DocumentOf<'memberships'>, expected: Expected = 'absent'): Put<'memberships'> => ({
  op: 'put',
  collection: 'memberships',
  doc,
  expected,
})

export const putOrganisation = (
  doc: DocumentOf<'organisations'>,
  expected: Expected = 'absent',
): Put<'organisations'> => ({ op: 'put', collection: 'organisations', doc, expected })

export const putJob = (doc: DocumentOf<'jobs'>, expected: Expected = 'absent'): Put<'jobs'> => ({
  op: 'put',
  collection: 'jobs',
  doc,
  expected,
})

export const putOutgoing = (doc: DocumentOf<'outbox'>, expected: Expected = 'absent'): Put<'outbox'> => ({
  op: 'put',
  collection: 'outbox',
  doc,
  expected,
})

export const committed = { outcome: 'committed', existing: [] }

export const idsOf = (items: readonly Stored<{ readonly id: string }>[]): string[] => items.map(({ doc }) => doc.id)
export const idsIn = (page: Page<{ readonly id: string }>): string[] => idsOf(page.items)
