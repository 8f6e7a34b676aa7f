import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { createMetrics } from '@rolecall/server/telemetry/metrics'
import { noTracing } from '@rolecall/server/telemetry/tracing'
import { watchStore } from '@rolecall/server/telemetry/watch-store'
import { watchWebhooks } from '@rolecall/server/telemetry/watch-webhooks'
import { openStore } from '@rolecall/store/open-store'
import autocannon from 'autocannon'
import { freePort, startRolecall, whatsappEnv } from './rolecall-process.ts'
import { median } from './statistics.ts'
import { signedMessage } from './webhook-body.ts'

const connections = 32
const seconds = 4
const perConnection = 4000
const rounds = 5
const calls = 300_000

/**
 * What the metrics add to a webhook, of what the webhook takes. The first is too small to be seen beside the second in two runs:
 * it is taken by itself, with a commit for each webhook, though many share one under load.
 */
export const benchTelemetry = async (): Promise<string> => {
  const cpuUs = median(await cpuOfWebhooks())
  const addedUs = median(await costsOfWatching())
  return [
    '| metrics, of the CPU of an accepted webhook (medians of 5) | |',
    '|---|---|',
    `| CPU of the whole process for each webhook that was kept in SQLite, µs | ${cpuUs.toFixed(1)} |`,
    `| what is measured of it: its arrival, its answer and its commit, µs | ${addedUs.toFixed(2)} |`,
    `| share, % | ${((addedUs / cpuUs) * 100).toFixed(1)} |`,
  ].join('\n')
}

/** In microseconds, a value a round, as the server's own metrics tell it. */
const cpuOfWebhooks = async (): Promise<readonly number[]> => {
  const port = await freePort()
  const env = { ...whatsappEnv, ROLE: 'web', WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9', METRICS_PORT: String(port) }
  await using rolecall = await startRolecall(env)
  const costs: number[] = []
  // Round 0 warms up and is not counted: a server runs for days.
  for (let round = 0; round <= rounds; round += 1) {
    const before = await readTotals(port)
    await run(rolecall.url, round)
    const after = await readTotals(port)
    const cost = ((after.cpuSeconds - before.cpuSeconds) / (after.webhooks - before.webhooks)) * 1e6
    console.log(`round ${round}: ${cost.toFixed(1)} µs`)
    if (round > 0) costs.push(cost)
  }
  return costs
}

const readTotals = async (port: number): Promise<{ readonly cpuSeconds: number; readonly webhooks: number }> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const read = (line: string) => Number(text.match(new RegExp(`^${line} (\\S+)$`, 'm'))?.[1] ?? 0)
  return {
    cpuSeconds: read('rolecall_cpu_seconds_total'),
    webhooks: read('rolecall_webhook_seconds_count\\{outcome="kept"\\}'),
  }
}

const run = async (url: string, round: number): Promise<void> => {
  const batches = Array.from({ length: connections }, (_, connection) => batchOf(round * connections + connection))
  const result = await autocannon({
    url: `${url}/webhooks/whatsapp`,
    connections,
    duration: seconds,
    setupClient: (client) => client.setRequests(batches.pop() ?? []),
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
}

const batchOf = (batch: number): autocannon.Request[] =>
  Array.from({ length: perConnection }, (_, index) => {
    const person = batch * perConnection + index
    const { body, headers } = signedMessage(person, `wamid.bench-${person}`, 'Hi')
    return { method: 'POST', path: '/webhooks/whatsapp', body, headers: { ...headers } }
  })

/** In microseconds, a value a round: the watched calls less the same calls unwatched. */
const costsOfWatching = async (): Promise<readonly number[]> => {
  const metrics = createMetrics()
  await using real = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock: { now: Date.now } })
  const plain = { ...real, commit: async () => ({ outcome: 'committed', existing: [] }) as const }
  const watched = watchStore(plain, { metrics, tracing: noTracing, committed: () => undefined })
  const webhooks = watchWebhooks({ metrics, tracing: noTracing })
  const costs: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const without = await microsecondsOf(() => plain.commit())
    const withAll = await microsecondsOf(async () => {
      const arrival = webhooks.arrived()
      await watched.commit([])
      arrival.answered(200)
    })
    if (round > 0) costs.push(withAll - without)
  }
  return costs
}

const microsecondsOf = async (call: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  for (let done = 0; done < calls; done += 1) await call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / calls
}
