import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Experience, Profile } from '@rolecall/contract/profile'
import { standingConsents } from '@rolecall/core/consents'
import { consentTextVersion } from '@rolecall/core/conversation/consent-edit'
import { timesOfOption } from '@rolecall/core/conversation/reading/times'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { createEngine } from '@rolecall/match/engine'
import { openStore } from '@rolecall/store/open-store'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { MatchIndex } from '../matcher/match-index.ts'
import { jobRow } from '../matcher/rows.ts'
import { createLocalMatcher } from '../testing/local-matcher.ts'
import { cities } from './places.ts'
import { demoAccounts, seedDemo } from './seed.ts'

/** `pay`: what is wanted for a day, in whole KES or MXN; 0 is any. */
type Wish = readonly [work: string, city: string, times: string, experience: Experience, pay: number]

const byDay: readonly Wish[] = [
  ['cook', 'Thika', 'weekdays', '2-years-or-more', 1000],
  ['cook', 'Toluca', 'weekdays', '2-years-or-more', 300],
  ['waiter', 'Thika', 'any', 'none', 0],
  ['waiter', 'Ciudad de México', 'weekdays', 'under-2-years', 300],
  ['kitchen-helper', 'Guadalajara', 'six-days', 'none', 280],
  ['cleaner', 'Nairobi', 'weekdays', 'under-2-years', 600],
  ['cleaner', 'Puebla', 'six-days', 'none', 280],
  ['house-help', 'Mombasa', 'weekdays', '2-years-or-more', 600],
  ['nanny', 'Toluca', 'weekdays', 'under-2-years', 350],
  ['security-guard', 'Kisumu', 'any', 'under-2-years', 800],
  ['security-guard', 'Toluca', 'weekdays', 'none', 330],
  ['van-driver', 'Nairobi', 'six-days', '2-years-or-more', 1000],
  ['truck-driver', 'Ciudad de México', 'any', '2-years-or-more', 500],
  ['motorcycle-courier', 'Nakuru', 'any', 'under-2-years', 900],
  ['warehouse-worker', 'Toluca', 'weekdays', 'none', 310],
  ['hand-packer', 'Thika', 'weekdays', 'none', 600],
  ['loader', 'Mombasa', 'weekdays', 'none', 0],
  ['cashier', 'Nairobi', 'weekdays', 'under-2-years', 800],
  ['shop-assistant', 'Guadalajara', 'six-days', 'none', 290],
  ['call-centre-agent', 'Ciudad de México', 'any', 'none', 0],
  ['mason', 'Thika', 'weekdays', '2-years-or-more', 1200],
  ['construction-labourer', 'Puebla', 'six-days', 'none', 330],
  ['electrician', 'Nairobi', 'any', '2-years-or-more', 1400],
  ['plumber', 'Guadalajara', 'weekdays', '2-years-or-more', 450],
  ['car-mechanic', 'Toluca', 'six-days', '2-years-or-more', 430],
  ['sewing-machine-operator', 'Thika', 'weekdays', 'under-2-years', 700],
  ['hairdresser', 'Nairobi', 'any', 'under-2-years', 800],
  ['farm-worker', 'Nakuru', 'weekdays', 'none', 500],
  ['gardener', 'Hermosillo', 'six-days', 'none', 0],
  ['nurse-aide', 'Kisumu', 'any', 'under-2-years', 0],
]
const oddHours: readonly Wish[] = [
  ['waiter', 'Nairobi', 'evenings', 'none', 0],
  ['waiter', 'Toluca', 'weekends', 'none', 0],
  ['cleaner', 'Thika', 'evenings', 'none', 0],
  ['cleaner', 'Ciudad de México', 'weekdays-mornings', 'none', 0],
  ['security-guard', 'Nairobi', 'nights', 'none', 0],
  ['warehouse-worker', 'Ciudad de México', 'nights', 'none', 0],
]

