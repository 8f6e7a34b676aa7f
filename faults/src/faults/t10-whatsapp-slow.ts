import { setTimeout as delay } from 'node:timers/promises'
import type { Answer, Send } from '../cluster/whatsapp.ts'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { quantile } from '../load/quantile.ts'
import { startStorm, told } from '../load/storm.ts'
import type { Fault } from './fault.ts'

const slowMs = { full: 30_000, short: 3000 }
const people = { full: 60, short: 30 }
const stormMs = { full: 30_000, short: 3000 }
const retryAfterSeconds = 3
const [p50WithinMs, slowShare] = [250, 0.01]

export const t10: Fault = {
  id: 'T10',
  title:
    'WhatsApp is slow (30 s) for a third of the people, answers 429 with Retry-After to a third, 131056 to the rest',
  promise:
    'Webhooks are answered within 250 ms (median), less than 1 % takes over 1 s; no try comes before Retry-After; each message arrives once',
  stages: ['cluster'],
  sabotage: {
    guard: 'Retry-After',
    stage: 'cluster',
    edits: [
      {
        file: 'packages/whatsapp/src/graph-call.ts',
        find: 'retryAfterMs: retryAfterMs(response) }',
        replace: 'retryAfterMs: undefined }',
      },
    ],
  },
  run: async (stage, size) => {
    const crowd = makeCrowd(people[size])
    const tries = new Map<string, number[]>()
    stage.whatsapp.bend(async (send) => {
      const times = [...(tries.get(send.outboxId) ?? []), send.at]
      tries.set(send.outboxId, times)
      if (times.length === 1 && kindOf(send) === 0) await delay(slowMs[size])
      return times.length === 1 ? refusals[kindOf(send)] : undefined
    })
    const storm = startStorm({ url: stage.url, crowd, pauseMs: 1000 })
    await delay(stormMs[size])
    await storm.stop()
    const account = await accountFor(stage, crowd, 40_000)
    const median = quantile(storm.answers.times, 0.5)
    const over = storm.answers.times.filter((ms) => ms > 1000).length / storm.answers.times.length
    const early = stage.whatsapp.asked
      .filter((send) => kindOf(send) === 1)
      .flatMap(({ outboxId }) => earliestOf(tries.get(outboxId)))
      .filter((ms) => ms < retryAfterSeconds * 1000).length
    return {
      times: tries.size,
      seen: `webhooks ${told(storm.answers)}, median ${Math.round(median)} ms, ${(over * 100).toFixed(1)} % over 1 s; ${early} tries before Retry-After; ${account.lost.length} lost, ${account.sentTwice.length} sent twice, ${account.unknown} unknown`,
      broken: [
        ...(median > p50WithinMs ? [`webhooks took ${Math.round(median)} ms`] : []),
        ...(over > slowShare ? [`${(over * 100).toFixed(1)} % of the webhooks took over 1 s`] : []),
        ...(early > 0 ? [`${early} tries came before Retry-After`] : []),
        ...brokenIn(account),
      ],
    }
  },
}

const kindOf = ({ to }: Send): number => Number(to.slice(-4)) % 3

/** By kind, at the first try. A code that nobody knows, so that its status and Retry-After alone say what to do. */
const refusals: readonly (Answer | undefined)[] = [
  undefined,
  {
    status: 429,
    body: { error: { message: 'Too many requests', code: 999_001 } },
    headers: { 'retry-after': String(retryAfterSeconds) },
  },
  { status: 429, body: { error: { message: 'Pair rate limit hit', code: 131_056 } } },
]

/** Milliseconds between the first try and the second. */
const earliestOf = ([first, second]: readonly number[] = []): number[] =>
  first === undefined || second === undefined ? [] : [second - first]
