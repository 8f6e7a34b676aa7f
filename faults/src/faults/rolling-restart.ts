import { setTimeout as delay } from 'node:timers/promises'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { holdRequest } from '../load/held-requests.ts'
import { failedOf, startStorm, told } from '../load/storm.ts'
import { clusterOf } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const rounds = { full: 5, short: 1 }
/** What each person rests between two messages: in short few enough come for the workers to keep up. */
const pauseMs = { full: 400, short: 1000 }
/** So long does a slow request take: longer than a server drains. */
const slowMs = 1500
const slowEveryMs = 100

export const rollingRestart: Fault = {
  id: 'Rolling',
  title:
    'Every process is stopped (SIGTERM) and started anew, one after the other, under load with slow requests in it',
  promise: 'No request fails, every process ends with 0, nothing is lost or overtakes',
  stages: ['cluster'],
  sabotage: {
    guard: 'waiting for what is under way',
    stage: 'cluster',
    edits: [
      {
        file: 'apps/server/src/http/close-app.ts',
        find: '    await app.close()',
        replace: '    app.server.closeAllConnections()\n    await app.close()',
      },
    ],
  },
  settings: () => ({ env: { DRAIN_SECONDS: '1' } }),
  run: async (stage, size) => {
    const crowd = makeCrowd(20)
    const storm = startStorm({ url: stage.url, crowd, pauseMs: pauseMs[size] })
    const slow = startSlowRequests(stage.url)
    const codes: (number | null)[] = []
    const servers = [...stage.webs, ...stage.workers]
    for (let round = 0; round < rounds[size]; round += 1)
      for (const server of servers) {
        codes.push(await server.child().end('SIGTERM'))
        await server.start()
        // The next one goes when the balancer has seen that this one is back.
        await clusterOf(stage).balancer.untilWhole()
      }
    const failedSlow = await slow.stop()
    await storm.stop()
    const account = await accountFor(stage, [...crowd, ...slow.crowd])
    const failed = failedOf(storm.answers) + failedSlow
    const badly = codes.filter((code) => code !== 0).length
    return {
      times: codes.length,
      seen: `${told(storm.answers)}; ${slow.crowd.length} slow requests, ${failedSlow} failed; ${account.lost.length} lost, ${account.outOfOrder.length} worked on after a later one`,
      broken: [
        ...(failed > 0 ? [`${failed} requests failed`] : []),
        ...(badly > 0 ? [`${badly} processes did not end with 0`] : []),
        ...brokenIn(account),
      ],
    }
  },
}

/** A new slow request all the time, each by a person of its own. `stop` gives how many were not answered with 200. */
const startSlowRequests = (url: string) => {
  const crowd = [...makeCrowd(1000)]
  const begun: Promise<number>[] = []
  const timer = setInterval(() => {
    const writer = crowd[begun.length]
    if (writer === undefined) return
    begun.push(
      holdRequest(url, writer).then(async (request) => {
        await delay(slowMs)
        return request.finish()
      }),
    )
  }, slowEveryMs)
  return {
    crowd,
    stop: async () => {
      clearInterval(timer)
      crowd.length = begun.length
      return (await Promise.all(begun)).filter((status) => status !== 200).length
    },
  }
}
