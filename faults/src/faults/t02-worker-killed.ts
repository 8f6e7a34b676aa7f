import { setTimeout as delay } from 'node:timers/promises'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { startStorm, told } from '../load/storm.ts'
import { leaseMs, shortLease } from '../stage/edits.ts'
import type { Fault } from './fault.ts'

const kills = { full: 100, short: 3 }
const people = { full: 40, short: 16 }
/** WhatsApp takes so long that a process which is killed always has sends under way. */
const slowMs = 300

export const t02: Fault = {
  id: 'T2',
  title: 'Workers are killed (SIGKILL) while messages are on their way to WhatsApp; the last one stays away',
  promise: 'No message reaches a person twice; another worker goes on within the lease and 5 s',
  stages: ['cluster'],
  sabotage: {
    guard: 'the mark of a message that leaves',
    stage: 'cluster',
    edits: [
      {
        file: 'apps/server/src/flows/deliver.ts',
        find: "    case 'queued':\n      return sendQueued(",
        replace: "    case 'queued':\n    case 'sending':\n      return sendQueued(",
      },
    ],
  },
  settings: (size) => ({ edits: size === 'short' ? [shortLease] : [] }),
  run: async (stage, size) => {
    const crowd = makeCrowd(people[size])
    stage.whatsapp.bend(async () => {
      await delay(slowMs)
      return undefined
    })
    const storm = startStorm({ url: stage.url, crowd, pauseMs: 200 })
    const victimAt = (kill: number) => stage.workers[kill % stage.workers.length]
    for (let kill = 0; kill < kills[size]; kill += 1) {
      await delay(300 + Math.random() * 500)
      await victimAt(kill)?.child().end('SIGKILL')
      if (kill < kills[size] - 1) await victimAt(kill)?.start()
    }
    const killedAt = performance.now()
    await storm.stop()
    const account = await accountFor(stage, crowd)
    const resumedMs = performance.now() - killedAt
    await victimAt(kills[size] - 1)?.start()
    const allowedMs = leaseMs[size] + 5000
    return {
      times: kills[size],
      seen: `${account.acknowledged} acknowledged (${told(storm.answers)}), ${account.lost.length} lost, ${account.sentTwice.length} sent twice, ${account.unknown} unknown; all done ${(resumedMs / 1000).toFixed(1)} s after the last kill`,
      broken: [
        ...brokenIn(account),
        ...(resumedMs > allowedMs ? [`the work went on after ${Math.round(resumedMs)} ms, not ${allowedMs}`] : []),
      ],
    }
  },
}
