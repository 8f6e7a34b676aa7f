import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advances, type DeliveryState } from './status-order.ts'
import type { MessageState } from './webhook/event.ts'

const after: Record<DeliveryState, MessageState[]> = {
  queued: ['sent', 'delivered', 'read', 'played', 'failed'],
  unknown: ['sent', 'delivered', 'read', 'played', 'failed'],
  sent: ['delivered', 'read', 'played', 'failed'],
  delivered: ['read', 'played'],
  read: ['played'],
  played: [],
  failed: [],
}

for (const from of ['queued', 'unknown', 'sent', 'delivered', 'read', 'played', 'failed'] as const) {
  test(`a message that is ${from} moves on to ${after[from].join(', ') || 'nothing'}`, () => {
    const states: MessageState[] = ['sent', 'delivered', 'read', 'played', 'failed']
    assert.deepEqual(
      states.filter((to) => advances(from, to)),
      states.filter((to) => after[from].includes(to)),
    )
  })
}

test('every order of the same statuses ends in the same state', () => {
  const settle = (order: MessageState[]) =>
    order.reduce<DeliveryState>((state, next) => (advances(state, next) ? next : state), 'unknown')
  for (const order of [
    ['sent', 'delivered', 'read'],
    ['read', 'sent', 'delivered'],
    ['delivered', 'read', 'sent'],
  ]) {
    assert.equal(settle(order.filter((state): state is MessageState => state in after)), 'read')
  }
})
