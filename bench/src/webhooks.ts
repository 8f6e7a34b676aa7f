import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { freePort } from '@rolecall/test-servers/free-port'
import { startRolecall, whatsappEnv } from './rolecall-process.ts'
import { median } from './statistics.ts'
import { postWebhooks } from './webhook-load.ts'

const connections = 64
const seconds = 5
const rounds = 5

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

const run = (url: string, round: number): Promise<number> => postWebhooks({ url, round, connections, seconds })
