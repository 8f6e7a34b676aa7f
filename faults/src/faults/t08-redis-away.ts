import { setTimeout as delay } from 'node:timers/promises'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { quantile } from '../load/quantile.ts'
import { type Answers, startStorm, timed, told } from '../load/storm.ts'
import { signedOut } from '../load/users.ts'
import { clusterOf, type Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const phaseMs = { full: 15_000, short: 1500 }
const slowerByMs = 350
/** Wrong passwords for one account that one process lets through. */
const triesAllowed = 10

export const t08: Fault = {
  id: 'T8',
  title: 'Redis is flushed, hangs (SIGSTOP), and is killed (SIGKILL) under load',
  promise:
    'It costs speed only: no 5xx, p99 at most 350 ms more; who signed out stays out; limits still hold in each process',
  stages: ['cluster'],
  sabotage: {
    guard: 'counting in the process itself',
    stage: 'cluster',
    edits: [
      {
        file: 'apps/server/src/limits/counter.ts',
        find: 'counted ?? (await own.increment(name, by, endsInMs)) ??',
        replace: 'counted ??',
      },
    ],
  },
  run: async (stage, size) => {
    const { redis } = clusterOf(stage)
    const out = await signedOut(stage)
    const crowd = makeCrowd(10)
    const storm = startStorm({ url: stage.url, crowd, pauseMs: 400 })
    const phases: Phase[] = [await read(stage, 'whole', phaseMs[size])]
    await redis.flush()
    phases.push(await read(stage, 'flushed', phaseMs[size]))
    redis.child.freeze()
    phases.push(await read(stage, 'hung', phaseMs[size]))
    await redis.child.end('SIGKILL')
    phases.push(await read(stage, 'killed', phaseMs[size]))
    const stillOut = await out.isOut()
    const tries = await out.tryPasswords(stage.webs[0]?.url ?? '', triesAllowed + 5)
    await storm.stop()
    await redis.heal()
    const account = await accountFor(stage, crowd)
    const calm = phases[0]?.p99 ?? 0
    const errors = [...phases.map(({ answers }) => answers), storm.answers].reduce(
      (sum, one) => sum + serverErrors(one),
      0,
    )
    return {
      times: phases.length - 1,
      seen: `${phases.map(({ name, answers, p99 }) => `${name}: ${told(answers)}, p99 ${Math.round(p99)} ms`).join('; ')}; webhooks ${told(storm.answers)}; ${tries} of ${triesAllowed + 5} passwords tried`,
      broken: [
        ...(errors > 0 ? [`${errors} requests were answered with 5xx or not at all`] : []),
        ...phases
          .filter(({ p99 }) => p99 > calm + slowerByMs)
          .map(({ name, p99 }) => `p99 was ${Math.round(p99)} ms (${name})`),
        ...(stillOut ? [] : ['a session that was ended counts again']),
        ...(tries > triesAllowed ? [`${tries} passwords could be tried`] : []),
        ...brokenIn(account),
      ],
    }
  },
}

type Phase = { readonly name: string; readonly answers: Answers; readonly p99: number }

/** Four readers search for jobs through the balancer. */
const read = async (stage: Stage, name: string, forMs: number): Promise<Phase> => {
  const answers = { statuses: new Map<number, number>(), times: [] as number[], lastGoodAt: 0 }
  const until = performance.now() + forMs
  const reader = async (): Promise<void> => {
    while (performance.now() < until) {
      await timed(answers, () => search(stage.url))
      await delay(20)
    }
  }
  await Promise.all(Array.from({ length: 4 }, reader))
  return { name, answers, p99: quantile(answers.times, 0.99) }
}

const search = async (url: string): Promise<number> => {
  try {
    const answer = await fetch(`${url}/api/v1/jobs?q=cook`, { signal: AbortSignal.timeout(10_000) })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

const serverErrors = ({ statuses }: Answers): number =>
  statuses.entries().reduce((sum, [status, count]) => (status === 0 || status >= 500 ? sum + count : sum), 0)
