import assert from 'node:assert/strict'
import { checkStateful } from './stateful/property.ts'
import { storeTest, type World } from './world.ts'

const runs = Number(process.env.STATEFUL_RUNS ?? 30)
const steps = Number(process.env.STATEFUL_STEPS ?? 30)
const seed = Number(process.env.STATEFUL_SEED ?? Math.trunc(Math.random() * 2 ** 31))

export const stepContract = (world: World): void => {
  storeTest(world, 'whatever two processes do, each outcome is that of the model', async ({ store, openStore }, t) => {
    const seen = await checkStateful([store, await openStore()], { runs, steps, seed })
    t.diagnostic(`${runs} runs, ${seen.steps} steps, STATEFUL_SEED=${seed}`)
    if (seen.failure !== undefined) assert.fail(seen.failure)
  })
}
