import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readStanding } from './standing.ts'
import { answerFault, answerJson, fakeGraph } from './testing/fake-graph.ts'

test('a business number stands as Meta rates it, with the people who may be written to first', async () => {
  const tiers = { TIER_250: 250, TIER_2K: 2000, TIER_UNLIMITED: -1, TIER_OTHER: undefined }
  for (const [tier, messagingLimit] of Object.entries(tiers)) {
    await using graph = await fakeGraph(
      answerJson(200, { quality_rating: 'YELLOW', whatsapp_business_manager_messaging_limit: tier }),
    )
    const standing = await readStanding({ graphUrl: graph.url, accessToken: 't' }, '1002')
    assert.deepEqual(standing, { quality: 'yellow', ...(messagingLimit === undefined ? {} : { messagingLimit }) })
    assert.match(graph.received[0]?.path ?? '', /^\/1002\?fields=quality_rating/)
  }
})

test('a number of which Meta says nothing stands in no way', async () => {
  await using graph = await fakeGraph(answerFault(401, 190))
  assert.equal(await readStanding({ graphUrl: graph.url, accessToken: 't' }, '1002'), undefined)
})
