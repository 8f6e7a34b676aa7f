import { EventEmitter } from 'node:events'
import type { SimulatorOptions } from '../options.ts'
import { makeDigits, makeUserId } from './ids.ts'
import { readSaved, writeSaved } from './saved-state.ts'
import type { ChatMessage, Mail, Media, Phone, Send, Settings, Template } from './types.ts'

/** All that is simulated, in memory. `changed` tells the pages and the file. */
export interface World {
  readonly phones: Map<string, Phone>
  readonly templates: Map<string, Template>
  readonly media: Map<string, Media>
  readonly sends: Send[]
  /** Newest first, the last hundred. */
  readonly mails: Mail[]
  readonly settings: Settings
  /** `phone` (its id), `settings`, `webhook` (log entry), `send`, `mail`, `typing`. */
  readonly events: EventEmitter
  subscribed: boolean
  now(): number
  /** Runs later unless the simulator is closed first. */
  later(ms: number, run: () => void): void
  changed(kind: 'phone' | 'settings' | 'webhook' | 'send' | 'mail', detail: unknown): void
  close(): void
}

export const defaultSettings = (): Settings => ({
  duplicate: false,
  reorder: false,
  batch: false,
  delayMs: 0,
  down: false,
  windowSync: false,
  strangersReachable: true,
  deliverAfterMs: 20,
  readAfterMs: 400,
  templateDecision: 'APPROVED',
  templateDelayMs: 500,
  next: [],
  rates: {},
})

// The whole state is written at once: seldom, so that a busy simulator does not stall its answers.
const saveAfterMs = 2000

export const createWorld = (options: SimulatorOptions): World => {
  const saved = readSaved(options.statePath)
  const timers = new Set<NodeJS.Timeout>()
  const events = new EventEmitter().setMaxListeners(0)
  let saving = false
  const save = () => writeSaved(options.statePath, world)
  const world: World = {
    phones: new Map(saved.phones.map((phone) => [phone.id, phone])),
    templates: new Map(saved.templates.map((template) => [template.id, template])),
    media: new Map(saved.media.map((media) => [media.id, media])),
    sends: [],
    mails: [],
    settings: defaultSettings(),
    events,
    subscribed: options.subscribed ?? true,
    now: options.now ?? Date.now,
    later: (ms, run) => {
      const timer = setTimeout(() => {
        timers.delete(timer)
        run()
      }, ms)
      timers.add(timer)
    },
    changed: (kind, detail) => {
      events.emit('change', { kind, detail })
      if (options.statePath === undefined || saving || kind === 'webhook') return
      saving = true
      world.later(saveAfterMs, () => {
        saving = false
        save()
      })
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      save()
    },
  }
  return world
}

/** A phone that has not written yet. Without a number, the business sees the business-scoped id only. */
export const addPhone = (world: World, person: { name: string; waId?: string; userId?: string }): Phone => {
  const phone: Phone = {
    id: `phone_${makeDigits(8)}`,
    people: [person.name],
    ...(person.waId === undefined ? {} : { waId: person.waId }),
    userId: person.userId ?? makeUserId(person.waId),
    previousUserIds: [],
    blocked: false,
    offline: false,
    lastInboundAt: 0,
    typingUntil: 0,
    messages: [],
  }
  world.phones.set(phone.id, phone)
  world.changed('phone', phone.id)
  return phone
}

export const findByNumber = (world: World, waId: string): Phone | undefined =>
  world.phones.values().find((phone) => phone.waId === waId)

export const findByUserId = (world: World, userId: string): Phone | undefined =>
  world.phones.values().find((phone) => phone.userId === userId)

/** Where a message stands, by its id. */
export const findMessage = (world: World, wamid: string): { phone: Phone; message: ChatMessage } | undefined => {
  for (const phone of world.phones.values()) {
    const message = phone.messages.findLast((one) => one.wamid === wamid)
    if (message !== undefined) return { phone, message }
  }
  return undefined
}
