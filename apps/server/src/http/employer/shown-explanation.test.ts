import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Profile } from '@rolecall/contract/profile'
import { createEngine } from '@rolecall/match/engine'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { posting } from '../testing/employer-client.ts'
import { noon, thika } from '../testing/http-world.ts'
import { shownExplanation } from './shown-explanation.ts'

const engine = createEngine({ taxonomy: createStarterTaxonomy() })
const explain = (latitude: number) => {
  const profile = Profile.parse({
    work: [{ occupation: 'cook', said: 'cook' }],
    place: { ...thika, latitude },
  })
  const job = { id: 'job_1', organisationId: 'org_1', posting: posting(), state: 'open' } as const
  return engine.explain(
    { id: 'per_1', profile, active: true, alerts: true },
    { ...job, expiresAt: noon + 1, publishedAt: noon, openingsLeft: 1 },
    noon,
  )
}

test('two homes some hundred metres apart read alike', () => {
  const [here, there] = [explain(-1.096), explain(-1.097)]
  assert.notDeepEqual(here, there)
  assert.deepEqual(shownExplanation(here), shownExplanation(there))
})
