import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '@rolecall/test-servers/free-port'
import { findMongod } from '@rolecall/test-servers/replica-set'
import { MongoClient } from 'mongodb'
import { type Child, startChild, untilUp } from './child.ts'

type MongoMember = { readonly port: number; child: Child }

/** Members on loopback: three, as production has them on three machines, or one, so that it has the processors that theirs would. */
export type ReplicaSet = AsyncDisposable & {
  readonly members: readonly MongoMember[]
  /** The address of a database of that name, with every member. */
  url(database: string): string
  /** Bytes of a database's documents and indexes, before they are compressed. */
  bytes(database: string): Promise<number>
  /** The member that takes writes, once there is one. */
  primary(): Promise<MongoMember>
  /** Asks the primary to hand over; resolves when it has. */
  stepDown(): Promise<void>
  /** Ends what the others read of the primary's changes: what it sends meanwhile, their sockets would take even while they hang. */
  endReading(): Promise<void>
  /** Starts what was killed, wakes what hangs, and waits until a majority takes writes. */
  heal(): Promise<void>
}

const settings = { electionTimeoutMillis: 2000, heartbeatIntervalMillis: 500 }
/**
 * Three members on one machine, with a small log of changes, written to disk each second, so that a resume token can be lost
 * within seconds. One alone runs as it would on a machine of its own, but for its memory.
 */
const limits = {
  1: ['--wiredTigerCacheSizeGB', '1'],
  3: ['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '16', '--syncdelay', '1'],
} as const

export const startReplicaSet = async (folder: string, count: 1 | 3 = 3): Promise<ReplicaSet> => {
  const mongod = findMongod()
  if (mongod === undefined) throw new Error('no mongod: set MONGOD or put it on the PATH')
  const ports = await Promise.all(Array.from({ length: count }, freePort))
  const start = (port: number) => startMember(mongod, join(folder, `mongo-${port}`), { port, limits: limits[count] })
  const members = await Promise.all(ports.map(async (port) => ({ port, child: await start(port) })))
  const hosts = ports.map((port) => `127.0.0.1:${port}`)
  const url = (database: string) => `mongodb://${hosts.join(',')}/${database}?replicaSet=rs0`
  await initiate(ports)
  await majorityWrite(url('started'))
  const primary = async () => memberAt(members, await primaryPort(url('admin')))
  return {
    members,
    url,
    primary,
    bytes: async (database) => {
      await using client = direct((await primary()).port)
      const { dataSize, indexSize } = await client.db(database).stats()
      return Number(dataSize) + Number(indexSize)
    },
    stepDown: async () => {
      await using client = direct((await primary()).port)
      // The answer may be lost with the connections that it closes.
      await client
        .db('admin')
        .command({ replSetStepDown: 10, secondaryCatchUpPeriodSecs: 5 })
        .catch(() => undefined)
    },
    endReading: async () => {
      await using client = direct((await primary()).port)
      await endOplogReads(client)
    },
    heal: async () => {
      for (const member of members) {
        member.child.thaw()
        if (!member.child.alive()) member.child = await start(member.port)
      }
      await majorityWrite(url('started'))
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(members.map(({ child }) => child.end('SIGKILL')))
    },
  }
}

/** Between two reads nobody is seen to read: so it is looked several times. */
const endOplogReads = async (client: MongoClient): Promise<void> => {
  const admin = client.db('admin')
  for (let look = 0; look < 5; look += 1) {
    const running = admin.aggregate([{ $currentOp: { allUsers: true } }, { $match: { ns: 'local.oplog.rs' } }])
    for await (const { op, opid } of running) if (op === 'getmore') await admin.command({ killOp: 1, op: opid })
    await delay(20)
  }
}

type Member = { readonly port: number; readonly limits: readonly string[] }

const startMember = async (mongod: string, path: string, { port, limits }: Member): Promise<Child> => {
  mkdirSync(path, { recursive: true })
  const where = ['--replSet', 'rs0', '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', path]
  const quiet = [
    '--logpath',
    join(path, 'log'),
    '--nounixsocket',
    '--setParameter',
    'diagnosticDataCollectionEnabled=false',
  ]
  const child = startChild({ path: mongod, args: [...where, ...limits, ...quiet] })
  await untilUp(child, 'mongod', async () => {
    await using client = direct(port)
    await client.db('admin').command({ ping: 1 })
    return true
  })
  return child
}

const direct = (port: number): MongoClient =>
  new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 2000 })

const initiate = async (ports: readonly number[]): Promise<void> => {
  await using client = direct(ports[0] ?? 0)
  const members = ports.map((port, at) => ({ _id: at, host: `127.0.0.1:${port}` }))
  await client.db('admin').command({ replSetInitiate: { _id: 'rs0', members, settings } })
}

const memberAt = (members: readonly MongoMember[], port: number): MongoMember => {
  const found = members.find((member) => member.port === port)
  if (found === undefined) throw new Error(`no member listens on ${port}`)
  return found
}

const primaryPort = async (url: string): Promise<number> => {
  await using client = new MongoClient(url)
  const { primary } = await client.db('admin').command({ hello: 1 })
  return Number(String(primary).split(':')[1])
}

/** A client that failed to connect stays closed: each try has its own. */
const majorityWrite = async (url: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await using client = new MongoClient(url, { writeConcern: { w: 'majority' }, serverSelectionTimeoutMS: 2000 })
      await client.db().collection('notes').insertOne({})
      return
    } catch (error) {
      if (attempt === 20) throw error
      await delay(100)
    }
  }
}
