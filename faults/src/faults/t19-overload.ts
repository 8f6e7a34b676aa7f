import { setTimeout as delay } from 'node:timers/promises'
import { answerOf } from '../cluster/server-member.ts'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { quantile } from '../load/quantile.ts'
import { openRawClients, type Tally } from '../load/raw-clients.ts'
import { failedOf, startStorm, told } from '../load/storm.ts'
import type { Fault } from './fault.ts'

const seconds = { full: 20, short: 3 }
/** Each of them other words than all before, so that no cache answers: to turn someone away costs a part of that. */
const pathOf =
  (round: string) =>
  (nth: number): string =>
    `/api/v1/jobs?q=cook+${round}${nth}`
const times = 3
/** A machine that does other things besides is not measured on. */
const goodShare = { full: 0.8, short: 0.4 }
const calmMs = 2000
/** So few that nobody is turned away, and the process is never idle. */
const calmly = 4
const together = 1000
const webhooksWithinMs = { full: 500, short: 2000 }
const recoverWithinMs = 10_000

const lowerBound = {
  file: 'apps/server/src/http/shed-load.ts',
  find: 'const mostCpuMsInTurn = 75',
  replace: 'const mostCpuMsInTurn = 10',
}

export const t19: Fault = {
  id: 'T19',
  title: 'Three times as many searches as one process can answer, beside webhooks',
  promise:
    'What is too much is answered 503 with Retry-After; at least 80 % of the best rate is still answered (40 % in short, where less is let in); every webhook is taken, half of them within 500 ms; all is well within 10 s',
  stages: ['sqlite'],
  sabotage: {
    guard: 'turning away at the door',
    stage: 'sqlite',
    edits: [
      {
        file: 'apps/server/src/http/shed-load.ts',
        find: 'if (isTurnFull() || count >= mostUnderWay)',
        replace: 'if (false)',
      },
    ],
  },
  settings: (size) => ({
    // A runner that shares the machine's cores cannot ask for enough: a process that can do less is as easily overloaded.
    edits: size === 'short' ? [lowerBound] : [],
  }),
  run: async (stage, size) => {
    const { url } = stage
    // Once to warm up: a server runs for days.
    await bestRate(url, 'warm')
    const best = await bestRate(url, 'calm')
    const crowd = makeCrowd(20)
    const storm = startStorm({ url, crowd, pauseMs: 500 })
    const busy = await overload(url, seconds[size] * 1000)
    await storm.stop()
    const from = performance.now()
    while ((await answerOf(`${url}${pathOf('after')(1)}`)) !== 200) await delay(50)
    const backMs = performance.now() - from
    const webhookMs = quantile(storm.answers.times, 0.5)
    const account = await accountFor(stage, crowd)
    return {
      times: busy.good + busy.shed,
      seen: `${Math.round(best)} a second at best; under load ${Math.round(busy.rate)} answered, ${Math.round(busy.shed / seconds[size])} turned away, ${busy.other} otherwise; webhooks ${told(storm.answers)}, median ${Math.round(webhookMs)} ms; calm after ${Math.round(backMs)} ms`,
      broken: [
        ...(busy.shed === 0 ? ['nobody was turned away'] : []),
        ...(busy.other > 0 ? [`${busy.other} were answered otherwise or not at all`] : []),
        ...(busy.rate < best * goodShare[size]
          ? [`only ${Math.round(busy.rate)} of ${Math.round(best)} a second were answered`]
          : []),
        ...(failedOf(storm.answers) > 0 ? [`${failedOf(storm.answers)} webhooks were not taken`] : []),
        ...(webhookMs > webhooksWithinMs[size] ? [`webhooks took ${Math.round(webhookMs)} ms`] : []),
        ...(backMs > recoverWithinMs ? [`it recovered after ${Math.round(backMs)} ms`] : []),
        ...brokenIn(account),
      ],
    }
  },
}

/** Answers a second where a few ask again as soon as they are answered. */
const bestRate = async (url: string, round: string): Promise<number> => {
  using clients = await openRawClients(url, pathOf(round), calmly)
  const from = performance.now()
  for (; performance.now() < from + calmMs; await new Promise((resolve) => setImmediate(resolve))) clients.ask(calmly)
  return (clients.tally.good / (performance.now() - from)) * 1000
}

/** Three are asked for each that is answered, on so many connections that all of them never are. */
const overload = async (url: string, forMs: number): Promise<Tally & { readonly rate: number }> => {
  using clients = await openRawClients(url, pathOf('busy'), together)
  const from = performance.now()
  for (let asked = 0; performance.now() < from + forMs; await delay(5)) {
    const due = Math.min(together + times * clients.tally.good - asked, together - clients.underWay())
    asked += due
    clients.ask(due)
  }
  const rate = (clients.tally.good / (performance.now() - from)) * 1000
  while (clients.underWay() > 0 && performance.now() < from + forMs + recoverWithinMs) await delay(20)
  return { ...clients.tally, rate }
}
