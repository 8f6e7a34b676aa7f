import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { memoryCache } from '@rolecall/adapters/cache/memory'
import { openKeyFileAt } from '@rolecall/adapters/keys/key-file'
import { simulatorMailer } from '@rolecall/adapters/mail/simulator'
import { wordsOf } from '@rolecall/core/conversation/words'
import { makeId } from '@rolecall/core/model/ids'
import type { Cache } from '@rolecall/core/ports/cache'
import type { Mailer } from '@rolecall/core/ports/mail'
import { createEngine } from '@rolecall/match/engine'
import { createExplainer } from '@rolecall/match/explainer'
import { openStore } from '@rolecall/store/open-store'
import { loadGazetteer, loadTaxonomy } from '@rolecall/taxonomy/load'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { createMessenger } from '@rolecall/whatsapp/client'
import { createAccessTokens } from './access/access-token.ts'
import { createSigningKeys } from './access/signing-keys.ts'
import { assetOrigin } from './assets/asset-origin.ts'
import { loadPages, loadSimulator, pagesFile, simulatorClient, webAssets } from './built.ts'
import { editionOf } from './cache/edition.ts'
import { redisTroubles } from './cache/redis-troubles.ts'
import { watchCommits } from './cache/watch-commits.ts'
import { setUpNumber } from './commands/set-up-number.ts'
import { type Config, type MailConfig, simulatorGraphPath } from './config.ts'
import { demoAccounts, seedDemo } from './demo/seed.ts'
import { type Feed, startFeed } from './feed.ts'
import { filesOf } from './files-of.ts'
import type { FlowDeps } from './flows/deps.ts'
import { startForgetting } from './flows/forget-old.ts'
import { hashPassword } from './flows/parts/passwords.ts'
import { handlers } from './handlers.ts'
import { buildApp } from './http/app.ts'
import { createCaching } from './http/caching.ts'
import { chatLink } from './http/chat-link.ts'
import { closeApp } from './http/close-app.ts'
import { createOrganisationEvents } from './http/organisation-events.ts'
import { createJobBoard } from './http/public/job-board.ts'
import { createInbox } from './http/whatsapp/inbox.ts'
import { webhookRoutes } from './http/whatsapp/webhook.ts'
import { keyFileOf } from './key-file-of.ts'
import { createLimits } from './limits/limits.ts'
import { createLog, describeError, type Log } from './log.ts'
import type { MakeId } from './make-id.ts'
import type { IndexInThread } from './matcher/index-in-thread.ts'
import { createMatcher } from './matcher/matcher.ts'
import { createSendRate } from './send-rate.ts'
import { createSettings } from './settings/settings.ts'
import { startWorker } from './start-worker.ts'
import { startSteadyClock } from './steady-clock.ts'
import { summarise } from './summary.ts'
import { followStanding } from './telemetry/number-standing.ts'
import { openTelemetry, version } from './telemetry/telemetry.ts'
import { loadTexts } from './texts.ts'
import { loadWeights } from './weights-file.ts'

export type Server = AsyncDisposable & {
  readonly url: string
  /** A few lines for whoever started it: what runs, and which addresses to open. */
  readonly summary: readonly string[]
}

