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

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

for (const { lag, apart } of [
  { lag: -day, apart: 1000 },
  { lag: -hour / 2, apart: 50 },
  { lag: -3000, apart: 1 },
  { lag: -1, apart: 1 },
  { lag: 0, apart: 1 },
  { lag: 7999, apart: 1 },
  { lag: minute, apart: 2 },
  { lag: hour / 2, apart: 50 },
  { lag: day, apart: 1000 },
])
  test(`by a clock that is off by ${lag} ms, or as late, what comes ${apart} ms later comes after`, () => {
    const [first = 0] = ordersOf([message(1, 'me')], second + lag)
    const [next = 0] = ordersOf([message(2, 'me')], second + lag + apart)
    assert.ok(first < next, `${first} and ${next}`)
  })

test('no order reaches into another second', () => {
  const many = Array.from({ length: 300 }, (_, id) => message(id, 'me'))
  for (const lag of [-10 * day, -hour, 0, hour, 10 * day])
    for (const order of ordersOf(many, second + lag)) assert.ok(order >= second && order < second + 1000, `${order}`)
})

test('neither id nor lane shows who wrote, and another secret gives other ids', () => {
  const idsWith = (secret: string) =>
    toTasks([message(1, '254700000001')], second, secret).map(({ doc }) => [doc.id, 'lane' in doc ? doc.lane : ''])
  assert.doesNotMatch(JSON.stringify(idsWith('one')), /254700000001|wamid/)
  assert.notDeepEqual(idsWith('one'), idsWith('another'))
})
