import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import type { JobRow } from '@rolecall/match/engine'
import type { Questions } from '@rolecall/server/matcher/match-index'
import { now } from '../match/world.ts'
import { quantile } from '../statistics.ts'

const limit = 50

/** How long lists of a whole country take, and how they hold up the loop of whoever asks: so many questions, one every 20 ms. */
export const whileAsked = async (
  peopleFor: (question: Questions['peopleFor']) => Promise<unknown>,
  jobs: readonly JobRow[],
): Promise<{ readonly ms: readonly number[]; readonly loopP99Ms: number; readonly loopMaxMs: number }> => {
  const ms: number[] = []
  const ask = async (job: JobRow) => {
    const askedAt = performance.now()
    await peopleFor({ job, limit, now })
    ms.push(performance.now() - askedAt)
  }
  for (const job of jobs.slice(0, 20)) await ask(job)
  ms.length = 0
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  const asked: Promise<void>[] = []
  for (const job of jobs) {
    asked.push(ask(job))
    await delay(20)
  }
  await Promise.all(asked)
  loop.disable()
  return { ms, loopP99Ms: loop.percentile(99) / 1e6, loopMaxMs: loop.max / 1e6 }
}

export const askedHead =
  '| lists of 50 people of the whole country, 50 a second | answer p50 ms | p99 ms | loop of who asks, delay p99 ms | longest ms |\n|---|---|---|---|---|'

export const askedRow = (name: string, { ms, loopP99Ms, loopMaxMs }: Awaited<ReturnType<typeof whileAsked>>): string =>
  `| ${name} | ${quantile(ms, 0.5).toFixed(1)} | ${quantile(ms, 0.99).toFixed(1)} | ${loopP99Ms.toFixed(1)} | ${loopMaxMs.toFixed(1)} |`
