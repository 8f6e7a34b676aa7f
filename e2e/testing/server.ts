import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@rolecall/test-servers/free-port'
import { startReplicaSet } from '@rolecall/test-servers/replica-set'
import { startServerProcess } from '../../apps/server/src/testing/server-process.ts'
import type { Edit } from '../../faults/src/stage/edit.ts'

export type StoreKind = 'sqlite' | 'mongodb'

/** The real server with its demo and the simulator, in a process of its own. */
export type TestServer = AsyncDisposable & {
  readonly url: string
  readonly output: () => string
  /** What it runs in, for commands on the same store. */
  readonly env: NodeJS.ProcessEnv
}

/** Late afternoon in Kenya is morning in Mexico: at this hour (UTC) nobody of the demo is in quiet hours. */
const hourUtc = 15

const preloads = ['./shift-clock.ts', '../../faults/src/preload/edit-source.ts']
/** The server goes by the time of MongoDB's machine, which nothing shifts: it hears that time shifted, too. */
const shiftedStoreTime: Edit = {
  file: 'apps/server/src/steady-clock.ts',
  find: 'const told = await time()',
  replace: 'const told = (await time()) + Number(process.env.CLOCK_SHIFT_MS)',
}

/** Starts a server on a store of its own; both are gone when it is disposed. */
export const startTestServer = async (options: {
  readonly store: StoreKind
  readonly env?: Readonly<Record<string, string>>
  /** Opened as `http://localhost`: passkeys need a host with a name. */
  readonly named?: boolean
}): Promise<TestServer> => {
  await using opening = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-e2e-'))
  opening.defer(() => rm(folder, { recursive: true, force: true }))
  const replicaSet = options.store === 'mongodb' ? await startReplicaSet() : undefined
  if (replicaSet !== undefined) opening.defer(() => replicaSet.stop())
  const port = await freePort()
  const named = options.named ? `http://localhost:${port}` : undefined
  const server = await startServerProcess({
    folder,
    port,
    env: {
      DEMO: '1',
      ALERT_DIGEST_SECONDS: '1',
      NODE_OPTIONS: preloads.map((path) => `--import=${new URL(path, import.meta.url).href}`).join(' '),
      FAULTS_EDITS: JSON.stringify(options.store === 'mongodb' ? [shiftedStoreTime] : []),
      CLOCK_SHIFT_MS: String(new Date().setUTCHours(hourUtc, 0, 0, 0) - Date.now()),
      ...withoutWhatsApp(),
      ...(replicaSet === undefined ? {} : { DATABASE_URL: replicaSet.url('rolecall') }),
      ...(named === undefined ? {} : { PUBLIC_URL: named }),
      ...options.env,
    },
  })
  opening.defer(() => server.stop('SIGTERM'))
  const open = opening.move()
  return {
    url: named ?? server.url,
    output: server.output,
    env: server.env,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}

/** Whatever real number a developer has in the environment, these tests talk to the simulator. */
const withoutWhatsApp = (): Record<string, string> =>
  Object.fromEntries(Object.keys(process.env).flatMap((name) => (name.startsWith('WHATSAPP_') ? [[name, '']] : [])))
