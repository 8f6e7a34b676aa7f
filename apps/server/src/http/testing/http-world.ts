import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryCache } from '@rolecall/adapters/cache/memory'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { AssetOrigin, PageRenderer } from '@rolecall/contract/pages'
import { wordsOf } from '@rolecall/core/conversation/words'
import { makeId } from '@rolecall/core/model/ids'
import type { Cache } from '@rolecall/core/ports/cache'
import type { Change, FeedEvent, Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { Gazetteer } from '@rolecall/taxonomy/types'
import type { FastifyInstance } from 'fastify'
import { createAccessTokens } from '../../access/access-token.ts'
import { createSigningKeys } from '../../access/signing-keys.ts'
import type { CacheRead } from '../../cache/room.ts'
import { watchCommits } from '../../cache/watch-commits.ts'
import { hashPassword, type Passwords } from '../../flows/parts/passwords.ts'
import { createLimits } from '../../limits/limits.ts'
import { type Log, silentLog } from '../../log.ts'
import { createSettings } from '../../settings/settings.ts'
import { fallbacksOf } from '../../testing/fallbacks.ts'
import { createLocalMatcher } from '../../testing/local-matcher.ts'
import { loadTexts } from '../../texts.ts'
import { buildApp } from '../app.ts'
import { createCaching } from '../caching.ts'
import type { AppDeps } from '../deps.ts'
import { createOrganisationEvents } from '../organisation-events.ts'
import { createJobBoard } from '../public/job-board.ts'
import { fakePages } from './fake-pages.ts'

/** The whole HTTP surface over real SQLite, with a clock that stands and a gazetteer that knows Thika alone. */
export type HttpWorld = AsyncDisposable & {
  readonly app: FastifyInstance
  readonly store: Store
  readonly deps: AppDeps
  now: number
  /** Commits, and tells the replicas as the feed would. Throws where it does not commit. */
  put(...changes: readonly Change[]): Promise<void>
  /** Tells the replicas that documents changed. */
  changed(...events: readonly Pick<FeedEvent, 'collection' | 'id'>[]): Promise<void>
}

/** Wednesday noon in Nairobi. */
export const noon = Date.UTC(2026, 10, 25, 9)
export const publicUrl = 'http://localhost:3000'
export const thika = {
  label: 'Thika',
  latitude: -1.0333,
  longitude: 37.0693,
  country: 'KE',
  timeZone: 'Africa/Nairobi',
} as const

const gazetteer: Gazetteer = {
  find: (text) =>
    /thika/i.test(text) ? [{ place: { ...thika }, confidence: 1, matched: 'Thika', population: 200_000 }] : [],
  nearest: () => ({ ...thika, distanceKm: 0 }),
}

export const createHttpWorld = async (
  options: {
    readonly store?: (real: Store) => Store
    readonly ready?: () => boolean
    readonly mail?: boolean
    readonly limitFactor?: number
    readonly cache?: Cache
    readonly onCacheRead?: (read: CacheRead) => void
    /** Whether the feed was heard of lately: true where a test says nothing. */
    readonly isFresh?: () => boolean
    readonly databaseUrl?: string
    readonly trustedProxies?: readonly string[] | number
    readonly passwords?: Passwords
    /** In memory, for tests that write much and prove nothing about a disk. */
    readonly inMemory?: boolean
    /** The web app as it was built, in place of pages that say what they were given. */
    readonly built?: { readonly pages: PageRenderer; readonly assetsDir: string }
    readonly assets?: AssetOrigin
    readonly log?: Log
  } = {},
): Promise<HttpWorld> => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-http-'))
  const clock = { now: () => world.now }
  const real = await openStore({
    url: options.databaseUrl ?? (options.inMemory ? 'sqlite::memory:' : `sqlite:${join(folder, 'http.db')}`),
    keys: memoryKeys(),
    clock,
    checkDocuments: true,
  })
  const watched = watchCommits(options.store?.(real) ?? real)
  const { store } = watched
  const taxonomy = createStarterTaxonomy()
  const { matcher, index } = createLocalMatcher({ store, taxonomy, gazetteer, now: clock.now })
  // So much that tests which send thousands of requests are not turned away.
  const settings = createSettings({ store, fallbacks: fallbacksOf({ limitFactor: options.limitFactor ?? 10_000 }) })
  const board = createJobBoard({
    store,
    look: { taxonomy, gazetteer },
    countries: () => settings.current().operator.countries,
    now: clock.now,
  })
  const events = createOrganisationEvents(store)
  const { listeners, ...caching } = createCaching({
    watched,
    board,
    edition: 'test',
    shared: options.cache,
    secret: Buffer.alloc(32, 'cached'),
    clock,
    isFresh: () => options.isFresh?.() ?? true,
    onCacheRead: options.onCacheRead,
  })
  const newId: AppDeps['makeId'] = (collection) => makeId(collection, randomBytes(16))
  const texts = await loadTexts({ taxonomy, log: silentLog })
  const deps: AppDeps = {
    store,
    clock,
    log: options.log ?? silentLog,
    makeId: newId,
    randomBytes,
    accessTokens: createAccessTokens({
      keys: createSigningKeys({ store, clock, makeId: newId }),
      clock,
      issuer: () => publicUrl,
    }),
    limits: createLimits({ cache: options.cache ?? memoryCache(), factor: () => settings.current().limitFactor }),
    refreshSecret: randomBytes(32),
    signInSecret: Buffer.alloc(32, 'sign-in'),
    onceSecret: Buffer.alloc(32, 'once'),
    look: { taxonomy, gazetteer },
    matcher,
    index,
    texts,
    words: wordsOf(texts.catalogues),
    board,
    ...caching,
    settings,
    subscribe: events.subscribe,
    ready: options.ready ?? (() => true),
    pages: fakePages,
    ...options.built,
    assets: options.assets,
    // Requests that a test injects all run in one turn of the loop.
    load: { cpuMs: () => 0, elapsedMs: () => 0, afterTurn: setImmediate },
    ...(options.passwords === undefined ? {} : { passwords: options.passwords }),
    config: {
      publicUrl: () => publicUrl,
      mail: options.mail ?? true,
      trustedProxies: options.trustedProxies ?? [],
      mayTilt: true,
      demo: false,
      demoAccounts: [],
      phoneNumberId: '100',
      whatsappLink: (text) => `https://wa.me/254700000000?text=${encodeURIComponent(text)}`,
    },
  }
  const app = await buildApp(deps)
  await app.ready()
  const changed: HttpWorld['changed'] = async (...documents) => {
    const told = documents.map((document) => ({ ...document, token: '', deleted: false }))
    for (const listener of [settings, matcher, board, ...listeners, events]) await listener.changed(told)
  }
  const world: HttpWorld = {
    app,
    store,
    deps,
    now: noon,
    changed,
    async put(...changes) {
      const { outcome } = await real.commit(changes)
      if (outcome !== 'committed') throw new Error(`the commit ended as ${outcome}`)
      await changed(
        ...changes.map((change) => ({
          collection: change.collection,
          id: change.op === 'put' ? change.doc.id : change.id,
        })),
      )
    },
    async [Symbol.asyncDispose]() {
      await app.close()
      await real[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return world
}

/** One hash for all tests: making one is slow on purpose. */
export const password = 'a long enough password'
export const passwordHash = await hashPassword(password)

/** Knows one password for all and takes no time over it: for tests that ask thousands of times. */
export const quickPasswords: Passwords = {
  hash: async () => passwordHash,
  matches: async (hash, given) => hash === passwordHash && given === password,
}
