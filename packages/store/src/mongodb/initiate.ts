import { setTimeout as delay } from 'node:timers/promises'
import { MongoClient, MongoServerError } from 'mongodb'
import { DatabaseRefused } from '../errors.ts'

export type InitiateOptions = {
  /** How long servers that do not answer yet are waited for, in milliseconds. */
  readonly timeoutMs: number
  /** After how long without a primary the members choose another, in milliseconds. MongoDB's own default is 10,000. */
  readonly electionTimeoutMs?: number
}

/**
 * Makes one replica set of the servers that the address names, where they are none yet, and waits until it takes writes.
 * A set that stands is left as it is.
 * @throws DatabaseRefused where the address is not one of a replica set, or the servers do not become one in time.
 */
export const initiateReplicaSet = async (url: string, options: InitiateOptions): Promise<'initiated' | 'stood'> => {
  const { members, name } = readAddress(url)
  const until = Date.now() + options.timeoutMs
  for (;;) {
    try {
      const outcome = await initiate(members, name, options)
      await waitForPrimary(url, Math.max(1, until - Date.now()))
      return outcome
    } catch (error) {
      if (Date.now() > until)
        throw new DatabaseRefused(`${members.join(', ')} do not become a replica set: ${String(error)}`)
      await delay(500)
    }
  }
}

const readAddress = (url: string): { members: readonly string[]; name: string } => {
  if (!url.startsWith('mongodb://')) throw new DatabaseRefused('the address must begin with mongodb://')
  const { hosts, replicaSet } = new MongoClient(url).options
  if (!replicaSet) throw new DatabaseRefused('the address must name the set, as in mongodb://…/rolecall?replicaSet=rs0')
  return { members: hosts.map(String), name: replicaSet }
}

/** What the first server is told; it asks the others whether they are free to join, and refuses where one is not. */
const initiate = async (
  hosts: readonly string[],
  name: string,
  { electionTimeoutMs = 10_000 }: InitiateOptions,
): Promise<'initiated' | 'stood'> => {
  const patience = { directConnection: true, serverSelectionTimeoutMS: 2000 }
  await using client = new MongoClient(`mongodb://${hosts[0]}/`, patience)
  const members = hosts.map((host, at) => ({ _id: at, host }))
  const settings = { electionTimeoutMillis: electionTimeoutMs }
  try {
    await client.db('admin').command({ replSetInitiate: { _id: name, members, settings } })
    return 'initiated'
  } catch (error) {
    if (error instanceof MongoServerError && error.codeName === 'AlreadyInitialized') return 'stood'
    throw error
  }
}

const waitForPrimary = async (url: string, serverSelectionTimeoutMS: number): Promise<void> => {
  await using client = new MongoClient(url, { serverSelectionTimeoutMS })
  await client.db('admin').command({ ping: 1 }, { readPreference: 'primary' })
}