/** The one place that knows every part: opens what is configured, in order, and closes it, and the index, in reverse. */
export const startServer = async (config: Config, index: IndexInThread): Promise<Server> => {
  await using opening = new AsyncDisposableStack()
  const instance = randomBytes(6).toString('hex')
  let now = Date.now
  const telemetry = opening.use(await openTelemetry(config, { instance, now: () => now() }))
  const log = createLog(config.logLevel, config.traced ? telemetry.tracing.ids : undefined)
  opening.use(index)
  const newId: MakeId = (collection) => makeId(collection, randomBytes(16))

  const [keys, opened, assets, gazetteer, pages, simulator] = await Promise.all([
    keyFileOf(config).then(openKeyFileAt),
    config.role === 'web' ? undefined : filesOf(config, log),
    assetOrigin(config, log),
    loadGazetteer({ cacheDir: join(import.meta.dirname, '../../../.cache') }),
    loadPages(),
    config.whatsapp.simulated && config.whatsapp.simulatorUrl === undefined ? loadSimulator() : undefined,
  ])
  const files = opening.use(opened)
  const taxonomy = config.taxonomy === undefined ? createStarterTaxonomy() : loadTaxonomy(config.taxonomy)
  const texts = await loadTexts({ taxonomy, log, folder: config.catalogues })
  const words = wordsOf(texts.catalogues)
  const watched = watchCommits(telemetry.store(await openStore({ url: config.databaseUrl, keys, clock: Date })))
  const store = opening.use(watched.store)
  const clock = opening.use(await startSteadyClock(store, log))
  now = clock.now
  const redis = config.redisUrl === undefined ? undefined : await openRedis(config.redisUrl, log)
  const cache = opening.use(redis ?? memoryCache())
  const settings = opening.use(createSettings({ store, fallbacks: config.settings }))
  await settings.load()
  const limits = createLimits({ cache, factor: () => settings.current().limitFactor })
  const weights = await loadWeights(config.matchWeights)
  if (config.demo && (await isEmpty(store))) {
    const engine = createEngine({ taxonomy, weights })
    await seedDemo({ store, engine, now: clock.now(), hashPassword, portfolioId: config.whatsapp.portfolioId })
  }
  index.begin(telemetry.indexApplied)
  const explain = createExplainer({ taxonomy, weights })
  const matcher = createMatcher({ store, index, explain, taxonomy, gazetteer, now: clock.now })
  const look = { taxonomy, gazetteer }
  const board = createJobBoard({
    store,
    look,
    countries: () => settings.current().operator.countries,
    now: clock.now,
  })
  let feed: Feed | undefined
  const { whatsapp } = config
  const { listeners: caches, ...caching } = createCaching({
    watched,
    board,
    shared: redis,
    secret: keys.blindKey('cached'),
    clock,
    isFresh: () => feed?.isWithin(feedMs) ?? false,
    onCacheRead: telemetry.onCacheRead,
    edition: editionOf(
      [pagesFile],
      [texts.catalogues, taxonomy.version, whatsapp.simulated, whatsapp.phoneNumber, assets?.url],
    ),
  })
  const organisationEvents = createOrganisationEvents(store)

  let ready = false
  let origin = config.publicUrl ?? `http://${config.host}:${config.port}`
  const app = await buildApp({
    store,
    clock,
    log,
    makeId: newId,
    randomBytes,
    accessTokens: createAccessTokens({
      keys: createSigningKeys({ store, clock, makeId: newId }),
      clock,
      issuer: () => origin,
    }),
    limits,
    refreshSecret: keys.blindKey('sessions.refresh'),
    signInSecret: keys.blindKey('webSignIns'),
    onceSecret: keys.blindKey('requests'),
    look,
    index,
    matcher,
    texts,
    words,
    board,
    ...caching,
    settings,
    subscribe: organisationEvents.subscribe,
    ready: () => ready,
    watch: telemetry.http,
    ...(pages === undefined ? {} : { pages, assetsDir: webAssets, assets }),
    config: {
      publicUrl: () => origin,
      mail: config.mail.kind !== 'none',
      trustedProxies: config.trustedProxies,
      mayTilt: weights.tilt > 1,
      demo: config.demo,
      demoAccounts: config.demo ? demoAccounts : [],
      phoneNumberId: config.whatsapp.phoneNumberId,
      whatsappLink: (text) => chatLink(config.whatsapp, origin, text),
    },
  })
  opening.defer(() => closeApp(app))
  const { appSecret, verifyToken } = config.whatsapp
  const inbox = createInbox({ store, clock, instance })
  const watch = telemetry.webhooks
  if (config.role !== 'worker') await app.register(webhookRoutes, { inbox, log, appSecret, verifyToken, watch })
  const listenUrl = new URL(`http://${config.host}:${config.port}`)
  if (simulator !== undefined)
    await app.register(simulator, {
      ...config.whatsapp,
      prefix: '/simulator',
      graphPath: simulatorGraphPath.replace('/simulator', ''),
      webhookUrl: new URL('/webhooks/whatsapp', listenUrl).href,
      statePath: join(config.dataDir, 'simulator.json'),
      uiDist: simulatorClient,
    })
  const url = await app.listen({ host: config.host, port: config.port })
  if (config.publicUrl === undefined) origin = url

  const graphUrl = whatsapp.graphUrl === '' ? `${url}${simulatorGraphPath}` : whatsapp.graphUrl
  const graph = { graphUrl, accessToken: whatsapp.accessToken }
  const standing = followStanding({ store, now: clock.now, graph, phoneNumberId: whatsapp.phoneNumberId })
  const beat = opening.use(
    await telemetry.start({
      store,
      log,
      redisUp: redisProbe(config, cache, instance),
      also: config.role === 'web' ? undefined : standing,
    }),
  )
  const listeners = [settings, matcher, board, ...caches, organisationEvents, beat]
  feed = opening.use(startFeed({ store, log, listeners, reopened: telemetry.feedReopened }))
  await Promise.all([settings.load(), matcher.load(), board.load(), index.ready])
  let worker: AsyncDisposable | undefined
  if (files !== undefined) {
    const deps: FlowDeps = {
      store,
      clock,
      log,
      makeId: newId,
      random: Math.random,
      messenger: telemetry.messenger(createMessenger(graph)),
      telemetry: telemetry.flows,
      mailer: await mailerOf(config.mail, config.whatsapp.simulatorUrl ?? url),
      files,
      matcher,
      index,
      look,
      texts,
      words,
      sendRate: createSendRate(cache, clock, config.whatsapp.messagesPerSecond),
      auditSecret: keys.blindKey('auditEntries.hash'),
      signInSecret: keys.blindKey('webSignIns'),
      limits,
      settings,
      inboxSecret: keys.blindKey('tasks.id').toString('base64url'),
      config: { ...config, publicUrl: origin },
    }
    opening.use(startForgetting(deps))
    const watch = telemetry.worker
    worker = opening.use(startWorker({ store, clock, log, random: Math.random, handlers: handlers(deps), watch }))
  }
  ready = true
  if (config.production) log.info('process.ready', { instance, role: config.role, version: version() })
  // The look-alike forgets nothing, but begins without templates; nobody waits for their approval.
  if (simulator !== undefined) {
    const local = { ...config, port: Number(new URL(url).port) }
    setUpNumber({ config: local, catalogues: texts.catalogues, print: () => undefined }).catch((error) =>
      log.warn('simulator.not-set-up', { error: describeError(error) }),
    )
  }
  const open = opening.move()
  return {
    url,
    summary: summarise({ config, url, simulator: simulator !== undefined, pages: pages !== undefined, assets }),
    async [Symbol.asyncDispose]() {
      ready = false
      if (config.production) log.info('process.stopping', { instance })
      // What is still asked is answered while balancers turn away; no work is begun meanwhile.
      await Promise.all([delay(config.drainSeconds * 1000), worker?.[Symbol.asyncDispose]()])
      await open.disposeAsync()
    },
  }
}

