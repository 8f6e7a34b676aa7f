import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { createMetrics } from '@rolecall/server/telemetry/metrics'
import { noTracing } from '@rolecall/server/telemetry/tracing'
import { watchStore } from '@rolecall/server/telemetry/watch-store'
import { watchWebhooks } from '@rolecall/server/telemetry/watch-webhooks'
import { openStore } from '@rolecall/store/open-store'
import { freePort } from '@rolecall/test-servers/free-port'
import { startRolecall, whatsappEnv } from './rolecall-process.ts'
import { median } from './statistics.ts'
import { postWebhooks } from './webhook-load.ts'

const connections = 32
const seconds = 4
const rounds = 5
const calls = 300_000

/**
 * What the metrics add to a webhook, of what the webhook takes. The first is too small to be seen beside the second in two runs:
 * it is taken by itself, with the webhook's share of a commit, which several share under load.
 */
export const benchTelemetry = async (): Promise<string> => {
  const rounds = await cpuOfWebhooks()
  const cpuUs = median(rounds.map((round) => round.cpuUs))
  const commits = median(rounds.map((round) => round.commits))
  const watching = await costsOfWatching()
  const addedUs = median(watching.map(({ webhookUs, commitUs }) => webhookUs + commitUs * commits))
  return [
    '| metrics, of the CPU of an accepted webhook (medians of 5) | |',
    '|---|---|',
    `| CPU of the whole process for each webhook that was kept in SQLite, µs | ${cpuUs.toFixed(1)} |`,
    `| commits for each webhook | ${commits.toFixed(2)} |`,
    `| measuring its arrival, its answer and its share of a commit, µs | ${addedUs.toFixed(2)} |`,
    `| share, % | ${((addedUs / cpuUs) * 100).toFixed(1)} |`,
  ].join('\n')
}

type Round = { readonly cpuUs: number; readonly commits: number }

/** Of one webhook, a value a round, as the server's own metrics tell it. */
const cpuOfWebhooks = async (): Promise<readonly Round[]> => {
  const port = await freePort()
  const env = { ...whatsappEnv, ROLE: 'web', WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9', METRICS_PORT: String(port) }
  await using rolecall = await startRolecall(env)
  const costs: Round[] = []
  // Round 0 warms up and is not counted: a server runs for days.
  for (let round = 0; round <= rounds; round += 1) {
    const before = await readTotals(port)
    await postWebhooks({ url: rolecall.url, round, connections, seconds })
    const after = await readTotals(port)
    const webhooks = after.webhooks - before.webhooks
    const cpuUs = ((after.cpuSeconds - before.cpuSeconds) / webhooks) * 1e6
    console.log(`round ${round}: ${cpuUs.toFixed(1)} µs`)
    if (round > 0) costs.push({ cpuUs, commits: (after.commits - before.commits) / webhooks })
  }
  return costs
}

const readTotals = async (port: number) => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const read = (line: string) => Number(text.match(new RegExp(`^${line} (\\S+)$`, 'm'))?.[1] ?? 0)
  return {
    cpuSeconds: read('rolecall_cpu_seconds_total'),
    webhooks: read('rolecall_webhook_seconds_count\\{outcome="kept"\\}'),
    commits: read('rolecall_commit_seconds_count\\{outcome="committed"\\}'),
  }
}

/** A value a round: the watched calls less the same calls unwatched. */
const costsOfWatching = async (): Promise<readonly { readonly webhookUs: number; readonly commitUs: number }[]> => {
  const metrics = createMetrics()
  await using real = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock: { now: Date.now } })
  const plain = { ...real, commit: async () => ({ outcome: 'committed', existing: [] }) as const }
  const watched = watchStore(plain, { metrics, tracing: noTracing, committed: () => undefined })
  const webhooks = watchWebhooks({ metrics, tracing: noTracing })
  const costs: { webhookUs: number; commitUs: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const nothing = await microsecondsOf(async () => undefined)
    const webhook = await microsecondsOf(async () => webhooks.arrived().answered(200))
    const commit = await microsecondsOf(() => plain.commit())
    const watchedCommit = await microsecondsOf(() => watched.commit([]))
    if (round > 0) costs.push({ webhookUs: webhook - nothing, commitUs: watchedCommit - commit })
  }
  return costs
}

const microsecondsOf = async (call: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  for (let done = 0; done < calls; done += 1) await call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / calls
}
