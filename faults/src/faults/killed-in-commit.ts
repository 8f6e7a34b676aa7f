import { setTimeout as delay } from 'node:timers/promises'
import type { ServerMember } from '../cluster/server-member.ts'
import { type Account, accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { sayOnce } from '../load/storm.ts'
import { leaseMs, shortLease } from '../stage/edits.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const rounds = { full: 20, short: 2 }
const people = 16
const patienceMs = 20_000

/** Told by a signal, a process dies in its next transaction when all is written and nothing is committed. */
const diesWhenTold = {
  file: 'packages/store/src/mongodb/commit.ts',
  find: `      run += 1
      return work(session, run)
    },`,
  replace: `      run += 1
      const done = await work(session, run)
      if (dies) process.kill(process.pid, 'SIGKILL')
      return done
    },`,
}
const isTold = {
  file: 'packages/store/src/mongodb/commit.ts',
  find: 'const transactionForMs = 10_000',
  replace: `const transactionForMs = 10_000
let dies = false
process.on('SIGUSR2', () => {
  dies = true
})`,
}

export const killedInCommit: Fault = {
  id: 'Commit',
  title: 'Workers die in the midst of a commit, with all of it written and locked in the database, and stay away',
  promise: 'Nothing acknowledged is lost or done twice; another worker is through with it within the lease and 8 s',
  stages: ['cluster'],
  sabotage: {
    guard: 'ending the transactions of the dead',
    stage: 'cluster',
    edits: [
      {
        file: 'packages/store/src/mongodb/orphaned-transactions.ts',
        find: 'const silentForMs = 1000',
        replace: 'const silentForMs = 1_000_000',
      },
    ],
  },
  settings: (size) => ({ edits: [diesWhenTold, isTold, ...(size === 'short' ? [shortLease] : [])] }),
  run: async (stage, size) => {
    const strikes: Strike[] = []
    const allowedMs = leaseMs[size] + 8000
    const keeps = ({ resumedMs, account }: Strike) => resumedMs <= allowedMs && brokenIn(account).length === 0
    // Once what a dead one left keeps everybody waiting, nobody gets as far as the next commit.
    while (strikes.length < rounds[size] && strikes.every(keeps)) strikes.push(await strike(stage, strikes.length))
    const slowest = Math.max(...strikes.map(({ resumedMs }) => resumedMs))
    const count = (of: (account: Account) => number) => strikes.reduce((sum, { account }) => sum + of(account), 0)
    return {
      times: strikes.length,
      seen: `${count(({ acknowledged }) => acknowledged)} acknowledged, ${count(({ lost }) => lost.length)} lost, ${count(({ sentTwice }) => sentTwice.length)} sent twice; another worker was through after at most ${(slowest / 1000).toFixed(1)} s`,
      broken: [
        ...strikes.flatMap(({ account }) => brokenIn(account)),
        ...(slowest > allowedMs ? [`the work went on after ${Math.round(slowest)} ms, not ${allowedMs}`] : []),
      ],
    }
  },
}

type Strike = { readonly account: Account; readonly resumedMs: number }

/** `resumedMs`: from the death until all that was said is answered. */
const strike = async (stage: Stage, round: number): Promise<Strike> => {
  const crowd = makeCrowd(people)
  const victim = stage.workers[round % stage.workers.length]
  if (victim === undefined) throw new Error('workers are needed')
  victim.child().process.kill('SIGUSR2')
  // Which of them takes what, nobody says.
  for (const until = performance.now() + patienceMs; victim.child().alive(); ) {
    if (performance.now() > until)
      throw new Error(`a worker that was to die in its next commit made none in ${patienceMs} ms`)
    await Promise.all(crowd.map((writer) => sayOnce(stage.url, writer)))
    await isDead(victim, 500)
  }
  const from = performance.now()
  const account = await accountFor(stage, crowd)
  const resumedMs = performance.now() - from
  await victim.start()
  return { account, resumedMs }
}

const isDead = async (member: ServerMember, withinMs: number): Promise<void> => {
  for (const until = performance.now() + withinMs; performance.now() < until; await delay(5))
    if (!member.child().alive()) return
}
