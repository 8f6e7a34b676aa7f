import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { toTasks } from './inbound-tasks.ts'

const second = 1_764_061_200_000
const message = (id: number, sender: string): InboundEvent => ({
  kind: 'message',
  key: `message:wamid.${id}`,
  wamid: `wamid.${id}`,
  phoneNumberId: '1',
  wabaId: '2',
  at: second,
  raw: {},
  sender: { waId: sender },
  content: { type: 'text', text: String(id) },
})
const ordersOf = (events: readonly InboundEvent[], now: number) =>
  toTasks(events, now, 'secret').map(({ doc }) => ('order' in doc ? doc.order : Number.NaN))

test('what one person wrote within a second keeps the order of arrival, within one arrival and over several', () => {
  const crowd = Array.from({ length: 300 }, (_, id) => message(id, `2547${id}`))
  const mine = [message(1000, 'me'), message(1001, 'me')]
  const first = ordersOf([...crowd, ...mine], second + 500).slice(-2)
  const orders = [...first, ...ordersOf([message(1002, 'me')], second + 501)]
  assert.deepEqual(
    orders,
    orders.toSorted((a, b) => a - b),
  )
  assert.equal(new Set(orders).size, 3)
})

test('no order reaches into the next second', () => {
  const [late] = ordersOf([message(1, 'me')], second + 60_000)
  assert.ok(late !== undefined && late < second + 1000)
})

test('neither id nor lane shows who wrote, and another secret gives other ids', () => {
  const idsWith = (secret: string) =>
    toTasks([message(1, '254700000001')], second, secret).map(({ doc }) => [doc.id, 'lane' in doc ? doc.lane : ''])
  assert.doesNotMatch(JSON.stringify(idsWith('one')), /254700000001|wamid/)
  assert.notDeepEqual(idsWith('one'), idsWith('another'))
})
