import { setTimeout as delay } from 'node:timers/promises'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { failedOf, startStorm, told } from '../load/storm.ts'
import type { Fault } from './fault.ts'

const people = { full: 60, short: 12 }
const rounds = { full: 20, short: 2 }
const halfAnHour = 30 * 60_000
const betweenMs = 1500

export const t12: Fault = {
  id: 'T12',
  title: 'The clocks of single servers jump by half an hour, ahead and back, under a storm of webhooks',
  promise: 'No request fails, nothing acknowledged is lost, nothing is sent twice',
  stages: ['sqlite', 'cluster'],
  sabotage: {
    guard: "the store's time",
    stage: 'cluster',
    edits: [
      {
        file: 'apps/server/src/steady-clock.ts',
        find: 'now: () => Math.round(exactly()),',
        replace: 'now: Date.now,',
      },
    ],
  },
  settings: () => ({ clocked: true }),
  run: async (stage, size) => {
    const crowd = makeCrowd(people[size])
    const servers = [...new Set([...stage.webs, ...stage.workers])]
    const storm = startStorm({ url: stage.url, crowd, pauseMs: 60 })
    for (let round = 0; round < rounds[size]; round += 1)
      for (const server of servers) {
        server.shiftClock([halfAnHour, -halfAnHour, 0][Math.floor(Math.random() * 3)] ?? 0)
        await delay(betweenMs / servers.length)
      }
    for (const server of servers) server.shiftClock(0)
    await storm.stop()
    const account = await accountFor(stage, crowd)
    return {
      times: rounds[size] * servers.length,
      seen: `${account.acknowledged} acknowledged, ${account.lost.length} lost, ${account.sentTwice.length} sent twice, ${account.unknown} sends unknown; ${told(storm.answers)}`,
      broken: [
        ...brokenIn(account),
        ...(failedOf(storm.answers) > 0 ? [`${failedOf(storm.answers)} requests failed`] : []),
      ],
    }
  },
}
