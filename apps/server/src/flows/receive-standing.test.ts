import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountEvent } from '@rolecall/whatsapp/webhook/event'
import { createWorld } from '../testing/world.ts'

const event = (key: string, more: Partial<AccountEvent>): AccountEvent => ({
  kind: 'account',
  key: `change:${key}`,
  phoneNumberId: undefined,
  wabaId: '1001',
  at: 1_764_061_200_000,
  raw: {},
  field: 'business_capability_update',
  errors: [],
  ...more,
})

test('a limit that moved and a restriction stand for the operator to see, the newest last', async () => {
  await using world = await createWorld()
  const at = 1_764_061_200_000
  await world.receive(event('limit', { messagingLimit: 10_000 }))
  await world.receive(event('ban', { field: 'account_update', event: 'ACCOUNT_RESTRICTION', at: at + 5000 }))
  await world.receive(event('late', { messagingLimit: 250, at: at - 5000 }))
  const row = await world.deps.store.get('businessNumbers', 'account:1001')
  assert.deepEqual(row?.doc, {
    id: 'account:1001',
    messagingLimit: 10_000,
    event: 'account_update ACCOUNT_RESTRICTION',
    eventAt: at + 5000,
    readAt: world.now,
  })
})
