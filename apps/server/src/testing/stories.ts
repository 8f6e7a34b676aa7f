import type { JobDraft } from '@rolecall/contract/job'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { indexedWithinMs, publishedTask } from '../flows/parts/job-tasks.ts'
import type { World } from './world.ts'

export const amina = '254700000001'

/** Registers a cook in Thika, every day, from KSh 1,000 a day; agrees to alerts. */
export const register = async (world: World, waId: string = amina, name = 'Amina'): Promise<void> => {
  await world.say(waId, 'Hi')
  await world.tap(waId, 'English')
  await world.tap(waId, 'Yes')
  for (const answer of [name, 'cook', 'Thika']) await world.say(waId, answer)
  await world.tap(waId, '2 years or more')
  await world.tap(waId, 'Any time')
  await world.say(waId, '1000 a day')
  await world.tap(waId, 'alerts.yes')
}

/** What an employer fills in. */
export const posting: JobDraft = {
  title: 'Cook',
  occupation: 'cook',
  description: { text: 'You cook lunch.', language: 'en' },
  place: { label: 'Thika', latitude: -1.03, longitude: 37.07, country: 'KE', timeZone: 'Africa/Nairobi' },
  remote: false,
  reachKm: null,
  pay: { min: 120_000, currency: 'KES', period: 'day' },
  employmentType: 'FULL_TIME',
  days: ['mon', 'tue'],
  parts: ['morning'],
  requirements: [],
  questions: [],
  openings: 1,
  answerDays: 7,
  expiresOn: '2026-12-20',
}

/** Publishes a job for a cook in Thika and works until nothing is due any more, once those whom it fits are looked for. */
export const publish = async (
  world: World,
  change: Partial<Pick<JobDraft, 'title' | 'mattersMost'>> & { readonly state?: DocumentOf<'jobs'>['state'] } = {},
): Promise<DocumentOf<'jobs'>> => {
  const { makeId, store } = world.deps
  const id = makeId('jobs')
  const doc: DocumentOf<'jobs'> = {
    id,
    organisationId: 'org_1',
    organisationName: 'Sunrise Café',
    code: id
      .slice(-6)
      .toUpperCase()
      .replace(/[01ILOU]/g, 'X'),
    state: change.state ?? 'open',
    posting: { ...posting, title: change.title ?? posting.title, mattersMost: change.mattersMost ?? [] },
    expiresAt: world.now + 25 * 86_400_000,
    publishedAt: world.now,
    hired: 0,
    history: [],
    createdAt: world.now,
    updatedAt: world.now,
  }
  await store.commit([{ op: 'put', collection: 'jobs', doc, expected: 'absent' }, publishedTask(doc, 1, world.now)])
  world.now += indexedWithinMs
  await world.settle()
  return doc
}
