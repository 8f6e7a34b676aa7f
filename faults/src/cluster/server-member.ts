import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort } from '@rolecall/test-servers/free-port'
import type { Edit } from '../stage/edit.ts'
import { type Child, startChild, untilUp } from './child.ts'
import { startWire, type Wire } from './wire.ts'

const root = join(import.meta.dirname, '../../..')
/** What Node takes to load a file of `preload` before the program. */
export const preload = (name: string): readonly string[] => [
  '--import',
  pathToFileURL(join(import.meta.dirname, '../preload', name)).href,
]

export type Role = 'web' | 'worker' | 'all'

/** What all servers of a stage run in; a fault changes it for its own run. */
export type Settings = {
  readonly env: Readonly<Record<string, string>>
  /** Made in the server's sources while they are loaded. */
  readonly edits: readonly Edit[]
  /** Whether the way to the database goes over wires that can be cut; it costs CPU, so that it is off otherwise. */
  readonly wired: boolean
  /** Whether its clock can be shifted. */
  readonly clocked?: boolean
  /** Whether it can be told to collect its garbage. */
  readonly collected?: boolean
}

/** One process of the real server. It keeps its port and its name over restarts. */
export type ServerMember = AsyncDisposable & {
  readonly name: string
  readonly role: Role
  readonly url: string
  child(): Child
  /** Starts it, where it does not run, and waits until it is ready. */
  start(): Promise<void>
  /** Cuts it off from the database; it must be wired. */
  cutDatabase(how: Parameters<Wire['cut']>[0]): void
  mendDatabase(): void
  /** Connections to the database that are open over the wires. */
  databaseConnections(): number
  /** Sets its clock off by so many milliseconds, at once and over restarts; it must be clocked. */
  shiftClock(offMs: number): void
  /** Its metrics, in Prometheus's text format. */
  metrics(): Promise<string>
}

export type ServerOptions = {
  readonly name: string
  readonly role: Role
  readonly port: number
  /** The ports of the database's servers. */
  readonly databasePorts: readonly number[]
  /** Asked at each start. */
  readonly settings: () => Settings
}

export const makeServerMember = (options: ServerOptions): ServerMember => {
  const url = `http://127.0.0.1:${options.port}`
  let child: Child | undefined
  let wires: ReadonlyMap<number, Wire> = new Map()
  let metricsPort = 0
  const clockPath = join(mkdtempSync(join(tmpdir(), 'rolecall-clock-')), 'off-ms')
  writeFileSync(clockPath, '0')
  const member: ServerMember = {
    name: options.name,
    role: options.role,
    url,
    child: () => {
      if (child === undefined) throw new Error(`${options.name} was not started`)
      return child
    },
    start: async () => {
      if (child?.alive()) return
      await endWires(wires)
      wires = await startWires(options.settings().wired ? options.databasePorts : [])
      metricsPort ||= await freePort()
      const started = startServer(options, wires, { clockPath, metricsPort })
      child = started
      await untilUp(started, options.name, async () => (await answerOf(`${url}/readyz`)) === 200)
    },
    cutDatabase: (how) => {
      if (wires.size === 0) throw new Error(`${options.name} is not wired`)
      for (const wire of wires.values()) wire.cut(how)
    },
    mendDatabase: () => {
      for (const wire of wires.values()) wire.mend()
    },
    shiftClock: (offMs) => {
      if (options.settings().clocked !== true) throw new Error(`${options.name} is not clocked`)
      writeFileSync(clockPath, String(offMs))
    },
    metrics: async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
    databaseConnections: () => wires.values().reduce((sum, wire) => sum + wire.open(), 0),
    [Symbol.asyncDispose]: async () => {
      await child?.end('SIGKILL')
      await endWires(wires)
      rmSync(dirname(clockPath), { recursive: true, force: true })
    },
  }
  return member
}

const startServer = (
  { port, role, settings }: ServerOptions,
  wires: ReadonlyMap<number, Wire>,
  { clockPath, metricsPort }: { readonly clockPath: string; readonly metricsPort: number },
): Child => {
  const { env, edits, clocked, collected } = settings()
  const imports = [
    ...(edits.length > 0 ? preload('edit-source.ts') : []),
    ...(wires.size > 0 ? preload('rewire.ts') : []),
    ...(clocked === true ? preload('shift-clock.ts') : []),
    ...(collected === true ? preload('collect-garbage.ts') : []),
  ]
  return startChild({
    path: process.execPath,
    args: [...imports, join(root, 'apps/server/src/main.ts')],
    cwd: root,
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
      FAULTS_CLOCK: clockPath,
      FAULTS_EDITS: JSON.stringify(edits),
      FAULTS_WIRES: JSON.stringify(Object.fromEntries([...wires].map(([from, wire]) => [from, wire.port]))),
      HOST: '127.0.0.1',
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      ROLE: role,
      ...env,
    },
  })
}

const startWires = async (ports: readonly number[]): Promise<ReadonlyMap<number, Wire>> =>
  new Map(await Promise.all(ports.map(async (port) => [port, await startWire(port)] as const)))

const endWires = async (wires: ReadonlyMap<number, Wire>): Promise<void> => {
  await Promise.all(wires.values().map((wire) => wire[Symbol.asyncDispose]()))
}

/** The status, 0 where there was no answer within two seconds. */
export const answerOf = async (url: string): Promise<number> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return 0
  }
}

export const freePorts = (count: number): Promise<number[]> => Promise.all(Array.from({ length: count }, freePort))
