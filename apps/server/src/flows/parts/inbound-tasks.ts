import { hash } from 'node:crypto'
import type { Change } from '@rolecall/core/ports/store'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { dayOwnerOf } from '../../day-owner.ts'

export type TaskPut = Extract<Change, { op: 'put'; collection: 'tasks' }>

/** The rows that keep events which came in at `now`, each once under its key; ids and lanes are hashed. */
export const toTasks = (events: readonly InboundEvent[], now: number, secret: string): TaskPut[] => {
  const keyOwner = dayOwnerOf(now)
  const inLane = new Map<string, number>()
  return events.map((event) => {
    const lane = `${event.kind}:${hide(laneOf(event), secret)}`
    const index = inLane.get(lane) ?? 0
    inLane.set(lane, index + 1)
    return {
      op: 'put',
      collection: 'tasks',
      expected: 'if-absent',
      doc: {
        id: taskIdOf(event.key, secret),
        queue: 'receive',
        lane,
        kind: event.kind,
        payload: withoutRaw(event),
        keyOwner,
        order: orderOf(event.at, index, now),
        // WhatsApp's time: a clock of ours that runs ahead must not keep the message waiting.
        dueAt: Math.min(now, event.at),
        state: 'ready',
        attempts: 0,
        at: now,
      },
    }
  })
}

/** The id of the task that keeps the event with this key, such as `message:<wamid>`. `secret`: the key of the hash. */
export const taskIdOf = (key: string, secret: string): string =>
  `${key.slice(0, key.indexOf(':'))}:${hide(key, secret)}`

/**
 * SHA-256 behind a secret of fixed length: who does not know it cannot try out numbers. Nothing is authenticated with it, so
 * that HMAC's second pass, on the way of every webhook, would buy nothing.
 */
const hide = (text: string, secret: string): string => hash('sha256', secret + text, 'base64url')

/** The part of the body that was understood need not be kept twice; what was not understood is kept as it came. */
const withoutRaw = (event: InboundEvent): unknown => {
  const known =
    event.kind === 'status' ||
    (event.kind === 'message' && event.content.type !== 'unknown' && event.content.type !== 'unsupported')
  if (!known) return event
  const { raw: _raw, ...rest } = event
  return rest
}

/** Messages of one sender are worked on in order; the statuses of one message too, apart from the chat. */
const laneOf = (event: InboundEvent): string => {
  switch (event.kind) {
    case 'message':
      return `chat:${event.phoneNumberId}:${event.sender.userId ?? event.sender.waId ?? event.key}`
    case 'status':
      return `status:${event.wamid}`
    default:
      return event.key
  }
}

/** The most that an arrival is told apart by: WhatsApp repeats a webhook for seven days. */
const mostLagMs = 8 * 24 * 60 * 60_000
/** Of one arrival, which has at most 255 for one lane: together less than the first millisecond makes. */
const betweenMs = 1 / 2048

/**
 * WhatsApp's times are whole seconds: within one second the order of arrival decides, and within one arrival the place in the webhook. How
 * long it took, by a clock that may be ahead of WhatsApp's or behind, is laid into that second by its logarithm, so that what came late
 * is told apart too: a millisecond where it took minutes, some twenty where it took half an hour.
 */
const orderOf = (at: number, index: number, now: number): number => {
  const lag = now - at
  const share = Math.min(1, Math.log1p(Math.abs(lag)) / Math.log1p(mostLagMs))
  return at + 499 + Math.sign(lag) * 499 * share + Math.min(index, 255) * betweenMs
}
