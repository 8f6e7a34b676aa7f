import { setTimeout as delay } from 'node:timers/promises'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { startReviving } from '../load/reviving.ts'
import { startStorm, told } from '../load/storm.ts'
import { shortLease } from '../stage/edits.ts'
import type { Fault } from './fault.ts'

const people = { full: 30, short: 12 }
const deaths = { full: 40, short: 4 }
const longestMs = { full: 300_000, short: 30_000 }
/** How likely a worker dies after a request to send, before it has written down what came of it. */
const likelihood = { full: 0.05, short: 0.1 }
/** What workers that die all the time can keep up with: each message that is left when enough have died may be the death of another. */
const pauseMs = { full: 2000, short: 150 }

export const t03: Fault = {
  id: 'T3',
  title: 'Workers die between the answer of WhatsApp to a send and the commit that says so',
  promise: 'No message is sent twice or lost; of which nobody knows whether it arrived is marked as unknown',
  stages: ['sqlite'],
  sabotage: {
    guard: 'the mark before a request leaves',
    stage: 'sqlite',
    edits: [
      {
        file: 'apps/server/src/flows/deliver.ts',
        find: `    case 'queued':
      return sendQueued(`,
        replace: `    case 'queued':
    case 'sending':
      return sendQueued(`,
      },
    ],
  },
  settings: (size) => ({
    edits: [
      ...(size === 'short' ? [shortLease] : []),
      {
        file: 'apps/server/src/flows/deliver.ts',
        find: '  return settle(deps,',
        replace: `  if (Math.random() < ${likelihood[size]}) process.kill(process.pid, 'SIGKILL')
  return settle(deps,`,
      },
    ],
  }),
  run: async (stage, size) => {
    const crowd = makeCrowd(people[size])
    const servers = new Set([...stage.webs, ...stage.workers])
    const reviving = startReviving([...servers])
    const storm = startStorm({ url: stage.url, crowd, pauseMs: pauseMs[size] })
    const until = performance.now() + longestMs[size]
    while (reviving.deaths < deaths[size] && performance.now() < until) await delay(50)
    await storm.stop()
    const account = await accountFor(stage, crowd)
    await reviving.stop()
    return {
      times: reviving.deaths,
      seen: `${account.acknowledged} acknowledged, ${account.lost.length} lost, ${account.sentTwice.length} sent twice, ${account.unknown} sends unknown; ${told(storm.answers)}`,
      broken: [
        ...brokenIn(account),
        ...(reviving.deaths < deaths[size] ? [`only ${reviving.deaths} workers died`] : []),
      ],
    }
  },
}
