import { setTimeout as delay } from 'node:timers/promises'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { type Storm, startStorm, told } from '../load/storm.ts'
import { clusterOf } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const rounds = { full: 5, short: 1 }
const people = { full: 30, short: 12 }
const resumeWithinMs = 15_000
/** Shorter than the primary takes to notice that it is alone. */
const frozenMs = 1000

export const t07: Fault = {
  id: 'T7',
  title: 'The primary is told to step down, then killed (SIGKILL) while its followers lag by a second, under load',
  promise: 'Nothing acknowledged is lost or done twice; writes resume within 15 s',
  stages: ['cluster'],
  sabotage: {
    guard: 'the wait for a majority',
    stage: 'cluster',
    edits: [
      {
        file: 'packages/store/src/mongodb/connection.ts',
        find: "writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 }",
        replace: 'writeConcern: { w: 1 }',
      },
    ],
  },
  run: async (stage, size) => {
    const { mongo } = clusterOf(stage)
    const crowd = makeCrowd(people[size])
    const storm = startStorm({ url: stage.url, crowd, pauseMs: 200 })
    const pausesMs: number[] = []
    for (let round = 0; round < rounds[size]; round += 1) {
      await delay(1000)
      await mongo.stepDown()
      pausesMs.push(await resumed(storm))
      await delay(500)
      const primary = await mongo.primary()
      const followers = mongo.members.filter((member) => member !== primary)
      for (const { child } of followers) child.freeze()
      await mongo.endReading()
      await delay(frozenMs)
      await primary.child.end('SIGKILL')
      for (const { child } of followers) child.thaw()
      pausesMs.push(await resumed(storm))
      await mongo.heal()
    }
    await storm.stop()
    const account = await accountFor(stage, crowd)
    const longestMs = Math.max(...pausesMs)
    return {
      times: pausesMs.length,
      seen: `${account.acknowledged} acknowledged, ${account.lost.length} lost, ${account.sentTwice.length} sent twice, ${account.unknown} unknown; writes resumed after at most ${(longestMs / 1000).toFixed(1)} s (${told(storm.answers)})`,
      broken: [
        ...brokenIn(account),
        ...(longestMs > resumeWithinMs ? [`writes resumed after ${Math.round(longestMs)} ms`] : []),
      ],
    }
  },
}

/** Milliseconds until a request that was sent from now on is answered with 200. */
const resumed = async ({ answers }: Storm): Promise<number> => {
  const from = performance.now()
  // Answers that were under way do not count.
  await delay(200)
  const before = answers.lastGoodAt
  while (answers.lastGoodAt === before && performance.now() < from + 2 * resumeWithinMs) await delay(20)
  return performance.now() - from
}
