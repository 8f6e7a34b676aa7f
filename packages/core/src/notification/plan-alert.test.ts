import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planAlert } from './plan-alert.ts'
import { afterQuietHours } from './quiet-hours.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const person: Parameters<typeof planAlert>[0]['person'] = {
  state: 'active',
  alerts: true,
  alertedAt: [],
  timeZone: 'Africa/Nairobi',
}
const noon = at('2026-11-25T09:00:00Z')

test('an alert goes out by day to an active person who agreed', () => {
  assert.deepEqual(planAlert({ person, accountState: 'active', newJobs: 1, now: noon }), { plan: 'send' })
})

for (const [name, options, because] of [
  ['who did not agree', { person: { ...person, alerts: false } }, 'no-consent'],
  ['who is hidden', { person: { ...person, state: 'hidden' as const } }, 'not-active'],
  ['whose account is stopped', { accountState: 'stopped' as const }, 'not-active'],
  ['whom nothing new fits', { newJobs: 0 }, 'nothing-new'],
] as const)
  test(`someone ${name} hears nothing`, () => {
    const plan = planAlert({ person, accountState: 'active', newJobs: 1, now: noon, ...options })
    assert.deepEqual(plan, { plan: 'drop', because })
  })

test('an alert at night waits for eight in the morning of the person', () => {
  const night = at('2026-11-25T19:30:00Z')
  const plan = planAlert({ person, accountState: 'active', newJobs: 3, now: night })
  assert.deepEqual(plan, { plan: 'wait', until: at('2026-11-26T05:00:00Z') })
})

test('the third alert of a day waits for the next morning', () => {
  const plan = planAlert({
    person: { ...person, alertedAt: [noon - 2, noon - 1] },
    accountState: 'active',
    newJobs: 1,
    now: noon,
  })
  assert.deepEqual(plan, { plan: 'wait', until: at('2026-11-26T05:00:00Z') })
})

test('eight in the morning stays eight on the days on which clocks change', () => {
  assert.equal(afterQuietHours(at('2026-03-29T00:30:00Z'), 'Europe/Madrid'), at('2026-03-29T06:00:00Z'))
  assert.equal(afterQuietHours(at('2026-10-25T01:30:00Z'), 'Europe/Madrid'), at('2026-10-25T07:00:00Z'))
})
