import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advances, type DeliveryState } from './status-order.ts'
import type { MessageState } from './webhook/event.ts'

const states: MessageState[] = ['sent', 'delivered', 'read', 'played', 'failed']
const after: [from: DeliveryState, to: MessageState[]][] = [
  ['queued', states],
  ['sending', states],
  ['accepted', states],
  ['unknown', states],
  ['sent', ['delivered', 'read', 'played', 'failed']],
  ['delivered', ['read', 'played']],
  ['read', ['played']],
  ['played', []],
  ['failed', []],
]

for (const [from, to] of after) {
  test(`a message that is ${from} moves on to ${to.join(', ') || 'nothing'}`, () => {
    const reached = states.filter((state) => advances(from, state))
    assert.deepEqual(reached, to)
  })
}

test('every order of the same statuses ends in the same state', () => {
  const settle = (order: MessageState[]) =>
    order.reduce<DeliveryState>((state, next) => (advances(state, next) ? next : state), 'unknown')
  const orders: MessageState[][] = [
    ['sent', 'delivered', 'read'],
    ['read', 'sent', 'delivered'],
    ['delivered', 'read', 'sent'],
  ]
  for (const order of orders) assert.equal(settle(order), 'read')
})
