import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Store } from '@rolecall/core/ports/store'
import { unpackWebhooks, webhooksClaim, webhooksLane } from '@rolecall/server/flows/unpack-webhooks'
import { createInbox } from '@rolecall/server/http/whatsapp/inbox'
import { silentLog } from '@rolecall/server/log'
import { silentTelemetry } from '@rolecall/server/telemetry/flow-telemetry'
import { openStore } from '@rolecall/store/open-store'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'
import { median } from './statistics.ts'
import { signedMessage } from './webhook-body.ts'

const webhooksEach = 4000
const rounds = 5
const clock = { now: Date.now }
/** How many bodies share a row: one where many web processes have little to do each, and about as many as a busy one has at once. */
const perRow = [1, 40] as const

type Rates = { readonly kept: number; readonly unpacked: number }

/** Webhooks that one worker takes apart a second, of the one lane that they all wait in, beside what one web process keeps in the same run. */
export const benchUnpack = async (): Promise<string> => {
  const rows: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
  try {
    rows.push(...(await rowsOf('SQLite', `sqlite:${join(folder, 'a.db')}`)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (findMongod() !== undefined) {
    const set = await startReplicaSet()
    try {
      rows.push(...(await rowsOf('MongoDB, one member', set.url('bench'))))
    } finally {
      await set.stop()
    }
  }
  return [
    `| webhooks of one message each, median of ${rounds} runs | in a row | kept a second | taken apart a second | ratio |`,
    '|---|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

const rowsOf = async (name: string, url: string): Promise<readonly string[]> => {
  await using store = await openStore({ url, keys: memoryKeys(), clock })
  const rows: string[] = []
  for (const bodies of perRow) {
    const all: Rates[] = []
    // Round 0 warms up.
    for (let round = 0; round <= rounds; round += 1) {
      const rates = await runOnce(store, { bodies, round })
      console.log(`${name}, ${bodies} a row, round ${round}: ${JSON.stringify(rates)}`)
      if (round > 0) all.push(rates)
    }
    const [kept, unpacked] = [median(all.map((one) => one.kept)), median(all.map((one) => one.unpacked))]
    const ratio = median(all.map((one) => one.unpacked / one.kept))
    rows.push(`| ${name} | ${bodies} | ${Math.round(kept)} | ${Math.round(unpacked)} | ${ratio.toFixed(2)} |`)
  }
  return rows
}

const runOnce = async (
  store: Store,
  { bodies, round }: { readonly bodies: number; readonly round: number },
): Promise<Rates> => {
  const inbox = createInbox({ store, clock, instance: `bench-${bodies}-${round}` })
  const said = Array.from(
    { length: webhooksEach },
    (_, at) => signedMessage(round * webhooksEach + at, `wamid.${bodies}.${round}.${at}`, 'Hi').body,
  )
  const began = performance.now()
  for (let at = 0; at < said.length; at += bodies)
    await Promise.all(said.slice(at, at + bodies).map((body) => inbox.keep(body)))
  const keptMs = performance.now() - began
  const unpackedMs = await unpackAll(store)
  return { kept: (1000 * webhooksEach) / keptMs, unpacked: (1000 * webhooksEach) / unpackedMs }
}

const unpackAll = async (store: Store): Promise<number> => {
  const deps = { store, clock, log: silentLog, inboxSecret: 'bench', telemetry: silentTelemetry }
  const began = performance.now()
  for (;;) {
    const options = { queue: 'receive', now: clock.now(), lanes: 1, ...webhooksClaim }
    const [claim] = await store.claim({ ...options, among: [webhooksLane] })
    const [first, ...rest] = claim?.tasks ?? []
    if (claim === undefined || first === undefined) return performance.now() - began
    const { result } = await unpackWebhooks(deps, first, rest)
    if (result !== 'done') throw new Error(`webhooks were not taken apart: ${result}`)
    await store.release(claim.lease)
  }
}
