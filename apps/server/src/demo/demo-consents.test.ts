import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEngine } from '@rolecall/match/engine'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { openSession } from '../access/sessions.ts'
import { createHttpWorld } from '../http/testing/http-world.ts'
import { pageOf } from '../http/testing/person-world.ts'
import { seedDemo } from './seed.ts'

test('the page of privacy of a demo person shows what they agreed to and refused', async () => {
  await using world = await createHttpWorld({ inMemory: true })
  const { store } = world.deps
  const engine = createEngine({ taxonomy: createStarterTaxonomy() })
  const hashPassword = async () => 'hash'
  await seedDemo({ store, engine, now: world.now, hashPassword, portfolioId: 'portfolio' })
  const { items } = await store.find('people', { index: 'state', where: ['active'], limit: 50 })
  for (const alerts of [true, false]) {
    const person = items.find(({ doc }) => doc.alerts === alerts)?.doc
    const opened = await openSession(world.deps, { subject: person?.id ?? '', surface: 'person' })
    const cookies = { '__Host-rolecall-refresh': opened?.refreshToken ?? '' }
    const { given } = pageOf(await world.app.inject({ url: '/me/privacy', cookies }))
    assert.deepEqual(
      given.consents.map(({ scope, given, version }: Record<string, unknown>) => [scope, given, version]),
      [
        ['service', true, '2026-11'],
        ['alerts', alerts, '2026-11'],
      ],
    )
  }
})