describe('the demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-demo-'))
  const now = Date.parse('2026-11-25T09:00:00Z')
  let store: Store & AsyncDisposable
  let index: MatchIndex
  let matches: (wish: Wish) => Promise<number>

  before(async () => {
    const clock = { now: () => now }
    store = await openStore({ url: `sqlite:${join(folder, 'demo.db')}`, keys: memoryKeys(), clock })
    const taxonomy = createStarterTaxonomy()
    const engine = createEngine({ taxonomy })
    await seedDemo({ store, engine, now, hashPassword: async () => 'hash', portfolioId: 'portfolio' })
    const place = placeOf('Thika')
    const gazetteer = { find: () => [], nearest: () => ({ ...place, distanceKm: 0 }) }
    const local = createLocalMatcher({ store, taxonomy, gazetteer, now: clock.now })
    const { matcher } = local
    index = local.index
    await matcher.load()
    matches = (wish) => matcher.withLook((look) => look.matches(profileOf(wish), new Set(), 100).length)
  })
  const countsOf = (wishes: readonly Wish[]) =>
    Promise.all(wishes.map(async (wish) => ({ wish: wish.join(' '), count: await matches(wish) })))
  after(async () => {
    await store[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  test('nine in ten of usual wishes find three jobs or more, each finds two', async () => {
    const found = await countsOf(byDay)
    assert.deepEqual(
      found.filter(({ count }) => count < 2),
      [],
    )
    const few = found.filter(({ count }) => count < 3)
    assert.ok(few.length <= byDay.length / 10, JSON.stringify(few))
  })

  test('a process that finds the store filled by another meanwhile goes on, and adds nothing', async () => {
    const people = () => store.find('people', { index: 'state', where: ['active'], limit: 1000 })
    const before = (await people()).items.length
    const engine = createEngine({ taxonomy: createStarterTaxonomy() })
    await seedDemo({ store, engine, now, hashPassword: async () => 'hash', portfolioId: 'portfolio' })
    assert.equal((await people()).items.length, before)
  })

  test('who wants common work in a large town at other hours finds a job', async () => {
    const found = await countsOf(oddHours)
    assert.deepEqual(
      found.filter(({ count }) => count === 0),
      [],
    )
  })

  test('four in five people agreed to alerts, and each has on record what a registration in the chat asks', async () => {
    const people: DocumentOf<'people'>[] = []
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const where = {
        index: 'state',
        where: ['active'],
        limit: 500,
        ...(after === undefined ? {} : { after }),
      } as const
      const page = await store.find('people', where)
      people.push(...page.items.map(({ doc }) => doc))
      after = page.cursor
    }
    const share = people.filter(({ alerts }) => alerts).length / people.length
    assert.ok(people.length >= 500 && share > 0.75 && share < 0.85, `${share} of ${people.length}`)
    for (const { id, alerts, language, createdAt } of people) {
      const { items } = await store.find('consents', { index: 'person', where: [id], limit: 9 })
      const kept = standingConsents(items.map(({ doc }) => doc))
      assert.deepEqual(
        kept.map(({ scope, given }) => [scope, given]),
        [
          ['service', true],
          ['alerts', alerts],
        ],
      )
      const rest = { textVersion: consentTextVersion, channel: 'whatsapp', language }
      for (const { textVersion, channel, language, at } of kept) {
        assert.deepEqual({ textVersion, channel, language }, rest)
        assert.ok(at >= createdAt && at < now)
      }
    }
  })

  test('nothing is due at the start: no alert, no message', async () => {
    for (const queue of ['receive', 'match', 'deliver'] as const)
      assert.deepEqual(await store.claim({ queue, now, leaseMs: 1000, lanes: 10, tasksPerLane: 10 }), [])
  })

  test('each demo account has open jobs, people who applied, and people whom it can invite', async () => {
    for (const { organisationName } of demoAccounts) {
      const organisations = await store.find('organisations', { index: 'state', where: ['vetted'], limit: 100 })
      const id = organisations.items.find(({ doc }) => doc.name === organisationName)?.doc.id ?? ''
      const jobs = await store.find('jobs', { index: 'organisation', where: [id], limit: 100 })
      const open = jobs.items.filter(({ doc }) => doc.state === 'open')
      const fresh = await store.find('applications', { index: 'organisation', where: [id, 'new'], limit: 100 })
      const people = open.map(({ doc }) =>
        index.ask('rankPeople', { job: jobRow(doc), limit: 10, now, alertsOnly: true }),
      )
      const fits = (await Promise.all(people)).map(({ length }) => length)
      const detail = `${organisationName}: ${open.length} open, ${fresh.items.length} new, ${fits}`
      assert.ok(open.length >= 10 && open.length <= 60 && fresh.items.length >= 2, detail)
      assert.ok(fits.filter((count) => count > 0).length >= open.length / 2, detail)
    }
  })
})

const placeOf = (city: string) => {
  const found = cities.find(({ place }) => place.label === city)
  assert.ok(found, city)
  return found.place
}

const profileOf = ([work, city, times, experience, pay]: Wish): Profile => {
  const place = placeOf(city)
  return {
    work: [{ occupation: work, said: work, experience }],
    place,
    reachKm: 30,
    times: timesOfOption(times),
    pay: { amount: pay * 100, currency: place.country === 'KE' ? 'KES' : 'MXN', period: 'day' },
    languages: [],
    licences: [],
    skills: [],
    workPermits: [],
  }
}
