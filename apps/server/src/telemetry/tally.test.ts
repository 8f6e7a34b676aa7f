import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTally, hourMs } from './tally.ts'

const noon = Date.UTC(2026, 10, 25, 12)
const alert = { template: 'job_alert', category: 'alert', outcome: 'delivered' }
const reply = { template: 'none', category: 'reply', outcome: 'failed' }

test('messages are counted by the hour, and an hour that changed is given whole', () => {
  const tally = createTally()
  tally.delivered(alert, noon)
  tally.delivered(alert, noon + 1)
  tally.delivered(reply, noon + hourMs)
  tally.priced({ template: 'job_alert', category: 'marketing', type: 'regular' }, noon)
  assert.deepEqual(tally.take(), [
    {
      hour: noon,
      deliveries: [{ ...alert, count: 2 }],
      priced: [{ template: 'job_alert', category: 'marketing', type: 'regular', count: 1 }],
    },
    { hour: noon + hourMs, deliveries: [{ ...reply, count: 1 }], priced: [] },
  ])
  assert.deepEqual(tally.take(), [])
  tally.delivered(alert, noon + 5)
  assert.deepEqual(tally.take()[0]?.deliveries, [{ ...alert, count: 3 }])
})

test('what could not be written is given again with what came since', () => {
  const tally = createTally()
  tally.delivered(alert, noon)
  const [taken] = tally.take()
  tally.giveBack([taken?.hour ?? 0])
  tally.delivered(alert, noon)
  assert.deepEqual(tally.take()[0]?.deliveries, [{ ...alert, count: 2 }])
})
