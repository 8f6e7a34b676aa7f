import { startRolecall, whatsappEnv } from '../rolecall-process.ts'
import { quantile } from '../statistics.ts'
import { startReplySink } from './reply-sink.ts'
import { type Writers, writeAtPace } from './write-at-pace.ts'

const perSecond = 100
const seconds = 20
const runs = 3

/** From the webhook's POST to the reply's arrival at the Graph API, at 100 messages a second from distinct people. */
export const benchReplyLatency = async (): Promise<string> => {
  const p50: number[] = []
  const p99: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const times = await measureReplies(run)
    p50.push(quantile(times, 0.5))
    p99.push(quantile(times, 0.99))
    console.log(`run ${run + 1}: p50 ${p50.at(-1)?.toFixed(1)} ms, p99 ${p99.at(-1)?.toFixed(1)} ms`)
  }
  return [
    `| webhook to the reply's arrival at the Graph API, ${perSecond} a second (median of ${runs} runs of ${seconds} s) | ms |`,
    '|---|---|',
    `| p50 | ${quantile(p50, 0.5).toFixed(1)} |`,
    `| p99 | ${quantile(p99, 0.5).toFixed(1)} |`,
  ].join('\n')
}

/** Milliseconds of each reply of a run, the first second left out. `env`: what the server runs in besides. */
export const measureReplies = async (
  run: number,
  env: Readonly<Record<string, string>> = {},
  { texts }: Writers = { texts: ['Hi'] },
): Promise<number[]> => {
  await using sink = await startReplySink()
  await using rolecall = await startRolecall({
    ...whatsappEnv,
    WHATSAPP_GRAPH_URL: sink.graphUrl,
    WHATSAPP_MESSAGES_PER_SECOND: '1000',
    ...env,
  })
  await writeAtPace({ url: rolecall.url, sink, run, texts, perSecond, seconds })
  await sink.settled()
  return sink.times.slice(perSecond)
}
