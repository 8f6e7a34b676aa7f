import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { freePort } from './free-port.ts'
import { findProgram } from './program.ts'

/** A replica set for tests, in a folder of its own that is removed with it. */
export type ReplicaSet = {
  /** The address of a database of that name, with every member. */
  url(database: string): string
  /** Kills the primary at once (SIGKILL); resolves when it is gone. */
  killPrimary(): Promise<void>
  /** Stops the secondaries, so that no majority takes a write, until what it gives is called. */
  freezeSecondaries(): Promise<() => void>
  /** Starts the members that were killed. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** The path of `mongod`: from the environment's MONGOD, else the PATH. Undefined where there is none. */
export const findMongod = (): string | undefined => findProgram('MONGOD', 'mongod')

/** Starts the members and waits until a majority takes writes: about one second for one, three for three. */
export const startReplicaSet = async ({ members = 1 }: { members?: 1 | 3 } = {}): Promise<ReplicaSet> => {
  const mongod = findMongod()
  if (!mongod) throw new Error('no mongod: set MONGOD or put it on the PATH')
  const folder = await mkdtemp(join(tmpdir(), 'replica-set-'))
  const ports = await freePorts(members)
  const start = (port: number) => startMember(mongod, join(folder, String(port)), port)
  const processes = new Map(await Promise.all(ports.map(async (port) => [port, await start(port)] as const)))
  const url = (database: string) =>
    `mongodb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/${database}?replicaSet=rs0`
  await initiate(ports, url('admin'))
  return {
    url,
    killPrimary: async () => {
      const port = await primaryPort(url('admin'))
      await kill(processes.get(port))
      processes.delete(port)
    },
    freezeSecondaries: async () => {
      const primary = await primaryPort(url('admin'))
      const secondaries = [...processes].filter(([port]) => port !== primary).map(([, process]) => process)
      for (const secondary of secondaries) secondary.kill('SIGSTOP')
      return () => {
        for (const secondary of secondaries) secondary.kill('SIGCONT')
      }
    },
    restart: async () => {
      for (const port of ports) if (!processes.has(port)) processes.set(port, await start(port))
      await majorityWrite(url('admin'))
    },
    stop: async () => {
      await Promise.all([...processes.values()].map(kill))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const freePorts = (count: number): Promise<number[]> => Promise.all(Array.from({ length: count }, freePort))

export const startMember = async (mongod: string, path: string, port: number): Promise<ChildProcess> => {
  await mkdir(path, { recursive: true })
  const options = ['--replSet', 'rs0', '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', path]
  const small = ['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '128', '--nounixsocket']
  const quiet = ['--logpath', join(path, 'log'), '--setParameter', 'diagnosticDataCollectionEnabled=false']
  const child = spawn(mongod, [...options, ...small, ...quiet], { stdio: 'ignore' })
  process.once('exit', () => child.kill('SIGKILL'))
  const failed = once(child, 'error').then(([error]) => Promise.reject(error))
  await Promise.race([answers(port), failed])
  return child
}

const direct = (port: number) => new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`)

const answers = async (port: number): Promise<void> => {
  await using client = direct(port)
  await client.db('admin').command({ ping: 1 })
}

const initiate = async (ports: readonly number[], url: string): Promise<void> => {
  const [first = 0] = ports
  await using client = direct(first)
  const members = ports.map((port, at) => ({ _id: at, host: `127.0.0.1:${port}` }))
  const settings = { electionTimeoutMillis: 2000, heartbeatIntervalMillis: 500 }
  await client.db('admin').command({ replSetInitiate: { _id: 'rs0', members, settings } })
  await majorityWrite(url)
}

const majorityWrite = async (url: string): Promise<void> => {
  await using client = new MongoClient(url, { writeConcern: { w: 'majority' } })
  const notes = client.db('started').collection('notes')
  for (let attempt = 1; ; attempt += 1) {
    try {
      await notes.insertOne({})
      return
    } catch (error) {
      if (attempt === 50) throw error
      await delay(100)
    }
  }
}

const primaryPort = async (url: string): Promise<number> => {
  await using client = new MongoClient(url)
  const { primary } = await client.db('admin').command({ hello: 1 })
  return Number(String(primary).split(':')[1])
}

export const kill = async (child: ChildProcess | undefined): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}
