import type { SimulatorOptions } from '../options.ts'
import type { WebhookLogEntry } from '../world/types.ts'
import type { World } from '../world/world.ts'
import { encodeLikeMeta, signBody } from './encode.ts'

/** One change of a webhook: the field and its value, and one line for the log. */
export interface Change {
  readonly field: string
  readonly value: object
  readonly summary: string
}

export interface Delivery {
  /** Sends one change, by way of the switches; `accepted` runs when the receiver has answered 200. */
  post(change: Change, accepted?: () => void): void
  /** The last 200 webhooks, newest first. */
  log(): readonly WebhookLogEntry[]
  /** Sends the verification request; the outcome says whether the challenge came back. */
  verify(url?: string, token?: string): Promise<boolean>
  close(): void
}

interface Pending {
  readonly change: Change
  readonly accepted: (() => void) | undefined
}

const logSize = 200
const holdMs = 250
const batchSize = 5

/** At least once, unordered, until 200: as Meta delivers. */
export const createDelivery = (options: SimulatorOptions, world: World): Delivery => {
  const entries: WebhookLogEntry[] = []
  const closing = new AbortController()
  let held: Pending[] = []
  let nextId = 1

  const note = (entry: WebhookLogEntry): void => {
    const at = entries.findIndex((one) => one.id === entry.id)
    if (at >= 0) entries[at] = entry
    else entries.unshift(entry)
    if (entries.length > logSize) entries.pop()
    world.changed('webhook', entry)
  }

  const attempt = async (entry: WebhookLogEntry, body: Buffer, accepted: () => void): Promise<void> => {
    const status = await postOnce(options, body, closing.signal)
    if (closing.signal.aborted) return
    const attempts = entry.attempts + 1
    if (status === 200) {
      note({ ...entry, attempts, status, outcome: 'accepted' })
      accepted()
      return
    }
    const tried: WebhookLogEntry = { ...entry, attempts, status, outcome: 'retrying' }
    note(tried)
    const pause = Math.min((options.webhookRetryMs ?? 250) * 2 ** Math.min(attempts - 1, 10), 30_000)
    world.later(pause, () => void attempt(tried, body, accepted))
  }

  const send = (events: readonly Pending[]): void => {
    const changes = events.map(({ change: { field, value } }) => ({ value, field }))
    const body = encodeLikeMeta({ object: 'whatsapp_business_account', entry: [{ id: options.wabaId, changes }] })
    const summary = events.map(({ change }) => change.summary).join(', ')
    const accepted = () => {
      for (const event of events) event.accepted?.()
    }
    for (let copy = world.settings.duplicate ? 2 : 1; copy > 0; copy--) {
      const entry = { id: nextId++, at: world.now(), summary, attempts: 0, status: 0, body: body.toString() }
      note({ ...entry, outcome: 'waiting' })
      const start = () => void attempt({ ...entry, outcome: 'waiting' }, body, accepted)
      if (world.settings.delayMs > 0) world.later(world.settings.delayMs, start)
      else start()
    }
  }

  // Reordering sends what was held in reverse; what waits alone leaves after a while all the same.
  const flush = (): void => {
    const waiting = held
    held = []
    if (waiting.length === 0) return
    const ordered = world.settings.reorder ? waiting.toReversed() : waiting
    if (world.settings.batch) send(ordered)
    else for (const event of ordered) send([event])
  }

  return {
    post: (change, accepted) => {
      if (!world.subscribed) {
        const entry = { id: nextId++, at: world.now(), summary: change.summary, attempts: 0, status: 0 }
        note({ ...entry, outcome: 'dropped', body: 'The app is not subscribed to the account.' })
        return
      }
      const { reorder, batch } = world.settings
      if (!reorder && !batch) return send([{ change, accepted }])
      held.push({ change, accepted })
      if (held.length >= (batch ? batchSize : 2)) flush()
      else if (held.length === 1) world.later(holdMs, flush)
    },
    log: () => entries,
    verify: (url = options.webhookUrl, token = options.verifyToken) => verifyOnce(url, token),
    close: () => closing.abort(),
  }
}

const postOnce = async (options: SimulatorOptions, body: Buffer, closing: AbortSignal): Promise<number> => {
  try {
    const response = await fetch(options.webhookUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': signBody(options.appSecret, body),
      },
      body: new Uint8Array(body),
      signal: AbortSignal.any([closing, AbortSignal.timeout(20_000)]),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}

const verifyOnce = async (url: string, token: string): Promise<boolean> => {
  const challenge = `${Math.floor(Math.random() * 1e9)}`
  const address = new URL(url)
  address.search = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': token,
    'hub.challenge': challenge,
  }).toString()
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000) })
    return response.status === 200 && (await response.text()) === challenge
  } catch {
    return false
  }
}
