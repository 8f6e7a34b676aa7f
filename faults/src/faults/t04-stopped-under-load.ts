import { setTimeout as delay } from 'node:timers/promises'
import { answerOf } from '../cluster/server-member.ts'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { holdRequest } from '../load/held-requests.ts'
import { failedOf, startStorm, told } from '../load/storm.ts'
import type { Fault } from './fault.ts'

const held = { full: 200, short: 100 }
const longestMs = 25_000
/** Longer than the servers drain, so that some requests end after the listener has closed. */
const heldForMs = 1800

export const t04: Fault = {
  id: 'T4',
  title: 'A web process is told to stop (SIGTERM) with 200 requests in flight and clients that keep their connections',
  promise: '/readyz says 503 first; every request is answered with 2xx; it ends with 0 within 25 s',
  stages: ['sqlite', 'cluster'],
  sabotage: {
    guard: 'the drain',
    stage: 'sqlite',
    edits: [
      {
        file: 'apps/server/src/process-end.ts',
        find: '      await stop()\n',
        replace: '',
      },
    ],
  },
  settings: () => ({ env: { DRAIN_SECONDS: '1' } }),
  run: async (stage, size) => {
    const crowd = makeCrowd(held[size])
    const [target = stage.webs[0]] = stage.webs
    if (target === undefined) throw new Error('no web process')
    const requests = await Promise.all(crowd.map((writer) => holdRequest(stage.url, writer)))
    // Through the balancer nobody may notice; whoever talks to the one process alone finds it gone afterwards.
    const others = makeCrowd(stage.kind === 'cluster' ? 10 : 0)
    const storm = startStorm({ url: stage.url, crowd: others, pauseMs: 20 })
    await delay(300)
    const from = performance.now()
    const ended = target.child().end('SIGTERM')
    const statuses = Promise.all(
      requests.map(async (request, at) => {
        await delay((heldForMs * at) / requests.length)
        return request.finish()
      }),
    )
    const readiness = await firstOther(`${target.url}/readyz`)
    const lost = (await statuses).filter((status) => status !== 200).length
    const code = await ended
    const tookMs = performance.now() - from
    await storm.stop()
    await target.start()
    const account = await accountFor(stage, [...crowd, ...others])
    return {
      times: 1,
      seen: `${requests.length - lost} of ${requests.length} answered in flight; beside them ${told(storm.answers) || 'none'}; /readyz ${readiness}; exit ${code} after ${(tookMs / 1000).toFixed(1)} s`,
      broken: [
        ...(lost > 0 ? [`${lost} requests in flight were lost`] : []),
        ...(failedOf(storm.answers) > 0 ? [`${failedOf(storm.answers)} requests beside them failed`] : []),
        ...(readiness === 503 ? [] : [`/readyz said ${readiness}, not 503`]),
        ...(code === 0 && tookMs < longestMs ? [] : [`it ended with ${code} after ${Math.round(tookMs)} ms`]),
        ...brokenIn(account),
      ],
    }
  },
}

/** The first answer that is not 200. */
const firstOther = async (url: string): Promise<number> => {
  for (;;) {
    const status = await answerOf(url)
    if (status !== 200) return status
    await delay(5)
  }
}
