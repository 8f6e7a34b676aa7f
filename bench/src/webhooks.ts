import { spawn } from 'node:child_process'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { freePort, startRolecall, whatsappEnv } from './rolecall-process.ts'
import { median } from './statistics.ts'
import { signedMessage } from './webhook-body.ts'

const connections = 64
const seconds = 5
const rounds = 5
/** More than any connection gets through in a run, so that no message is sent twice. */
const perConnection = 4000

/** Webhooks accepted durably a second, one message a POST, distinct people; runs interleaved with the bare route's. */
export const benchWebhooks = async (): Promise<string> => {
  await using rolecall = await startRolecall({ ...whatsappEnv, ROLE: 'web', WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9' })
  await using bare = await startBare()
  const ours: number[] = []
  const theirs: number[] = []
  // Round 0 warms both up and is not counted: a server runs for days.
  for (let round = 0; round <= rounds; round += 1) {
    const [bareRate, rate] = [await run(bare.url, round), await run(rolecall.url, round)]
    console.log(`round ${round}: bare ${bareRate}/s, Rolecall ${rate}/s`)
    if (round === 0) continue
    theirs.push(bareRate)
    ours.push(rate)
  }
  const ratio = median(ours.map((rate, index) => rate / (theirs[index] ?? Number.NaN)))
  return [
    '| webhooks accepted a second (median of 5 interleaved runs) | |',
    '|---|---|',
    `| bare Fastify route that checks the signature | ${Math.round(median(theirs))} |`,
    `| Rolecall: verified, parsed, sealed, stored durably in SQLite | ${Math.round(median(ours))} |`,
    `| ratio | ${ratio.toFixed(2)} |`,
  ].join('\n')
}

const startBare = async (): Promise<AsyncDisposable & { url: string }> => {
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-route.ts')], {
    stdio: 'inherit',
    env: { ...process.env, PORT: String(port) },
  })
  const url = `http://127.0.0.1:${port}`
  for (let up = false; !up; ) {
    up = await fetch(`${url}/readyz`).then(
      () => true,
      () => new Promise((resolve) => setTimeout(resolve, 20, false)),
    )
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
    },
  }
}

const run = async (url: string, round: number): Promise<number> => {
  const batches = Array.from({ length: connections }, (_, connection) => batchOf(round * connections + connection))
  const result = await autocannon({
    url: `${url}/webhooks/whatsapp`,
    connections,
    duration: seconds,
    setupClient: (client) => client.setRequests(batches.pop() ?? []),
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
  return result.requests.average
}

const batchOf = (batch: number): autocannon.Request[] =>
  Array.from({ length: perConnection }, (_, index) => {
    const person = batch * perConnection + index
    const { body, headers } = signedMessage(person, `wamid.bench-${person}`, 'Hi')
    return { method: 'POST', path: '/webhooks/whatsapp', body, headers: { ...headers } }
  })
