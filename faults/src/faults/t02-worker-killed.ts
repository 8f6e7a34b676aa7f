import { setTimeout as delay } from 'node:timers/promises'
import type { ServerMember } from '../cluster/server-member.ts'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd, type Writer } from '../load/crowd.ts'
import { sayOnce, startStorm, told } from '../load/storm.ts'
import { readSendsUnderWay } from '../load/vitals.ts'
import { leaseMs, shortLease } from '../stage/edits.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const kills = { full: 100, short: 3 }
const people = { full: 40, short: 16 }
/** What each person rests between two messages: few enough come for one worker to keep up while the other starts anew. */
const pauseMs = { full: 4000, short: 500 }
/** WhatsApp takes so long that most of what a process delivers is with WhatsApp. */
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
    // Before a status tells that a message arrived, another worker has its lane, and nothing but the mark of the one that is gone.
    stage.whatsapp.delayStatuses(leaseMs[size] + 2000)
    const storm = startStorm({ url: stage.url, crowd, pauseMs: pauseMs[size] })
    for (let kill = 1; kill < kills[size]; kill += 1) {
      const victim = await whoDelivers(stage.workers.filter((_, at) => at === kill % stage.workers.length))
      await delay(Math.random() * slowMs)
      await victim.child().end('SIGKILL')
      await victim.start()
    }
    await storm.stop()
    const before = await accountFor(stage, crowd)
    const last = makeCrowd(people[size])
    const resumedMs = await killInTheMidst(stage, last)
    const account = await accountFor(stage, last)
    const allowedMs = leaseMs[size] + 5000
    return {
      times: kills[size],
      seen: `${before.acknowledged + account.acknowledged} acknowledged (${told(storm.answers)}), ${before.lost.length + account.lost.length} lost, ${before.sentTwice.length + account.sentTwice.length} sent twice, ${before.unknown + account.unknown} unknown; another worker was through with the last one's work after ${(resumedMs / 1000).toFixed(1)} s`,
      broken: [
        ...brokenIn(before),
        ...brokenIn(account),
        ...(resumedMs > allowedMs ? [`the work went on after ${Math.round(resumedMs)} ms, not ${allowedMs}`] : []),
      ],
    }
  },
}

/** Each says one thing; while their answers are on the way a worker is killed. Milliseconds until all is settled. */
const killInTheMidst = async (stage: Stage, crowd: readonly Writer[]): Promise<number> => {
  await Promise.all(crowd.map((writer) => sayOnce(stage.url, writer)))
  const victim = await whoDelivers(stage.workers)
  await delay(slowMs / 2)
  await victim.child().end('SIGKILL')
  const from = performance.now()
  await accountFor(stage, crowd)
  const resumedMs = performance.now() - from
  await victim.start()
  return resumedMs
}

/** The first of these processes that has messages on their way to WhatsApp; nobody says which of them takes what. */
const whoDelivers = async (workers: readonly ServerMember[]): Promise<ServerMember> => {
  for (const until = performance.now() + patienceMs; performance.now() < until; await delay(lookEveryMs))
    for (const worker of workers) if ((await readSendsUnderWay(worker)) > 0) return worker
  throw new Error(`${workers.map(({ name }) => name).join(' and ')} delivered nothing for ${patienceMs} ms`)
}
const patienceMs = 20_000
/** Each look costs the worker some milliseconds, and a send takes three hundred. */
const lookEveryMs = 40
