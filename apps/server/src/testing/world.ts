import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryCache } from '@rolecall/adapters/cache/memory'
import { openFolder } from '@rolecall/adapters/files/folder'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { memoryMailer } from '@rolecall/adapters/mail/memory'
import { wordsOf } from '@rolecall/core/conversation/words'
import { makeId } from '@rolecall/core/model/ids'
import { openStore } from '@rolecall/store/open-store'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { Gazetteer } from '@rolecall/taxonomy/types'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { startFeed } from '../feed.ts'
import type { FlowDeps } from '../flows/deps.ts'
import { toTasks } from '../flows/parts/inbound-tasks.ts'
import { handlers } from '../handlers.ts'
import { createLimits } from '../limits/limits.ts'
import { silentLog } from '../log.ts'
import type { MakeId } from '../make-id.ts'
import { createSendRate } from '../send-rate.ts'
import { createSettings } from '../settings/settings.ts'
import { silentTelemetry } from '../telemetry/flow-telemetry.ts'
import { loadTexts } from '../texts.ts'
import type { Queue } from '../worker.ts'
import { createFakeMessenger, type FakeMessenger } from './fake-messenger.ts'
import { fallbacksOf } from './fallbacks.ts'
import { createLocalMatcher } from './local-matcher.ts'

/** Everything behind the webhook with a clock that stands, real SQLite and a WhatsApp that is a list. */
export type World = AsyncDisposable & {
  readonly deps: FlowDeps
  readonly messenger: FakeMessenger
  /** Where its database stands, and its files. */
  readonly databaseUrl: string
  readonly filesFolder: string
  now: number
  /** Takes in events as the webhook does and works until nothing is due any more. */
  receive(...events: readonly InboundEvent[]): Promise<void>
  /** A text of the person with this number, and the texts that came back. */
  say(waId: string, text: string): Promise<readonly string[]>
  /** Taps the option of the last message whose title or id has these words. */
  tap(waId: string, words: string): Promise<readonly string[]>
  work(): Promise<void>
  /** Lets the change feed reach the matcher, then works. */
  settle(): Promise<void>
}

const phoneNumberId = '100'
const thika: ReturnType<Gazetteer['nearest']> = {
  label: 'Thika',
  latitude: -1.0333,
  longitude: 37.0693,
  country: 'KE',
  timeZone: 'Africa/Nairobi',
  distanceKm: 0,
}
const gazetteer: Gazetteer = {
  find: (text) =>
    /thika/i.test(text) ? [{ place: { ...thika }, confidence: 1, matched: 'Thika', population: 200_000 }] : [],
  nearest: () => thika,
}

/** Wednesday noon in Nairobi. */
export const noon = Date.UTC(2026, 10, 25, 9)

export const createWorld = async (existing: Partial<Pick<World, 'databaseUrl' | 'now'>> = {}): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-world-'))
  const clock = { now: () => world.now }
  const { databaseUrl = `sqlite:${join(folder, 'world.db')}`, now = noon } = existing
  const filesFolder = join(folder, 'files')
  const store = await openStore({ url: databaseUrl, keys: memoryKeys(), clock })
  const taxonomy = createStarterTaxonomy()
  const texts = await loadTexts({ taxonomy, log: silentLog })
  const { matcher, index } = createLocalMatcher({ store, taxonomy, gazetteer, now: clock.now })
  const messenger = createFakeMessenger()
  const settings = createSettings({ store, fallbacks: fallbacksOf() })
  const newId: MakeId = (collection) => makeId(collection, randomBytes(16))
  const deps: FlowDeps = {
    store,
    clock,
    log: silentLog,
    makeId: newId,
    random: () => 0.5,
    messenger,
    mailer: memoryMailer(),
    files: openFolder(filesFolder),
    matcher,
    index,
    look: { taxonomy, gazetteer },
    texts,
    words: wordsOf(texts.catalogues),
    sendRate: createSendRate(memoryCache(), { now: Date.now }, 1000),
    telemetry: silentTelemetry,
    signInSecret: Buffer.alloc(32, 'sign-in'),
    limits: createLimits({ cache: memoryCache(), factor: () => settings.current().limitFactor }),
    auditSecret: Buffer.alloc(32, 'audit'),
    settings,
    inboxSecret: 'secret of the inbox',
    config: {
      whatsapp: { portfolioId: 'portfolio', phoneNumberId, wabaId: '1' },
      publicUrl: 'http://localhost:3000',
    },
  }
  const feed = startFeed({ store, log: silentLog, listeners: [settings, matcher] })
  const work = async () => {
    for (let idle = 0; idle < 2; ) idle = (await workOnce(deps)) ? 0 : idle + 1
  }
  // WhatsApp's ids go on where a world goes on in another database.
  let count = existing.databaseUrl === undefined ? 0 : 1000
  const send = async (waId: string, content: Extract<InboundEvent, { kind: 'message' }>['content']) => {
    const before = messenger.sent.length
    count += 1
    await world.receive({
      kind: 'message',
      key: `message:wamid.in-${count}`,
      wamid: `wamid.in-${count}`,
      phoneNumberId,
      wabaId: '1',
      at: world.now,
      raw: {},
      sender: { waId, userId: `KE.${waId}`, profileName: 'Someone' },
      content,
    })
    return messenger.sent.slice(before).map(({ message }) => ('body' in message ? message.body : message.name))
  }
  const world: World = {
    deps,
    messenger,
    databaseUrl,
    filesFolder,
    now,
    async receive(...events) {
      for (const change of toTasks(events, world.now, deps.inboxSecret)) await store.commit([change])
      await work()
    },
    say: (waId, text) => send(waId, { type: 'text', text }),
    async tap(waId, words) {
      const option = optionsOf(messenger, waId).find(({ id, title }) => title.includes(words) || id === words)
      if (option === undefined)
        throw new Error(`nobody offered ${words}: ${JSON.stringify(optionsOf(messenger, waId))}`)
      return send(waId, { type: 'reply', from: 'button', ...option })
    },
    work,
    async settle() {
      await matcher.load()
      await work()
    },
    async [Symbol.asyncDispose]() {
      await feed[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return world
}

const optionsOf = (messenger: FakeMessenger, waId: string): readonly { id: string; title: string }[] => {
  const last = messenger.sent.findLast(({ to }) => to.waId === waId)?.message
  if (last?.type === 'buttons') return last.buttons
  if (last?.type === 'list') return last.sections.flatMap(({ rows }) => rows.map(({ id, title }) => ({ id, title })))
  return []
}

const queues: readonly Queue[] = ['receive', 'match', 'deliver', 'record', 'mail']

/** One task of each lane that is due; false when there was none. */
const workOnce = async (deps: FlowDeps): Promise<boolean> => {
  const all = handlers(deps)
  let worked = false
  for (const queue of queues) {
    const claims = await deps.store.claim({ queue, now: deps.clock.now(), leaseMs: 1000, lanes: 100, tasksPerLane: 20 })
    for (const { lease, tasks } of claims) {
      const [task, ...rest] = tasks
      if (task === undefined) continue
      worked = true
      const result = await all[queue].handle(task, lease, rest)
      await deps.store.release(lease, result.result === 'retry' ? result.at : undefined)
    }
  }
  return worked
}