/** Its client is a quarter of all the code there is: only who uses Redis loads it. */
const openRedis = async (url: string, log: Log): Promise<Cache> => {
  const { openRedisCache } = await import('@rolecall/adapters/cache/redis')
  return openRedisCache({ url, onError: redisTroubles(log) })
}

/** Nothing else asks Redis while nobody reads, and what it keeps for nobody else tells whether it answers. */
const redisProbe = ({ redisUrl }: Config, cache: Cache, instance: string) =>
  redisUrl === undefined
    ? undefined
    : async () => (await cache.increment(`health:${instance}`, 1, 10_000)) !== undefined

/** What is older than this is not given without asking the store. With the time to render it stays below a second. */
const feedMs = 900

const mailerOf = async (mail: MailConfig, simulatorUrl: string): Promise<Mailer> => {
  switch (mail.kind) {
    case 'smtp': {
      const { openSmtp } = await import('@rolecall/adapters/mail/smtp')
      return openSmtp(mail)
    }
    case 'simulator':
      return simulatorMailer(() => `${simulatorUrl}/simulator/api/mail`)
    case 'none':
      return { send: async () => ({ outcome: 'failed', error: 'SMTP_URL is not set' }) }
    default:
      return mail satisfies never
  }
}

const isEmpty = async (store: FlowDeps['store']): Promise<boolean> =>
  (await store.find('organisations', { index: 'state', where: ['vetted'], limit: 1 })).items.length === 0
