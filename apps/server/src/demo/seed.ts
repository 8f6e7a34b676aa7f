import type { DemoAccount } from '@rolecall/contract/api/session'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { makeId } from '@rolecall/core/model/ids'
import type { Change, Store } from '@rolecall/core/ports/store'
import type { MatchEngine } from '@rolecall/match/engine'
import { expiryTask } from '../flows/parts/job-tasks.ts'
import { demoApplications } from './demo-applications.ts'
import { demoConsents } from './demo-consents.ts'
import { type DemoJob, demoJobs, demoPosting } from './demo-jobs.ts'
import { demoProfile } from './demo-people.ts'
import { employers, firstNames } from './names.ts'
import { type Chance, createChance } from './random.ts'

export const demoPassword = 'rolecall-demo-2026'
export const demoAccounts: readonly DemoAccount[] = [
  { email: 'amina@sunrise.example', password: demoPassword, name: 'Amina', organisationName: 'Sunrise Café' },
  { email: 'lucia@amanecer.example', password: demoPassword, name: 'Lucía', organisationName: 'Café Amanecer' },
]

const seedNumber = 20_261_125
const personCount = 900
/** Of the people, how many agreed to hear of new jobs, so that employers can invite them. */
const alertsShare = 0.8
const dayMs = 86_400_000
const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export type SeedOptions = {
  readonly store: Store
  readonly engine: MatchEngine
  readonly now: number
  readonly hashPassword: (password: string) => Promise<string>
  readonly portfolioId: string
}

type Doc<C extends Change['collection']> = Extract<Change, { op: 'put'; collection: C }>['doc']

/** Fills an empty store with the demo: the same employers, jobs and people each time, dated from today. */
export const seedDemo = async (options: SeedOptions): Promise<void> => {
  const chance = createChance(seedNumber)
  const organisationDocs = employers.map(({ country, name }) => organisation(chance, options.now, country, name))
  const users = await demoUsers(chance, organisationDocs, options)
  const jobs = demoJobs(chance).map((one, index) => job(chance, { ...one, organisationDocs, now: options.now, index }))
  const people = Array.from({ length: personCount }, (_, index) => person(chance, options, index))
  const applications = demoApplications(chance, {
    ...options,
    jobs,
    people: people.map(({ doc }) => doc),
    accounts: new Set(demoAccounts.map(({ organisationName }) => organisationName)),
  })
  const hiredIn = new Map<string, number>()
  for (const doc of applications) if (doc.state === 'hired') hiredIn.set(doc.jobId, (hiredIn.get(doc.jobId) ?? 0) + 1)
  const changes: Change[] = [
    ...organisationDocs.map((doc): Change => ({ op: 'put', collection: 'organisations', doc, expected: 'absent' })),
    ...users,
    ...jobs.map(
      (doc): Change => ({
        op: 'put',
        collection: 'jobs',
        doc: withHired(doc, hiredIn.get(doc.id) ?? 0),
        expected: 'absent',
      }),
    ),
    ...jobs.filter(({ state }) => state === 'open').map((doc) => expiryTask(doc, options.now)),
    ...people.flatMap(({ changes }) => changes),
    ...applications.map((doc): Change => ({ op: 'put', collection: 'applications', doc, expected: 'absent' })),
  ]
  for (let from = 0; from < changes.length; from += 400) {
    const { outcome } = await options.store.commit(changes.slice(from, from + 400))
    // Several processes may begin on one empty store: whoever was first goes on.
    if (from === 0 && outcome === 'conflict') return
    if (outcome !== 'committed') throw new Error(`the demo data could not be stored: ${outcome}`)
  }
}

/** An open job has a place left. */
const withHired = (doc: Doc<'jobs'>, hired: number): Doc<'jobs'> => ({
  ...doc,
  hired,
  posting: { ...doc.posting, openings: Math.max(doc.posting.openings, hired + 1) },
})

const organisation = (chance: Chance, now: number, country: string, name: string): Doc<'organisations'> => ({
  id: makeId('organisations', chance.bytes(16)),
  name,
  country,
  state: 'vetted',
  createdAt: now - 90 * dayMs,
})

