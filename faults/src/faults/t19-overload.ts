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
    const calm = await load(url, { together: 8, forMs: 1500 })
    const best = calm.good / 1.5
    const crowd = makeCrowd(20)
    const storm = startStorm({ url: stage.url, crowd, pauseMs: 500 })
    const busy = await load(url, { together: 600, forMs: seconds[size] * 1000, perSecond: best * times })
    await storm.stop()
    const rate = busy.good / seconds[size]
    const from = performance.now()
    while ((await ask(url, calmAgent)).status !== 200) await delay(50)
    const backMs = performance.now() - from
    const webhookMs = quantile(storm.answers.times, 0.5)
    const account = await accountFor(stage, crowd)
    return {
      times: busy.good + busy.shed,
      seen: `${Math.round(best)} a second at best; asked for ${Math.round(best * times)}: ${Math.round(rate)} answered, ${Math.round(busy.shed / seconds[size])} turned away, ${busy.other} otherwise; webhooks ${told(storm.answers)}, median ${Math.round(webhookMs)} ms; calm after ${Math.round(backMs)} ms`,
      broken: [
        ...(busy.shed === 0 ? ['nobody was turned away'] : []),
        ...(busy.other > 0 ? [`${busy.other} were answered otherwise or not at all`] : []),
        ...(rate < best * goodShare ? [`only ${Math.round(rate)} of ${Math.round(best)} a second were answered`] : []),
        ...(failedOf(storm.answers) > 0 ? [`${failedOf(storm.answers)} webhooks were not taken`] : []),
        ...(webhookMs > webhooksWithinMs ? [`webhooks took ${Math.round(webhookMs)} ms`] : []),
        ...(backMs > recoverWithinMs ? [`it recovered after ${Math.round(backMs)} ms`] : []),
        ...brokenIn(account),
      ],
    }
  },
}

const calmAgent = new Agent({ keepAlive: true })

type Rate = { readonly together: number; readonly forMs: number; readonly perSecond?: number }

/** Asks so many at once; at most so often a second where that is given. */
const load = async (url: string, { together, forMs, perSecond = Number.POSITIVE_INFINITY }: Rate) => {
  const agent = new Agent({ keepAlive: true, maxSockets: together })
  const seen = { good: 0, shed: 0, other: 0 }
  const from = performance.now()
  let asked = 0
  const askInTurn = async (): Promise<void> => {
    while (performance.now() < from + forMs) {
      if (asked >= ((performance.now() - from) / 1000) * perSecond) await delay(5)
      else {
        asked += 1
        const { status, retryAfter } = await ask(url, agent)
        if (status === 200) seen.good += 1
        else if (status === 503 && retryAfter) seen.shed += 1
        else seen.other += 1
      }
    }
  }
  await Promise.all(Array.from({ length: together }, askInTurn))
  agent.destroy()
  return seen
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
