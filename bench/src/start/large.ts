import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { openStore } from '@rolecall/store/open-store'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { createWorld } from '../match/world.ts'
import { freePort, type RolecallProcess, startRolecall } from '../rolecall-process.ts'
import { quantile } from '../statistics.ts'
import { seedStore } from './seed-store.ts'

export type LargeStart = {
  readonly name: string
  readonly people: number
  readonly jobs: number
  /** `sqlite`, or the address of a MongoDB database of its own. */
  readonly database: 'sqlite' | `mongodb:${string}`
}

const watchLoop = new URL('./watch-loop.ts', import.meta.url).href

/** Starts a process with so many people: from the store alone, and once more from what the first one left behind. */
export const startLarge = async ({ name, people, jobs, database }: LargeStart): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
  const url = database === 'sqlite' ? `sqlite:${join(folder, 'rolecall.db')}` : database
  const seedingAt = performance.now()
  {
    const keys = await openKeyFile(join(folder, 'keys/rolecall.keys'))
    await using store = await openStore({ url, keys, clock: { now: Date.now } })
    await seedStore(store, createWorld(createStarterTaxonomy(), { people, jobs }))
  }
  console.log(`${name}: seeded in ${((performance.now() - seedingAt) / 1000).toFixed(0)} s`)
  const rows = []
  for (const from of ['the store', 'a snapshot']) {
    const row = await startOnce(folder, url)
    console.log(`${name} from ${from}: ${row}`)
    rows.push(`| ${name} | ${from} | ${row} |`)
  }
  rmSync(folder, { recursive: true, force: true })
  return rows
}

export const largeHead =
  '| | index from | ready s | longest pause of the loop until then, ms | RSS, MB | `/livez` p99 until then, ms | longest pause in the 5 s after, ms |\n|---|---|---|---|---|---|---|'

const startOnce = async (folder: string, url: string): Promise<string> => {
  const file = join(folder, 'loop.json')
  const port = await freePort()
  const watching = pollLive(`http://127.0.0.1:${port}`)
  const env = {
    DATABASE_URL: url,
    PORT: String(port),
    WATCH_LOOP: file,
    NODE_OPTIONS: `--import=${watchLoop}`,
    OPERATOR_COUNTRIES: 'KE',
  }
  const rolecall = await startRolecall({ ...whatsapp, ...env }, folder)
  const times = watching()
  const loading = await loopOf(rolecall, file)
  await delay(5000)
  const after = await loopOf(rolecall, file)
  await rolecall.stop()
  return [
    (rolecall.readyMs / 1000).toFixed(2),
    loading.maxMs.toFixed(0),
    (after.rssBytes / 1e6).toFixed(0),
    quantile(times, 0.99).toFixed(1),
    after.maxMs.toFixed(0),
  ].join(' | ')
}

const whatsapp = { LOG_LEVEL: 'info' }

/** What `watch-loop.ts` writes. */
type LoopWatch = { readonly maxMs: number; readonly p99Ms: number; readonly rssBytes: number }

const loopOf = async (rolecall: RolecallProcess, file: string): Promise<LoopWatch> => {
  rmSync(file, { force: true })
  rolecall.signal('SIGUSR2')
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    try {
      return JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      await delay(10)
    }
  }
  throw new Error('the server did not tell of its loop')
}

/** Asks a server every 10 ms whether it lives, from its first answer on. Gives the milliseconds of each answer. */
const pollLive = (url: string): (() => readonly number[]) => {
  const times: number[] = []
  let stopped = false
  const poll = async () => {
    while (!stopped) {
      const askedAt = performance.now()
      const answer = await fetch(`${url}/livez`).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer !== undefined) times.push(performance.now() - askedAt)
      await delay(10)
    }
  }
  void poll()
  return () => {
    stopped = true
    return times
  }
}