const demoUsers = async (
  chance: Chance,
  organisations: readonly Doc<'organisations'>[],
  { hashPassword, now }: SeedOptions,
): Promise<Change[]> => {
  const passwordHash = await hashPassword(demoPassword)
  return demoAccounts.flatMap(({ email, name, organisationName }): Change[] => {
    const employer = organisations.find((one) => one.name === organisationName)
    if (employer === undefined) throw new Error(`no demo employer ${organisationName}`)
    const userId = makeId('users', chance.bytes(16))
    const language = employer.country === 'MX' ? 'es' : 'en'
    return [
      {
        op: 'put',
        collection: 'users',
        expected: 'absent',
        doc: {
          id: userId,
          email,
          emailKey: email,
          emailConfirmedAt: now,
          name,
          language,
          passwordHash,
          state: 'active',
          createdAt: now,
        },
      },
      {
        op: 'put',
        collection: 'memberships',
        expected: 'absent',
        doc: {
          id: makeId('memberships', chance.bytes(16)),
          userId,
          organisationId: employer.id,
          role: 'owner',
          createdAt: now,
        },
      },
    ]
  })
}

const job = (
  chance: Chance,
  {
    organisationDocs,
    now,
    index,
    ...one
  }: DemoJob & {
    readonly organisationDocs: readonly Doc<'organisations'>[]
    readonly now: number
    readonly index: number
  },
): Doc<'jobs'> => {
  const owner = organisationDocs[employers.indexOf(one.employer)]
  if (owner === undefined) throw new Error(`no organisation ${one.employer.name}`)
  const today = new Date(now).toISOString().slice(0, 10)
  const posting = demoPosting(chance, one, today)
  const publishedAt = now - chance.whole(1, 20 * 24) * 3_600_000
  const expiresAt = Temporal.PlainDate.from(posting.expiresOn)
    .add({ days: 1 })
    .toZonedDateTime(posting.place.timeZone).epochMilliseconds
  const state = one.spare && index % 7 === 0 ? 'closed' : one.spare && index % 9 === 0 ? 'paused' : 'open'
  const by = { kind: 'system' } as const
  return {
    id: makeId('jobs', chance.bytes(16)),
    organisationId: owner.id,
    organisationName: owner.name,
    code: Array.from(chance.bytes(6), (byte) => codeAlphabet[byte % codeAlphabet.length]).join(''),
    state,
    posting,
    expiresAt,
    publishedAt,
    hired: 0,
    history: [
      { state: 'open', at: publishedAt, by },
      ...(state === 'open' ? [] : [{ state, at: now - 3_600_000, by } as const]),
    ],
    createdAt: publishedAt,
    updatedAt: publishedAt,
  }
}

type DemoPerson = { readonly doc: DocumentOf<'people'>; readonly changes: readonly Change[] }

const person = (chance: Chance, { now, portfolioId }: SeedOptions, index: number): DemoPerson => {
  const country = index % 7 < 4 ? 'KE' : 'MX'
  const accountId = makeId('accounts', chance.bytes(16))
  const id = makeId('people', chance.bytes(16))
  const profile = demoProfile(chance, country)
  const at = now - chance.whole(1, 60) * dayMs
  const waId = country === 'KE' ? String(254_110_000_000 + index) : String(525_500_000_000 + index)
  const userId = `${country}.${9_000_000_000 + index}`
  const language = country === 'KE' ? 'en' : 'es'
  const doc: DocumentOf<'people'> = {
    id,
    accountId,
    state: 'active',
    name: chance.pick(firstNames[country]),
    language,
    timeZone: profile.place?.timeZone ?? 'UTC',
    profile,
    alerts: chance.next() < alertsShare,
    createdAt: at,
    updatedAt: at,
    alertedAt: [],
  }
  const account: DocumentOf<'accounts'> = {
    id: accountId,
    portfolioId,
    userId,
    userKey: `${portfolioId}/${userId}`,
    waId,
    phoneKey: `${portfolioId}/${waId}`,
    previousUserIds: [],
    personIds: [id],
    activePersonId: id,
    state: 'active',
    createdAt: at,
    lastInboundAt: at,
  }
  return {
    doc,
    changes: [
      { op: 'put', collection: 'accounts', doc: account, expected: 'absent' },
      { op: 'put', collection: 'people', doc, expected: 'absent' },
      ...demoConsents(chance, doc).map(
        (consent): Change => ({ op: 'put', collection: 'consents', doc: consent, expected: 'absent' }),
      ),
    ],
  }
}
