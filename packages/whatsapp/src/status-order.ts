import type { MessageState } from './webhook/event.ts'

/** What is known of a message: how it stands in the outbox before any status (`unknown` after a lost answer), or that. */
export type DeliveryState = 'queued' | 'sending' | 'accepted' | 'unknown' | 'dropped' | MessageState

const rank: Record<DeliveryState, number> = {
  queued: 0,
  sending: 0,
  accepted: 0,
  unknown: 0,
  dropped: 0,
  sent: 1,
  // A failure ends a message that has not arrived, and nothing comes after it.
  failed: 2,
  delivered: 2,
  read: 3,
  played: 4,
}

/**
 * Whether a status moves a message on. Statuses come in any order and more than once; `delivered` may never come
 * where `read` does. `failed` counts only before delivery: a second device may fail after the first has shown it.
 */
export function advances(from: DeliveryState, to: MessageState): boolean {
  return from !== 'failed' && rank[to] > rank[from]
}
