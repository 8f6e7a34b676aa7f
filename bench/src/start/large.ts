import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { openStore } from '@rolecall/store/open-store'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { freePort } from '@rolecall/test-servers/free-port'
import { createWorld, type World } from '../match/world.ts'
import { type RolecallProcess, startRolecall } from '../rolecall-process.ts'
import { quantile } from '../statistics.ts'
import { seedStore } from './seed-store.ts'

export type Installation = {
  readonly name: string
  readonly folder: string
  readonly keyFile: string
  readonly databaseUrl: string
  readonly world: World
}

const watchLoop = new URL('./watch-loop.ts', import.meta.url).href

/** A store with so many people and jobs in a folder that is removed after use. `databaseUrl`: SQLite in the folder when absent. */
export const withInstallation = async <Result>(
  size: { readonly name: string; readonly people: number; readonly jobs: number; readonly databaseUrl?: string },
  use: (installation: Installation) => Promise<Result>,
): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
  const databaseUrl = size.databaseUrl ?? `sqlite:${join(folder, 'rolecall.db')}`
  const keyFile = join(folder, 'keys/rolecall.keys')
  const world = createWorld(createStarterTaxonomy(), size)
  try {
    const began = performance.now()
    {
      const keys = await openKeyFile(keyFile)
      await using store = await openStore({ url: databaseUrl, keys, clock: { now: Date.now } })
      await seedStore(store, world)
    }
    console.log(`${size.name}: filled in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    return await use({ name: size.name, folder, keyFile, databaseUrl, world })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const startHead =
  '| people and jobs | index from | ready s | of it CPU s | longest pause of the loop until then, ms | `/livez` p99 until then, ms | RSS MB |\n|---|---|---|---|---|---|---|'

/** Where a process runs: in the installation's folder, with nothing set, when absent. */
type Where = { readonly folder: string; readonly env: Readonly<Record<string, string>> }

/** Starts a process on an installation, which leaves a snapshot for the next one. A row of the table. */
export const startOnce = async (
  installation: Installation,
  from: string,
  where: Where = { folder: installation.folder, env: {} },
): Promise<string> => {
  const file = join(installation.folder, 'loop.json')
  const port = await freePort()
  const watching = pollLive(`http://127.0.0.1:${port}`)
  const env = {
    ...where.env,
    DATABASE_URL: installation.databaseUrl,
    KEY_FILE: installation.keyFile,
    PORT: String(port),
    WATCH_LOOP: file,
    NODE_OPTIONS: `--import=${watchLoop}`,
    OPERATOR_COUNTRIES: 'KE',
  }
  const rolecall = await startRolecall(env, where.folder)
  const times = watching()
  const seen = await loopOf(rolecall, file)
  await rolecall.stop()
  const columns = [
    installation.name,
    from,
    (rolecall.readyMs / 1000).toFixed(2),
    seen.cpuS.toFixed(1),
    seen.maxMs.toFixed(0),
    quantile(times, 0.99).toFixed(1),
    (seen.rssBytes / 1e6).toFixed(0),
  ]
  const row = `| ${columns.join(' | ')} |`
  console.log(row)
  return row
}

/** What `watch-loop.ts` writes. */
type LoopWatch = { readonly maxMs: number; readonly cpuS: number; readonly rssBytes: number }

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
