import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { startStorm, told } from '../load/storm.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const kills = { full: 100, short: 4 }
const people = { full: 40, short: 16 }
/** What each person rests between two messages: few enough come for the workers to keep up. */
const pauseMs = { full: 1000, short: 400 }

export const t01: Fault = {
  id: 'T1',
  title: 'Processes that take webhooks are killed (SIGKILL) at random moments under a storm of signed webhooks',
  promise: 'What was answered 200 is worked on once and answered once, in order; the database is whole',
  stages: ['sqlite', 'cluster'],
  sabotage: {
    guard: 'answering only what is stored',
    stage: 'sqlite',
    edits: [
      {
        file: 'apps/server/src/http/whatsapp/webhook.ts',
        find: 'const outcome = await options.inbox.keep(text, trace)',
        replace: `setTimeout(() => void options.inbox.keep(text, trace), 100)
    const outcome: string = 'committed'`,
      },
    ],
  },
  run: async (stage, size) => {
    const crowd = makeCrowd(people[size])
    const storm = startStorm({ url: stage.url, crowd, pauseMs: pauseMs[size] })
    for (let kill = 0; kill < kills[size]; kill += 1) {
      await delay(100 + Math.random() * 500)
      const victim = stage.webs[kill % stage.webs.length]
      await victim?.child().end('SIGKILL')
      await victim?.start()
    }
    await storm.stop()
    const account = await accountFor(stage, crowd)
    return {
      times: kills[size],
      seen: `${account.acknowledged} acknowledged, ${account.lost.length} lost, ${account.unknown} sends unknown, ${account.outOfOrder.length} worked on after a later one; ${told(storm.answers)}`,
      broken: [...brokenIn(account), ...damageOf(stage)],
    }
  },
}

const damageOf = ({ kind, databaseUrl }: Stage): string[] => {
  if (kind !== 'sqlite') return []
  const database = new DatabaseSync(databaseUrl.replace('sqlite:', ''), { readOnly: true })
  const { integrity_check: check } = database.prepare('pragma integrity_check').get() ?? {}
  database.close()
  return check === 'ok' ? [] : [`integrity_check says ${check}`]
}
