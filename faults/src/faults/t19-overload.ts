import { Agent, get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { quantile } from '../load/quantile.ts'
import { failedOf, startStorm, told } from '../load/storm.ts'
import type { Fault } from './fault.ts'

const seconds = { full: 20, short: 3 }
const path = '/api/v1/jobs?q=cook'
const times = 3
const goodShare = 0.8
const calmMs = 2000
const together = 800
const webhooksWithinMs = 500
const recoverWithinMs = 10_000

export const t19: Fault = {
  id: 'T19',
  title: 'Three times as many searches as one process can answer, beside webhooks',
  promise:
    'What is too much is answered 503 with Retry-After; at least 80 % of the best rate is still answered; every webhook is taken, half of them within 500 ms; all is well within 10 s',
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
  settings: () => ({ env: { DEMO: '1', RATE_LIMIT_FACTOR: '1000' } }),
  run: async (stage, size) => {
    const url = `${stage.url}${path}`
    const best = await bestRate(url)
    const crowd = makeCrowd(20)
    const storm = startStorm({ url: stage.url, crowd, pauseMs: 500 })
    const busy = await overload(url, best * times, seconds[size] * 1000)
    await storm.stop()
    const from = performance.now()
    while ((await ask(url, calmAgent)).status !== 200) await delay(50)
    const backMs = performance.now() - from
    const webhookMs = quantile(storm.answers.times, 0.5)
    const account = await accountFor(stage, crowd)
    return {
      times: busy.good + busy.shed,
      seen: `${Math.round(best)} a second at best; asked for ${Math.round(best * times)}: ${Math.round(busy.rate)} answered, ${Math.round(busy.shed / seconds[size])} turned away, ${busy.other} otherwise; webhooks ${told(storm.answers)}, median ${Math.round(webhookMs)} ms; calm after ${Math.round(backMs)} ms`,
      broken: [
        ...(busy.shed === 0 ? ['nobody was turned away'] : []),
        ...(busy.other > 0 ? [`${busy.other} were answered otherwise or not at all`] : []),
        ...(busy.rate < best * goodShare
          ? [`only ${Math.round(busy.rate)} of ${Math.round(best)} a second were answered`]
          : []),
        ...(failedOf(storm.answers) > 0 ? [`${failedOf(storm.answers)} webhooks were not taken`] : []),
        ...(webhookMs > webhooksWithinMs ? [`webhooks took ${Math.round(webhookMs)} ms`] : []),
        ...(backMs > recoverWithinMs ? [`it recovered after ${Math.round(backMs)} ms`] : []),
        ...brokenIn(account),
      ],
    }
  },
}

const calmAgent = new Agent({ keepAlive: true })

type Seen = { good: number; shed: number; other: number }

const count = async (url: string, agent: Agent, seen: Seen): Promise<void> => {
  const { status, retryAfter } = await ask(url, agent)
  if (status === 200) seen.good += 1
  else if (status === 503 && retryAfter) seen.shed += 1
  else seen.other += 1
}

/** Answers a second where eight ask again as soon as they are answered. */
const bestRate = async (url: string): Promise<number> => {
  const seen = { good: 0, shed: 0, other: 0 }
  const until = performance.now() + calmMs
  const asker = async (): Promise<void> => {
    while (performance.now() < until) await count(url, calmAgent, seen)
  }
  await Promise.all(Array.from({ length: 8 }, asker))
  return (seen.good / calmMs) * 1000
}

/** Asks so often a second, whatever is answered, with so many under way at most. */
const overload = async (url: string, perSecond: number, forMs: number): Promise<Seen & { readonly rate: number }> => {
  const agent = new Agent({ keepAlive: true, maxSockets: together })
  const seen = { good: 0, shed: 0, other: 0 }
  const underWay = new Set<Promise<void>>()
  const from = performance.now()
  for (let asked = 0; performance.now() < from + forMs; await delay(5)) {
    const due = Math.min(((performance.now() - from) / 1000) * perSecond - asked, together - underWay.size)
    for (let at = 0; at < due; at += 1, asked += 1) {
      const one: Promise<void> = count(url, agent, seen).finally(() => underWay.delete(one))
      underWay.add(one)
    }
  }
  const rate = (seen.good / (performance.now() - from)) * 1000
  await Promise.all(underWay)
  agent.destroy()
  return { ...seen, rate }
}

const ask = (url: string, agent: Agent): Promise<{ readonly status: number; readonly retryAfter: boolean }> =>
  new Promise((resolve) => {
    get(url, { agent }, (answer) => {
      answer
        .resume()
        .on('end', () =>
          resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] !== undefined }),
        )
    }).on('error', () => resolve({ status: 0, retryAfter: false }))
  })
