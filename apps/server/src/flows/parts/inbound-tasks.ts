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

/**
 * WhatsApp's times are whole seconds: within one second the order of arrival decides, in steps of an eighth of a
 * millisecond for eight seconds, and within one arrival the place in the webhook.
 */
const orderOf = (at: number, index: number, now: number): number =>
  at + Math.min(999, (Math.max(0, now - at) + Math.min(index, 255) / 256) / 8)
